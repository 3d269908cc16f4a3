import type { Digest, Instant } from '../kernel/index.js';
import { checkSignatures, type CheckedEntry } from './checked-entry.js';
import { LedgerFault } from './fault.js';
import { countsAt, foundingKeys, ownerOf, withKeyChange, type Keyring, type RingKey } from './keyring.js';
import type { KeyId } from './keys.js';
import { append, EMPTY_FRONTIER, type Frontier } from './merkle.js';
import { PREDICATES } from './predicates/table.js';

/** All that has to be remembered of the entries so far to judge the next: bounded, whatever the ledger's size. */
export interface Head {
  readonly frontier: Frontier;
  /** Of the last entry; null before the first. */
  readonly last: Digest | null;
  readonly recordedAt: Instant | undefined;
  readonly ledger: Digest | undefined;
  readonly origin: string | undefined;
  readonly keys: Keyring;
}

/** Before the first entry. */
export const NOTHING: Head = {
  frontier: EMPTY_FRONTIER,
  last: null,
  recordedAt: undefined,
  ledger: undefined,
  origin: undefined,
  keys: new Map(),
};

/** The head after one more entry. Throws LedgerFault (`chain`, `signature`, `zone`) when it may not follow. */
export function advance(head: Head, entry: CheckedEntry): Head {
  const keys = keysFor(head, entry);
  checkChain(head, entry);
  checkSigners(
    entry,
    keys,
    entry.unsettled ? checkSignatures(entry.seq, entry.unsettled, keys) : entry.signers,
  );
  const { founding } = entry;
  return {
    frontier: append(head.frontier, entry.leaf),
    last: entry.digest,
    recordedAt: entry.recordedAt,
    ledger: entry.ledger,
    origin: founding && 'genesis' in founding ? founding.genesis.origin : head.origin,
    keys: founding && 'key' in founding ? withKeyChange(keys, founding.key, entry.seq) : keys,
  };
}

function keysFor(head: Head, { founding }: CheckedEntry): Keyring {
  return founding && 'genesis' in founding ? foundingKeys(founding.genesis) : head.keys;
}

function checkChain(head: Head, { seq, prev, ledger, recordedAt, resetsTime }: CheckedEntry): void {
  if (seq !== head.frontier.size)
    throw new LedgerFault('chain', head.frontier.size, `is missing; entry ${seq} comes next`);
  if (prev !== head.last) throw new LedgerFault('chain', seq, '`prev` is not the digest of the entry before');
  if (head.ledger !== undefined && ledger !== head.ledger)
    throw new LedgerFault('chain', seq, 'belongs to another ledger');
  if (head.recordedAt !== undefined && recordedAt < head.recordedAt && !resetsTime)
    throw new LedgerFault('chain', seq, `was recorded at ${recordedAt}, before the entry before it`);
}

function checkSigners(entry: CheckedEntry, keys: Keyring, signers: readonly KeyId[]): void {
  const { seq, kind, zone } = entry;
  for (const id of signers) {
    const key = countingKey(keys, id, seq);
    if (key.zone !== zone)
      throw new LedgerFault(
        'zone',
        seq,
        `speaks for zone \`${zone}\`, but is signed by a key of \`${key.zone}\``,
      );
  }
  if (!kind) return;
  const { zones, quorum } = PREDICATES[kind];
  if (!zones.some((allowed) => allowed === zone))
    throw new LedgerFault(
      'zone',
      seq,
      `\`${kind}\` may be appended by ${zones.join(' or ')}, not by \`${zone}\``,
    );
  const people = new Set(signers.flatMap((id) => keys.get(id) ?? []).map(ownerOf));
  if (people.size < quorum)
    throw new LedgerFault('signature', seq, `\`${kind}\` needs ${quorum} people, and has ${people.size}`);
}

function countingKey(keys: Keyring, id: KeyId, seq: number): RingKey {
  const key = keys.get(id);
  if (!key) throw new LedgerFault('signature', seq, `is signed by \`${id}\`, which the ledger does not name`);
  if (!countsAt(key, seq))
    throw new LedgerFault('signature', seq, `is signed by \`${id}\`, which does not count at this place`);
  return key;
}
