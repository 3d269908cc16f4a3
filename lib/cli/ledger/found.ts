import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { asideFile } from '../../adapters/ledger/aside.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { bringIn, setEarlierAside } from '../../adapters/ledger/earlier.js';
import { keyFile, makeKey } from '../../adapters/ledger/key-folder.js';
import type { PublicKey, Signer } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { foundLedger, refuseFew, type Founded, type FoundingPorts } from '../../workflow/ledger/found.js';
import type { CallOf } from '../command.js';
import { manifestPath, readSynthesis } from '../manifest-file.js';
import type { ManifestCall } from '../options.js';
import { withProgress } from '../progress.js';
import { sweepAll } from '../sweep.js';
import type { LiveWorld } from '../world.js';
import { ledgerProps, signerOf } from './open.js';
import { asidePath, type LedgerPlace } from './place.js';

type FoundCall = CallOf<
  ManifestCall['options'] & {
    readonly governor?: readonly string[];
    readonly governorKey?: readonly string[];
    readonly origin?: string;
    readonly repository?: string;
  }
>;

/** A ledger that was founded, and how many entries of before were brought in. */
interface FoundedHere extends Founded {
  readonly broughtIn: number;
}

/**
 * Founds the ledger of this call with the world it reads, and brings in what runs wrote before there was one, the file journal
 * of an earlier Writ included. Throws LEDGER_EXISTS, JOURNAL_CORRUPT and what `foundLedger` throws.
 */
export async function foundHere(
  call: FoundCall,
  place: LedgerPlace,
  world: LiveWorld,
  earlier: string | undefined,
): Promise<FoundedHere> {
  await refuseExisting(place);
  const { cwd } = call.io;
  const { governor, governorKey, origin, repository: named } = call.options;
  const { config } = place;
  const governors = governor ?? config?.governors ?? [];
  refuseFew(governors);
  const repository = named ?? config?.repository ?? `local/${basename(resolve(cwd))}`;
  const { manifest, identity } = await readSynthesis(await manifestPath(call));
  const governorKeys = governorKey?.map((file) => () => keyFile(resolve(cwd, file)));
  const aside = asidePath(place);
  if (earlier !== undefined) await setEarlierAside(earlier, aside);
  const founded = await foundLedger(portsOf(call, place, world), {
    origin: origin ?? config?.origin ?? `${repository}/ledger`,
    repository,
    governors,
    ...(governorKeys ? { governorKeys } : {}),
    manifest,
    identity,
  });
  return { ...founded, broughtIn: await bringIn(founded.ledger, asideFile(aside)) };
}

async function refuseExisting({ folder }: LedgerPlace): Promise<void> {
  if ((await directoryStore(folder).size()) === 0) return;
  throw new WritError('LEDGER_EXISTS', `there is a ledger in \`${folder}\` already`, {
    remedy: 'use it, or name another place with --ledger',
  });
}

function portsOf(call: FoundCall, place: LedgerPlace, world: LiveWorld): FoundingPorts {
  return {
    sweep: () =>
      withProgress(call.io, 'reading the live world', (progress) =>
        sweepAll(world.sources, call.signal, progress),
      ),
    keyOrNew: (name) => keyOrNew(place.keys, name),
    signerKey: () => trySignerKey(place),
    props: () => ledgerProps(place, world.clock),
  };
}

/** A signer in a process of its own has its key already. */
async function trySignerKey(place: LedgerPlace): Promise<PublicKey | undefined> {
  return place.signer === undefined ? undefined : (await (await signerOf(place)).head()).key.key;
}

function keyOrNew(folder: string, name: string): Promise<Signer> {
  const path = join(folder, `${name}.pem`);
  return existsSync(path) ? keyFile(path) : makeKey(folder, name);
}
