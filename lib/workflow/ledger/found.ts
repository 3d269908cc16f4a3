import {
  Ledger,
  type Body,
  type LedgerProps,
  type PublicKey,
  type Signer,
  type Zone,
} from '../../evidence/index.js';
import { noLinks, type IdentitySnapshot } from '../../identity/index.js';
import { assemble, type Inventory, type SourceSweep } from '../../inventory/index.js';
import { digestOf, WritError } from '../../kernel/index.js';
import type { Manifest } from '../../manifest/index.js';

type LedgerKey = Body<'genesis'>['keys'][number];

/** Somebody who governs, and the key that says so. */
export interface Governor {
  readonly id: string;
  readonly signer: Signer;
  /** Made here, which is for trying out: in production each brings a key of their own. */
  readonly made: boolean;
}

/** What a founding is told. */
export interface Founding {
  readonly origin: string;
  readonly repository: string;
  /** Who governs, and the key that each brought; without them they are made. */
  readonly governors: readonly string[];
  readonly governorKeys?: readonly (() => Promise<Signer>)[];
  readonly manifest: Manifest;
  readonly identity: IdentitySnapshot;
}

/** What a founding needs of the outside. */
export interface FoundingPorts {
  readonly sweep: () => Promise<readonly SourceSweep[]>;
  /** The key with this name in the key folder. A founding that stopped halfway left its keys: nothing was signed with them, so they serve. */
  readonly keyOrNew: (name: string) => Promise<Signer>;
  /** The key of a signer in a process of its own; undefined where the embedded one gets it here. */
  readonly signerKey: () => Promise<PublicKey | undefined>;
  /** What the ledger is founded with; asked when the keys are there. */
  readonly props: () => Promise<LedgerProps>;
}

/** A ledger that was founded, and by what. */
export interface Founded {
  readonly ledger: Ledger;
  readonly genesis: Body<'genesis'>;
  readonly governors: readonly Governor[];
}

/** Zones that append entries in the embedded default, beside the governors. */
const ZONES_HERE = ['gate', 'apply', 'keeper'] as const;

/** A new ledger, and what stands in its first entry. Throws INVENTORY_INCOMPLETE, PERSON_UNKNOWN, USAGE. */
export async function foundLedger(ports: FoundingPorts, founding: Founding): Promise<Founded> {
  const { manifest, origin, repository, governors: names } = founding;
  refuseFew(names);
  refuseStrangers(names, founding.identity);
  const inventory = completeInventory(await ports.sweep());
  const governors = await governorsOf(ports, founding);
  const zoneKeys = await keysOfZones(ports, repository);
  const props = await ports.props();
  const genesis: Body<'genesis'> = {
    origin,
    repository,
    policy: manifest.inputs.declarations,
    governors: [...names],
    keys: [...governors.map(({ id, signer }) => ledgerKey(signer.key, 'governor', id)), ...zoneKeys],
    scopes: manifest.catalogue.scopes.map(({ name, mode }) => ({ name, mode })),
    inventory: { digest: digestOf(plainly(inventory)), at: inventory.endedAt, complete: true },
  };
  const keys = [
    ...props.keys.filter(({ zone }) => zone !== 'governor'),
    ...governors.map(({ signer }) => ({ zone: 'governor' as const, signer })),
  ];
  return { ledger: await Ledger.found({ ...props, keys }, genesis), genesis, governors };
}

/** Throws USAGE where fewer than two people are to govern, or one is named twice. */
export function refuseFew(names: readonly string[]): void {
  if (names.length >= 2 && new Set(names).size === names.length) return;
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

function completeInventory(sweeps: readonly SourceSweep[]): Inventory {
  const inventory = assemble(sweeps, noLinks);
  const unread = inventory.sources.filter(({ complete }) => !complete);
  if (unread.length === 0) return inventory;
  throw new WritError(
    'INVENTORY_INCOMPLETE',
    `a ledger begins with a complete inventory, and of \`${unread.map(({ source }) => source).join(', ')}\` parts could not be read`,
    { remedy: 'run `writ scan` to see what could not be read and why; mend it, then found the ledger' },
  );
}

/** What of a complete inventory is data: of a text that was not read, that it was not. */
function plainly(inventory: Inventory): object {
  const sources = inventory.sources.map(({ notRead, ...source }) => ({
    ...source,
    ...(notRead ? { notRead: notRead.map(({ arn, error }) => ({ arn, code: error.code })) } : {}),
  }));
  return { ...inventory, sources };
}

async function governorsOf(
  { keyOrNew }: FoundingPorts,
  { governors: names, governorKeys: given }: Founding,
): Promise<Governor[]> {
  if (given && given.length !== names.length)
    throw new WritError('USAGE', `${names.length} governors are named, and ${given.length} keys given`, {
      remedy: 'give --governor-key once for each governor, in the same order',
    });
  const governors: Governor[] = [];
  for (const [index, id] of names.entries()) {
    const own = given?.[index];
    const signer = own ? await own() : await keyOrNew(`governor-${index + 1}`);
    governors.push({ id, signer, made: own === undefined });
  }
  return governors;
}

async function keysOfZones({ keyOrNew, signerKey }: FoundingPorts, repository: string): Promise<LedgerKey[]> {
  const owner = (zone: Zone): string => `${zone} of ${repository}`;
  const made: LedgerKey[] = [];
  for (const zone of ZONES_HERE) made.push(ledgerKey((await keyOrNew(zone)).key, zone, owner(zone)));
  const signer = (await signerKey()) ?? (await keyOrNew('signer')).key;
  return [...made, ledgerKey(signer, 'signer', owner('signer'))];
}

function ledgerKey({ id, algorithm, spki }: PublicKey, zone: Zone, owner: string): LedgerKey {
  return { id, algorithm, spki, zone, owner };
}
