import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { parseCheckpoint } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerCheckpoint } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openLedger, signerFiles } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print, writeWhole } from '../output.js';

const OPTIONS = [
  { flags: '--out <file>', about: 'write the note to this file' },
  ...LEDGER_KEYS_OPTIONS,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerCheckpointCall = Call<typeof OPTIONS>;

/** `writ ledger checkpoint`. */
export const spec = command({
  about:
    'Prints the current checkpoint (a C2SP signed note). Keep it where the writer of the ledger cannot change it: a later ' +
    '`writ ledger verify --held` finds whether the ledger still continues it. Where the key of the signer is here, entries that no checkpoint ' +
    'covers yet are signed over first.',
  examples: ['writ ledger checkpoint', 'writ ledger checkpoint --out 2026-q4.note'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-checkpoint',
  run,
});

/** Prints or writes the current checkpoint. */
async function run(call: LedgerCheckpointCall): Promise<Exit> {
  const note = await currentNote(call, await ledgerPlace(call));
  const { origin, size, root } = parseCheckpoint(note);
  const document: LedgerCheckpoint = {
    schema: 'writ.ledger-checkpoint/1',
    origin,
    size,
    root: root.toString('base64'),
    note,
  };
  const out = call.options.out;
  if (out !== undefined) await writeWhole(resolve(call.io.cwd, out), note);
  await print(call, {
    document,
    lines: (paint) =>
      out === undefined
        ? note.trimEnd().split('\n')
        : [
            paint.good(`wrote ${out}: the checkpoint over ${size} entries`),
            'keep it where the writer cannot change it',
          ],
  });
  return 'done';
}

async function currentNote(call: LedgerCheckpointCall, place: LedgerPlace): Promise<string> {
  if (place.signer !== undefined || existsSync(signerFiles(place).key)) {
    const { note } = await (await openLedger(place, await evidenceClock(call))).checkpoint();
    if (note !== undefined) return note;
  }
  const latest = await directoryStore(place.folder).latestCheckpoint();
  if (latest) return latest.note;
  throw new WritError('LEDGER_MISSING', `there is no checkpoint in \`${place.folder}\``, {
    remedy: 'name the ledger with --ledger, or run `writ ledger init`',
  });
}
