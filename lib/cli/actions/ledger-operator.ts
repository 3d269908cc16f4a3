import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { makeKey } from '../../adapters/ledger/key-folder.js';
import { publicKey, type Body, type Ledger, type PublicKey } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerOperator } from '../../report/index.js';
import { argument, flag, textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openAsGovernors } from '../ledger/governors.js';
import { operatorId } from '../ledger/operator.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { print } from '../output.js';

const MAX_KEY_BYTES = 16 * 1024;

/** Makes the key of an operator known, or lets it count no more. */
export async function run(call: Call): Promise<Exit> {
  const id = operatorId(argument(call, 0));
  const reason = reasonOf(call);
  const place = await ledgerPlace(call);
  const ledger = await openAsGovernors(call, place, await evidenceClock(call));
  const common = { schema: 'writ.ledger-operator/1', operator: id, folder: place.folder } as const;
  const document: LedgerOperator = flag(call, 'revoke')
    ? { ...common, action: 'revoke', ...(await revoke(ledger, id, reason)) }
    : { ...common, action: 'add', ...(await add(call, place, ledger, id, reason)) };
  await print(call, { document, lines: () => words(document) });
  return 'done';
}

async function add(
  call: Call,
  place: LedgerPlace,
  ledger: Ledger,
  id: string,
  reason: string,
): Promise<Pick<LedgerOperator, 'keys' | 'file'>> {
  const { key, file } = await keyOf(call, place);
  const { algorithm, spki } = key;
  const body: Body<'key'> = {
    action: 'add',
    key: { id: key.id, algorithm, spki, zone: 'operator', owner: id },
    reason,
  };
  await ledger.append([{ kind: 'key', body }]);
  return { keys: [key.id], ...(file === undefined ? {} : { file }) };
}

async function revoke(ledger: Ledger, id: string, reason: string): Promise<Pick<LedgerOperator, 'keys'>> {
  const keys = [...ledger.keys.values()]
    .filter(({ zone, owner, until }) => zone === 'operator' && owner === id && until === undefined)
    .map((key) => key.id);
  if (keys.length === 0)
    throw new WritError('OPERATOR_UNKNOWN', `no key of operator \`${id}\` counts in this ledger`, {
      remedy: 'read `writ ledger show --kind key` for whose do',
    });
  await ledger.append(keys.map((key) => ({ kind: 'key', body: { action: 'revoke', id: key, reason } })));
  return { keys };
}

/** The public half that was given; else a pair made in the key folder, under the first free number. */
async function keyOf(
  call: Call,
  { keys }: LedgerPlace,
): Promise<{ readonly key: PublicKey; readonly file?: string }> {
  const given = textOption(call, 'operatorKey');
  if (given !== undefined)
    return { key: publicKey(await readTextFile(resolve(call.io.cwd, given), MAX_KEY_BYTES)) };
  let number = 1;
  while (existsSync(join(keys, `operator-${number}.pem`))) number += 1;
  const { key } = await makeKey(keys, `operator-${number}`);
  return { key, file: join(keys, `operator-${number}.pem`) };
}

function reasonOf(call: Call): string {
  const reason = textOption(call, 'reason')?.trim();
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
