import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { makeKey } from '../../adapters/ledger/key-folder.js';
import { publicKey, type PublicKey } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { addOperator, revokeOperator } from '../../workflow/ledger/operator.js';
import type { LedgerOperator } from '../../workflow/ledger/shapes.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openAsGovernors } from '../ledger/governors.js';
import { operatorId } from '../ledger/operator.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const MAX_KEY_BYTES = 16 * 1024;

const ARGUMENTS = [{ name: '<id>', about: 'the person, by id' }] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  {
    flags: '--operator-key <file>',
    about:
      'public key of the person, PEM or base64 of its DER form (default: a pair is made in the key folder)',
  },
  { flags: '--revoke', about: 'the keys of this person count no more' },
  { flags: '--reason <text>', about: 'why: stands in the ledger afterwards' },
  {
    flags: '--governor-key <file...>',
    about: 'private keys of two governors (default: those in the key folder)',
  },
  ...LEDGER_KEYS_OPTIONS,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerOperatorCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ ledger operator`. */
export const spec = command({
  about:
    'What the safety breaker holds goes only when two people stand behind it, each proved by a key. Governors have theirs; this gives one to ' +
    'others. Without --operator-key it makes the key, which is for trying out: in production each person makes their own and hands over the ' +
    'public half. With --revoke the keys of that person count no more from here on. Two governors sign, so the keys of both have to be at hand.',
  examples: [
    'writ ledger operator hr:10252 --reason "on call from today"',
    'writ ledger operator hr:10180 --operator-key devraj.pub --governor-key ciso.pem --governor-key platform.pem --reason "on call"',
    'writ ledger operator hr:10252 --revoke --reason "left the team"',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'ledger-operator',
  run,
});

/** Makes the key of an operator known, or lets it count no more. */
async function run(call: LedgerOperatorCall): Promise<Exit> {
  const operator = operatorId(call.args[0]);
  const reason = reasonOf(call);
  const place = await ledgerPlace(call);
  const ledger = await openAsGovernors(call, place, await evidenceClock(call));
  const common = { schema: 'writ.ledger-operator/1', operator, folder: place.folder } as const;
  let document: LedgerOperator;
  if (call.options.revoke) {
    document = { ...common, action: 'revoke', keys: await revokeOperator(ledger, operator, reason) };
  } else {
    const { key, file } = await operatorKey(call, place);
    const keys = await addOperator(ledger, operator, key, reason);
    document = { ...common, action: 'add', keys, ...(file === undefined ? {} : { file }) };
  }
  await print(call, { document, lines: () => words(document) });
  return 'done';
}

/** The public half that was given; else a pair made in the key folder, under the first free number. */
async function operatorKey(
  call: LedgerOperatorCall,
  { keys }: LedgerPlace,
): Promise<{ readonly key: PublicKey; readonly file?: string }> {
  const given = call.options.operatorKey;
  if (given !== undefined)
    return { key: publicKey(await readTextFile(resolve(call.io.cwd, given), MAX_KEY_BYTES)) };
  let number = 1;
  while (existsSync(join(keys, `operator-${number}.pem`))) number += 1;
  const { key } = await makeKey(keys, `operator-${number}`);
  return { key, file: join(keys, `operator-${number}.pem`) };
}

function reasonOf(call: LedgerOperatorCall): string {
  const reason = call.options.reason?.trim();
  if (reason) return reason;
  throw new WritError('USAGE', 'why is not said', {
    remedy: 'give --reason: it stands in the ledger afterwards',
  });
}

function words({ action, operator, keys, file }: LedgerOperator): string[] {
  if (action === 'revoke')
    return [`${operator}: ${keys.length} key(s) count no more; what they signed before stays`];
  return [
    `${operator} is an operator by key ${keys.join()}; two governors signed`,
    ...(file === undefined
      ? []
      : [`made here: ${file}; in production each person makes their own key and keeps it`]),
    `next: writ revert --confirm --as ${operator}`,
  ];
}
