import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWhole } from '../../adapters/files/durable.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import type { Ledger } from '../../evidence/index.js';
import { currentCheckpoint } from '../../workflow/ledger/checkpoint.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openLedger, signerFiles } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

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
  const place = await ledgerPlace(call);
  const document = await currentCheckpoint(directoryStore(place.folder), await trySigning(call, place));
  const { note, size } = document;
  const { out } = call.options;
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

/** The ledger opened to sign what no checkpoint covers yet, where its signer can be reached. */
async function trySigning(call: LedgerCheckpointCall, place: LedgerPlace): Promise<Ledger | undefined> {
  if (place.signer === undefined && !existsSync(signerFiles(place).key)) return undefined;
  return openLedger(place, await evidenceClock(call));
}
