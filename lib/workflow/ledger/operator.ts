import type { Body, Ledger, PublicKey } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';

/** Makes a key of somebody known to the ledger, signed by the governors whose keys it holds. Gives the ids that count now. */
export async function addOperator(
  ledger: Ledger,
  owner: string,
  { id, algorithm, spki }: PublicKey,
  reason: string,
): Promise<readonly string[]> {
  const body: Body<'key'> = { action: 'add', key: { id, algorithm, spki, zone: 'operator', owner }, reason };
  await ledger.append([{ kind: 'key', body }]);
  return [id];
}

/** Lets no key of somebody count from here on. Gives the ids. Throws OPERATOR_UNKNOWN where none does. */
export async function revokeOperator(
  ledger: Ledger,
  owner: string,
  reason: string,
): Promise<readonly string[]> {
  const keys = [...ledger.keys.values()]
    .filter((key) => key.zone === 'operator' && key.owner === owner && key.until === undefined)
    .map(({ id }) => id);
  if (keys.length === 0)
    throw new WritError('OPERATOR_UNKNOWN', `no key of operator \`${owner}\` counts in this ledger`, {
      remedy: 'read `writ ledger show --kind key` for whose do',
    });
  await ledger.append(keys.map((id) => ({ kind: 'key', body: { action: 'revoke', id, reason } })));
  return keys;
}
