import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { keyFile } from '../../adapters/ledger/key-folder.js';
import { directoryAside } from '../../adapters/ledger/set-aside.js';
import { fileMemory } from '../../adapters/ledger/signer-memory.js';
import {
  MAX_NOTE_BYTES,
  mendTail,
  rebuildSigner,
  recordRebuilt,
  type Mended,
  type Mender,
} from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerMended } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { ledgerProps, openLedger, signerFiles } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { trustedKey } from '../ledger/trusted-key.js';
import { print } from '../output.js';

/** Mends the ledger, or its signer's memory, and says what was done. */
export async function run(call: Call): Promise<Exit> {
  const place = await ledgerPlace(call);
  const mender = menderOf(call);
  const held = textOption(call, 'held');
  const mended =
    held === undefined ? await mendFolder(call, place, mender) : await rebuild(call, place, held, mender);
  const document: LedgerMended = { schema: 'writ.ledger-mend/1', folder: place.folder, ...mended };
  await print(call, { document, lines: () => words(document) });
  return 'done';
}

async function mendFolder(call: Call, place: LedgerPlace, mender: Mender): Promise<Mended> {
  const props = await ledgerProps(place, await evidenceClock(call));
  return mendTail(props, directoryAside(place.folder), mender);
}

async function rebuild(call: Call, place: LedgerPlace, file: string, mender: Mender): Promise<Mended> {
  const note = await readTextFile(resolve(call.io.cwd, file), MAX_NOTE_BYTES);
  const held = { note, from: 'memory' as const, place: file };
  const { key } = await trustedKey(call, place);
  const files = signerFiles(place);
  const { frontier } = await rebuildSigner({
    store: directoryStore(place.folder),
    key,
    held: [held],
    memory: fileMemory(files.memory),
    signer: await keyFile(files.key),
  });
  await recordRebuilt(await openLedger(place, await evidenceClock(call)), held, mender);
  return { what: 'lost-signer', size: frontier.size, setAside: [] };
}

function menderOf(call: Call): Mender {
  const [by, reason] = [textOption(call, 'by'), textOption(call, 'reason')];
  if (by && reason) return { by, reason };
  throw new WritError('USAGE', 'who mends, and why, is not said', {
    remedy: 'give --by with a person and --reason with a reason: both stand in the ledger afterwards',
  });
}

function words({ what, size, setAside, folder }: LedgerMended): string[] {
  if (what === 'nothing') return [`nothing to mend: all ${size} entries are covered by a checkpoint`];
  const done = {
    'torn-tail': `set ${setAside.length} torn or foreign entries aside, into ${folder}.aside`,
    'missing-checkpoint': 'wrote the checkpoint that was missing',
    'time-ahead': 'said in the ledger that entries before were recorded ahead of the clock',
    'lost-signer': "rebuilt the signer's memory",
  };
  return [
    `${done[what]}; ${size} entries were good, and this is recorded behind them`,
    'next: writ ledger verify',
  ];
}
