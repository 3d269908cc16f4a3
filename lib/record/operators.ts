import type { BreakerEntry, Operators } from '../drift/index.js';
import {
  foundingKeys,
  provedOperator,
  signAct,
  speaksFor,
  withKeyChange,
  type KeyId,
  type Keyring,
  type LedgerRecord,
  type Operator,
  type OperatorAct,
  type OperatorProof,
} from '../evidence/index.js';
import { canonicalJson, digestOf, WritError, type Digest } from '../kernel/index.js';

/** Who may stand behind an act, as a ledger knows them, and who did. */
export interface OperatorBook extends Operators {
  /** Signs what an operator does. */
  sign(entry: BreakerEntry, operator: Operator): Promise<OperatorProof>;
  /** The keys of this person that count now. */
  keysOf(operator: string): readonly KeyId[];
  /** Throws OPERATOR_UNKNOWN unless the key counts now, as the one of exactly this person. */
  refuseUnknown(operator: Operator): void;
}

/** The operators of a ledger that was verified; each act is judged by the keys that counted where it stands. */
export function operatorsIn(records: readonly LedgerRecord[]): OperatorBook | undefined {
  let keys: Keyring = new Map();
  let ledger: Digest | undefined;
  const proved = new Map<string, string>();
  for (const record of records) {
    if (record.kind === 'genesis') {
      keys = foundingKeys(record.body);
      ledger = digestOf(record.body);
    } else if (record.kind === 'key') {
      keys = withKeyChange(keys, record.body, record.seq);
    } else if ((record.kind === 'queued' || record.kind === 'released') && ledger !== undefined) {
      const entry = { kind: record.kind, ...record.body } as BreakerEntry;
      const who = provedOperator(actOf(entry, ledger), entry.proof, keys, record.seq);
      if (who !== undefined) proved.set(canonicalJson(entry), who);
    }
  }
  return ledger === undefined ? undefined : bookOf(ledger, keys, proved);
}

function bookOf(ledger: Digest, keys: Keyring, proved: ReadonlyMap<string, string>): OperatorBook {
  return {
    provedBy: (entry) => (entry.proof ? proved.get(canonicalJson(entry)) : undefined),
    sign: (entry, operator) => signAct(actOf(entry, ledger), operator),
    keysOf: (operator) =>
      [...keys.values()]
        .filter((key) => key.until === undefined && speaksFor(key, operator))
        .map(({ id }) => id),
    refuseUnknown: ({ id, signer }) => {
      const key = keys.get(signer.key.id);
      if (key?.until === undefined && key && speaksFor(key, id)) return;
      throw new WritError(
        'OPERATOR_UNKNOWN',
        `the ledger has no key of operator \`${id}\` that is this one`,
        {
          remedy: 'have two governors add it with `writ ledger operator`, or give the key that they added',
        },
      );
    },
  };
}

function actOf(entry: BreakerEntry, ledger: Digest): OperatorAct {
  const { kind: act, at, run, edges } = entry;
  return { ledger, act, at, run, edges, ...(entry.kind === 'released' ? { reason: entry.reason } : {}) };
}
