import type { KeyId, PublicKey } from './keys.js';
import { publicKey } from './keys.js';
import type { Body } from './predicates/table.js';
import { LedgerFault } from './fault.js';
import type { Zone } from './zone.js';

/** A key with its zone, and the entries between which it counts. */
export interface RingKey extends PublicKey {
  readonly zone: Zone;
  readonly owner: string;
  /** Counts from the entry after this one; the keys of genesis count in genesis itself. */
  readonly since: number;
  /** Counts up to and including this entry. */
  readonly until?: number;
}

/** Every key that the ledger ever named, by id; replayed from its entries. */
export type Keyring = ReadonlyMap<KeyId, RingKey>;

/** The keys of genesis. Throws LedgerFault: an id that is not of its key, or too few governors or signers. */
export function foundingKeys(body: Body<'genesis'>): Keyring {
  const ring = new Map<KeyId, RingKey>();
  for (const key of body.keys) admit(ring, key, 0);
  const of = (zone: Zone): number => [...ring.values()].filter((key) => key.zone === zone).length;
  if (of('governor') < 2) throw new LedgerFault('format', 0, '`body.keys` must hold two keys of governors');
  if (of('signer') < 1) throw new LedgerFault('format', 0, '`body.keys` must hold a key of the signer');
  return ring;
}

/** The keyring after the `key` entry `seq`. Throws LedgerFault: a key that is there twice or not at all. */
export function withKeyChange(ring: Keyring, body: Body<'key'>, seq: number): Keyring {
  const next = new Map(ring);
  if (body.action !== 'add') retire(next, body.id, seq);
  if (body.action !== 'revoke') admit(next, body.key, seq);
  if (![...next.values()].some((key) => key.zone === 'signer' && key.until === undefined))
    throw new LedgerFault('format', seq, 'no key of the signer would be left');
  if ([...next.values()].filter((key) => key.zone === 'governor' && key.until === undefined).length < 2)
    throw new LedgerFault('format', seq, 'fewer than two keys of governors would be left');
  return next;
}

/**
 * Who answers for a key, as far as telling two people apart goes: not by case, white space, characters that nobody sees, or
 * forms of one letter.
 */
export function ownerOf({ owner }: Pick<RingKey, 'owner'>): string {
  return owner
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]+/gu, '');
}

/** Whether a key counts in entry `seq`. */
export function countsAt(key: RingKey, seq: number): boolean {
  return (seq > key.since || (seq === 0 && key.since === 0)) && (key.until === undefined || seq <= key.until);
}

function admit(ring: Map<KeyId, RingKey>, key: Body<'genesis'>['keys'][number], seq: number): void {
  const { id, algorithm } = publicKey(key.spki);
  if (id !== key.id || algorithm !== key.algorithm)
    throw new LedgerFault('format', seq, `\`${key.id}\` is not the id of the key given with it`);
  if (ring.has(key.id)) throw new LedgerFault('format', seq, `key \`${key.id}\` is in the ledger already`);
  ring.set(key.id, { ...key, since: seq });
}

function retire(ring: Map<KeyId, RingKey>, id: KeyId, seq: number): void {
  const key = ring.get(id);
  if (key?.until !== undefined || !key) throw new LedgerFault('format', seq, `key \`${id}\` is not in use`);
  ring.set(id, { ...key, until: seq });
}
