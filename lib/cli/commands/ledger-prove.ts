import { resolve } from 'node:path';
import { readJsonFile } from '../../adapters/files/json.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import {
  checkConsistency,
  checkInclusion,
  consistencySchema,
  inclusionSchema,
  parseCheckpoint,
  proveConsistency,
  proveInclusion,
  type NoteKey,
} from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerProofChecked } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { trustedKey } from '../ledger/trusted-key.js';
import { wholeNumber } from '../numbers.js';
import { LEDGER_OPTIONS } from '../options.js';
import { print } from '../output.js';

const ARGUMENTS = [
  { name: '[seq]', about: 'sequence number of the entry to prove' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--from <size>', about: 'size of the earlier checkpoint' },
  { flags: '--to <size>', about: 'size of the later checkpoint (default: the latest)' },
  { flags: '--check <file>', about: 'check this proof instead of making one' },
  { flags: '--key <key>', about: 'the public key to check by, as text or file' },
  ...LEDGER_OPTIONS,
  { flags: '--json', about: 'the proof is JSON in any case; with --check, the result too' },
  { flags: '--save <file>', about: 'also write the JSON document to this file' },
] as const satisfies readonly OptionSpec[];

type LedgerProveCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ ledger prove`. */
export const spec = command({
  about:
    'With a number: the entry and its RFC 6962 path to the root that the latest checkpoint was signed over. With --from: that the ledger of a ' +
    'later checkpoint continues that of an earlier one. The proof is JSON and needs nothing but the public key; --check checks one, offline.',
  examples: [
    'writ ledger prove 12 --save entry-12.proof.json',
    'writ ledger prove --from 1',
    'writ ledger prove --check entry-12.proof.json --key writ-ledger.pub',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'ledger-prove',
  run,
});

const MAX_PROOF_BYTES = 1024 * 1024;

/** Makes a proof, or checks one. */
async function run(call: LedgerProveCall): Promise<Exit> {
  const file = call.options.check;
  if (file !== undefined) return check(call, file);
  const proof = await proofOf(call);
  await print(call, { document: proof, lines: () => JSON.stringify(proof, null, 2).split('\n') });
  return 'done';
}

async function proofOf(call: LedgerProveCall): Promise<object> {
  const store = directoryStore((await ledgerPlace(call)).folder);
  const seq = call.args[0] ?? '';
  const from = call.options.from;
  if (seq !== '' && from === undefined)
    return proveInclusion(store, /^\d{1,9}$/.test(seq) ? Number(seq) : NaN);
  if (seq === '' && from !== undefined) {
    const to = call.options.to === undefined ? undefined : wholeNumber(call.options, 'to', 1);
    return proveConsistency(store, wholeNumber(call.options, 'from', 1), to);
  }
  throw new WritError('USAGE', 'what is to be proved is not named', {
    remedy: 'give the number of an entry, or --from with the size of an earlier checkpoint',
  });
}

async function check(call: LedgerProveCall, file: string): Promise<Exit> {
  const { key } = await trustedKey(call, await ledgerPlace(call));
  const document = checked(await readJsonFile(resolve(call.io.cwd, file), MAX_PROOF_BYTES), key, file);
  await print(call, { document, lines: (paint) => [paint.good(document.says)] });
  return 'done';
}

/** What the proof shows. Throws LedgerFault when it shows nothing, SCHEMA_INVALID when it is no proof. */
function checked(value: unknown, key: NoteKey, file: string): LedgerProofChecked {
  const inclusion = inclusionSchema.safeParse(value);
  if (inclusion.success) {
    const { seq, checkpoint } = inclusion.data;
    const digest = checkInclusion(inclusion.data, key);
    const { size } = parseCheckpoint(checkpoint);
    const says = `entry ${seq}, ${digest}, is in the ledger of ${size} entries that \`${key.name}\` signed`;
    return { schema: 'writ.ledger-proof-check/1', holds: true, says };
  }
  const consistency = consistencySchema.safeParse(value);
  if (!consistency.success)
    throw new WritError('SCHEMA_INVALID', `\`${file}\` is not a proof of \`writ ledger prove\``, {
      place: { file },
      remedy: 'make one with `writ ledger prove --save`',
    });
  checkConsistency(consistency.data, key);
  const [older, newer] = [consistency.data.from, consistency.data.to].map(
    (note) => parseCheckpoint(note).size,
  );
  const says = `the ledger of ${newer ?? 0} entries that \`${key.name}\` signed continues that of ${older ?? 0}`;
  return { schema: 'writ.ledger-proof-check/1', holds: true, says };
}
