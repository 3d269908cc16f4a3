import {
  checkConsistency,
  checkInclusion,
  consistencySchema,
  inclusionSchema,
  parseCheckpoint,
  type NoteKey,
} from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerProofChecked } from './shapes.js';

/** What a proof shows. Throws LedgerFault when it shows nothing, SCHEMA_INVALID when it is no proof. */
export function checkProof(value: unknown, key: NoteKey, file: string): LedgerProofChecked {
  return { schema: 'writ.ledger-proof-check/1', holds: true, says: shownBy(value, key, file) };
}

function shownBy(value: unknown, key: NoteKey, file: string): string {
  const inclusion = inclusionSchema.safeParse(value);
  if (inclusion.success) {
    const { seq, checkpoint } = inclusion.data;
    const digest = checkInclusion(inclusion.data, key);
    const { size } = parseCheckpoint(checkpoint);
    return `entry ${seq}, ${digest}, is in the ledger of ${size} entries that \`${key.name}\` signed`;
  }
  const consistency = consistencySchema.safeParse(value);
  if (!consistency.success)
    throw new WritError('SCHEMA_INVALID', `\`${file}\` is not a proof of \`writ ledger prove\``, {
      place: { file },
      remedy: 'make one with `writ ledger prove --save`',
    });
  const { from, to } = consistency.data;
  checkConsistency(consistency.data, key);
  const [older, newer] = [parseCheckpoint(from).size, parseCheckpoint(to).size];
  return `the ledger of ${newer} entries that \`${key.name}\` signed continues that of ${older}`;
}
