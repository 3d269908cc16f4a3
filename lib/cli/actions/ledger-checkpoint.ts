import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { parseCheckpoint } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerCheckpoint } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openLedger, signerFiles } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { print, writeWhole } from '../output.js';

/** Prints or writes the current checkpoint. */
export async function run(call: Call): Promise<Exit> {
  const note = await currentNote(call, await ledgerPlace(call));
  const { origin, size, root } = parseCheckpoint(note);
  const document: LedgerCheckpoint = {
    schema: 'writ.ledger-checkpoint/1',
    origin,
    size,
    root: root.toString('base64'),
    note,
  };
  const out = textOption(call, 'out');
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

async function currentNote(call: Call, place: LedgerPlace): Promise<string> {
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
