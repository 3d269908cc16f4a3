import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { keyFile, makeKey } from '../../adapters/ledger/key-folder.js';
import { Ledger, type Body, type PublicKey, type Signer, type Zone } from '../../evidence/index.js';
import { assemble, type Inventory } from '../../inventory/index.js';
import { noLinks, type IdentitySnapshot } from '../../identity/index.js';
import { digestOf, WritError } from '../../kernel/index.js';
import type { CallOf } from '../command.js';
import { manifestPath, readSynthesis } from '../manifest-file.js';
import type { ManifestCall } from '../options.js';
import { withProgress } from '../progress.js';
import { sweepAll } from '../sweep.js';
import type { LiveWorld } from '../world.js';
import { ledgerProps, signerOf } from './open.js';
import type { LedgerPlace } from './place.js';

type FoundCall = CallOf<
  ManifestCall['options'] & {
    readonly governor?: readonly string[];
    readonly governorKey?: readonly string[];
    readonly origin?: string;
    readonly repository?: string;
  }
>;
type LedgerKey = Body<'genesis'>['keys'][number];

/** Somebody who governs, and the key that says so. */
export interface Governor {
  readonly id: string;
  readonly signer: Signer;
  /** Made here, which is for trying out: in production each brings a key of their own. */
  readonly made: boolean;
}

/** Zones that append entries in the embedded default, beside the governors. */
const ZONES_HERE = ['gate', 'apply', 'keeper'] as const;

/** A new ledger, and what stands in its first entry. Throws LEDGER_EXISTS, INVENTORY_INCOMPLETE, USAGE. */
export async function foundLedger(
  call: FoundCall,
  place: LedgerPlace,
  world: LiveWorld,
): Promise<{ ledger: Ledger; genesis: Body<'genesis'>; governors: readonly Governor[] }> {
  await refuseExisting(place);
  const names = governorNames(call, place);
  const repository = repositoryOf(call, place);
  const { manifest, identity } = await readSynthesis(await manifestPath(call));
  refuseStrangers(names, identity);
  const inventory = await completeInventory(call, world);
  const governors = await governorsOf(call, place, names);
  const zoneKeys = await keysOfZones(place, repository);
  const props = await ledgerProps(place, world.clock);
  const genesis: Body<'genesis'> = {
    origin: call.options.origin ?? place.config?.origin ?? `${repository}/ledger`,
    repository,
    policy: manifest.inputs.declarations,
    governors: [...names],
    keys: [...governors.map(({ id, signer }) => ledgerKey(signer.key, 'governor', id)), ...zoneKeys],
    scopes: manifest.catalogue.scopes.map(({ name, mode }) => ({ name, mode })),
    inventory: { digest: digestOf(inventory), at: inventory.endedAt, complete: true },
  };
  const keys = [
    ...props.keys.filter(({ zone }) => zone !== 'governor'),
    ...governors.map(({ signer }) => ({ zone: 'governor' as const, signer })),
  ];
  return { ledger: await Ledger.found({ ...props, keys }, genesis), genesis, governors };
}

async function refuseExisting({ folder }: LedgerPlace): Promise<void> {
  if ((await directoryStore(folder).size()) === 0) return;
  throw new WritError('LEDGER_EXISTS', `there is a ledger in \`${folder}\` already`, {
    remedy: 'use it, or name another place with --ledger',
  });
}

function governorNames(call: FoundCall, { config }: LedgerPlace): readonly string[] {
  const names = call.options.governor ?? config?.governors ?? [];
  if (names.length >= 2 && new Set(names).size === names.length) return names;
  throw new WritError('USAGE', 'a ledger is founded by two governors, and they are not named', {
    remedy: 'name two people with --governor twice, or as `ledger.governors` of the configuration',
  });
}

/** Who is to govern has to be somebody whom HR has, or nobody could ever ask them. Throws PERSON_UNKNOWN. */
function refuseStrangers(names: readonly string[], { people }: IdentitySnapshot): void {
  const known = new Set(people.map(({ id }) => `hr:${id}`));
  const strangers = names.filter((name) => !known.has(name));
  if (strangers.length === 0) return;
  throw new WritError('PERSON_UNKNOWN', `HR does not have \`${strangers.join(', ')}\`, who is to govern`, {
    remedy: 'name two people by their worker id, like `hr:10510`, and synthesize again if they are new',
  });
}

function repositoryOf(call: FoundCall, { config }: LedgerPlace): string {
  return call.options.repository ?? config?.repository ?? `local/${basename(resolve(call.io.cwd))}`;
}

async function completeInventory(call: FoundCall, world: LiveWorld): Promise<Inventory> {
  const sweeps = await withProgress(call.io, 'reading the live world', (progress) =>
    sweepAll(world.sources, call.signal, progress),
  );
  const inventory = assemble(sweeps, noLinks);
  const unread = inventory.sources.filter(({ complete }) => !complete);
  if (unread.length === 0) return inventory;
  throw new WritError(
    'INVENTORY_INCOMPLETE',
    `a ledger begins with a complete inventory, and of \`${unread.map(({ source }) => source).join(', ')}\` parts could not be read`,
    { remedy: 'run `writ scan` to see what could not be read and why; mend it, then found the ledger' },
  );
}

async function governorsOf(
  call: FoundCall,
  place: LedgerPlace,
  names: readonly string[],
): Promise<Governor[]> {
  const files = call.options.governorKey;
  if (files && files.length !== names.length)
    throw new WritError('USAGE', `${names.length} governors are named, and ${files.length} keys given`, {
      remedy: 'give --governor-key once for each governor, in the same order',
    });
  const governors: Governor[] = [];
  for (const [index, id] of names.entries()) {
    const file = files?.[index];
    const signer = file
      ? await keyFile(resolve(call.io.cwd, file))
      : await keyOrNew(place.keys, `governor-${index + 1}`);
    governors.push({ id, signer, made: file === undefined });
  }
  return governors;
}

async function keysOfZones(place: LedgerPlace, repository: string): Promise<LedgerKey[]> {
  const owner = (zone: Zone): string => `${zone} of ${repository}`;
  const made: LedgerKey[] = [];
  for (const zone of ZONES_HERE)
    made.push(ledgerKey((await keyOrNew(place.keys, zone)).key, zone, owner(zone)));
  return [...made, ledgerKey(await signerKey(place), 'signer', owner('signer'))];
}

/** A signer in a process of its own has its key already; the embedded one gets it here. */
async function signerKey(place: LedgerPlace): Promise<PublicKey> {
  if (place.signer === undefined) return (await keyOrNew(place.keys, 'signer')).key;
  return (await (await signerOf(place)).head()).key.key;
}

/** A founding that stopped halfway left its keys: nothing was signed with them, so they serve. */
function keyOrNew(folder: string, name: string): Promise<Signer> {
  const path = join(folder, `${name}.pem`);
  return existsSync(path) ? keyFile(path) : makeKey(folder, name);
}

function ledgerKey({ id, algorithm, spki }: PublicKey, zone: Zone, owner: string): LedgerKey {
  return { id, algorithm, spki, zone, owner };
}
