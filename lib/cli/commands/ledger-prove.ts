import { resolve } from 'node:path';
import { readJsonFile } from '../../adapters/files/json.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { proveConsistency, proveInclusion } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { checkProof } from '../../workflow/ledger/prove.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { trustedKey } from '../ledger/trusted-key.js';
import { wholeNumber } from '../numbers.js';
import { LEDGER_OPTIONS } from '../options.js';
import { print } from '../output.js';

const MAX_PROOF_BYTES = 1024 * 1024;

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

/** Makes a proof, or checks one. */
async function run(call: LedgerProveCall): Promise<Exit> {
  const { check: file } = call.options;
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
  const document = checkProof(await readJsonFile(resolve(call.io.cwd, file), MAX_PROOF_BYTES), key, file);
  await print(call, { document, lines: (paint) => [paint.good(document.says)] });
  return 'done';
}
