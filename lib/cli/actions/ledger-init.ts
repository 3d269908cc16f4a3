import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WritError } from '../../kernel/index.js';
import { noteKeyText } from '../../evidence/index.js';
import { ledgerInitText, type LedgerFounded } from '../../report/index.js';
import { flag, type Call } from '../command.js';
import type { SourcesConfig } from '../config.js';
import type { Exit } from '../exit.js';
import { foundLedger } from '../ledger/found.js';
import { ledgerPlace } from '../ledger/place.js';
import { tryLoadConfig } from '../load-config.js';
import { print, writeWhole } from '../output.js';
import { openWorld, wantsSandbox } from '../world.js';

/** Founds a ledger and says what it was founded with. */
export async function run(call: Call): Promise<Exit> {
  const place = await ledgerPlace(call);
  const world = await openWorld(call, await sourcesOf(call));
  const { ledger, genesis, governors } = await foundLedger(call, place, world);
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
    next: `writ ledger verify${flag(call, 'sandbox') ? ' --sandbox' : ''}`,
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

async function sourcesOf(call: Call): Promise<SourcesConfig> {
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
