import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../../adapters/files/durable.js';
import { noteKeyText } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { ledgerInitText, type LedgerFounded } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { SourcesConfig } from '../config.js';
import type { Exit } from '../exit.js';
import { earlierJournal } from '../ledger/earlier.js';
import { foundHere } from '../ledger/found.js';
import { ledgerPlace } from '../ledger/place.js';
import { tryLoadConfig } from '../load-config.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { openWorld, wantsSandbox } from '../world.js';

const OPTIONS = [
  { flags: '--governor <id...>', about: 'who governs, by id; twice or more (default: `ledger.governors`)' },
  {
    flags: '--governor-key <file...>',
    about: 'private key of each governor, in the same order (default: made here)',
  },
  { flags: '--repository <id>', about: 'id of the repository (default: `ledger.repository`)' },
  {
    flags: '--origin <name>',
    about: 'name of the log in its checkpoints (default: `ledger.origin`, the repository with /ledger)',
  },
  MANIFEST_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerInitCall = Call<typeof OPTIONS>;

/** `writ ledger init`. */
export const spec = command({
  about:
    'Sweeps the live world once, since the first entry holds the digest of a complete inventory, and makes a key for each zone in a folder ' +
    'outside the ledger. Without --governor-key it makes the keys of both governors too, which is for trying out: in production two people ' +
    'bring a key each. What runs wrote aside before there was a ledger is brought in, and so is the journal file of an earlier Writ. Prints the public key that everybody else verifies by; keep it where the writer of the ledger cannot change it.',
  examples: [
    'writ ledger init',
    'writ ledger init --governor hr:10510 --governor hr:10110 --governor-key ciso.pem --governor-key platform.pem',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-init',
  run,
});

/** Founds a ledger and says what it was founded with. */
async function run(call: LedgerInitCall): Promise<Exit> {
  const place = await ledgerPlace(call);
  const world = await openWorld(call, await sourcesOf(call));
  const earlier = earlierJournal(call, await tryLoadConfig(call));
  const { ledger, genesis, governors, broughtIn } = await foundHere(call, place, world, earlier);
  const signed = await ledger.checkpoint();
  const publicKey = noteKeyText(signed.key);
  await writeWhole(place.publicKey, `${publicKey}\n`);
  const repository = repositoryAround(place.keys);
  const founded: LedgerFounded = {
    schema: 'writ.ledger-init/1',
    ledger: ledger.id ?? '',
    origin: genesis.origin,
    repository: genesis.repository,
    folder: place.folder,
    keys: place.keys,
    publicKey,
    publicKeyFile: place.publicKey,
    governors: governors.map(({ id, made, signer }) => ({ id, key: signer.key.id, made })),
    inventory: genesis.inventory.digest,
    ...(broughtIn === 0 ? {} : { broughtIn }),
    next: `writ ledger verify${call.options.sandbox === true ? ' --sandbox' : ''}`,
    ...(repository === undefined ? {} : { keysInside: repository }),
  };
  await print(call, { document: founded, lines: (paint, width) => ledgerInitText(founded, paint, width) });
  return 'done';
}

/** The git repository that a folder lies in, if in any. */
function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function sourcesOf(call: LedgerInitCall): Promise<SourcesConfig> {
  if (wantsSandbox(call)) return {};
  const loaded = await tryLoadConfig(call);
  if (loaded) return loaded.config.sources;
  throw new WritError(
    'CONFIG_INVALID',
    'no writ.config.js is here, so there is nothing to take an inventory of',
    {
      remedy: 'run from the project folder after `npm run build`, or use --sandbox',
    },
  );
}
