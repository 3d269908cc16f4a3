import { Fault } from './fault.js';
import { keyOfSpki, type VerifyKey } from './signature.js';

/** A key that the ledger names: its zone, who answers for it, and the entries between which it counts. */
export interface RingKey {
  readonly key: VerifyKey;
  readonly zone: string;
  readonly owner: string;
  /** Counts from the entry after this one; the keys of the first entry count in it. */
  readonly since: number;
  /** Counts up to and including this entry. */
  readonly until?: number;
}

/** Every key that the ledger ever named, by id. */
export type Keyring = ReadonlyMap<string, RingKey>;

/** A key as it stands in the bodies of `genesis` and `key`. */
interface NamedKey {
  readonly id: string;
  readonly algorithm: string;
  readonly spki: string;
  readonly zone: string;
  readonly owner: string;
}

/** The body of a `key` entry. */
interface KeyChange {
  readonly action: 'add' | 'rotate' | 'revoke';
  readonly id: string;
  readonly key: NamedKey;
}

/** The keys that the first entry names. Throws Fault. */
export async function foundingKeys(body: unknown): Promise<Keyring> {
  const ring = new Map<string, RingKey>();
  for (const key of (body as { keys: readonly NamedKey[] }).keys) await admit(ring, key, 0);
  const count = (zone: string): number => [...ring.values()].filter((key) => key.zone === zone).length;
  if (count('governor') < 2) throw new Fault('format', 0, '`body.keys` must hold two keys of governors');
  if (count('signer') < 1) throw new Fault('format', 0, '`body.keys` must hold a key of the signer');
  return ring;
}

/** The keys after a `key` entry. Throws Fault. */
export async function changedKeys(ring: Keyring, body: unknown, seq: number): Promise<Keyring> {
  const next = new Map(ring);
  const { action, id, key } = body as KeyChange;
  if (action !== 'add') retire(next, id, seq);
  if (action !== 'revoke') await admit(next, key, seq);
  const left = (zone: string): number =>
    [...next.values()].filter((one) => one.zone === zone && one.until === undefined).length;
  if (left('signer') < 1) throw new Fault('format', seq, 'no key of the signer would be left');
  if (left('governor') < 2) throw new Fault('format', seq, 'fewer than two keys of governors would be left');
  return next;
}

/** Two owners are two people only if more than case, space and characters that nobody sees tells them apart. */
export function ownerOf({ owner }: RingKey): string {
  const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]+/gu;
  return owner.normalize('NFKC').toLowerCase().replace(invisible, '');
}

/** Whether a key counts in entry `seq`. */
export function countsAt({ since, until }: RingKey, seq: number): boolean {
  return (seq > since || seq === 0) && (until === undefined || seq <= until);
}

async function admit(ring: Map<string, RingKey>, named: NamedKey, seq: number): Promise<void> {
  const { id, algorithm, spki, zone, owner } = named;
  const key = await keyOfSpki(spki);
  if (!key || key.id !== id || key.algorithm !== algorithm)
    throw new Fault('format', seq, `\`${id}\` is not the id of the key given with it`);
  if (ring.has(id)) throw new Fault('format', seq, `key \`${id}\` is in the ledger already`);
  ring.set(id, { key, zone, owner, since: seq });
}

function retire(ring: Map<string, RingKey>, id: string, seq: number): void {
  const key = ring.get(id);
  if (!key || key.until !== undefined) throw new Fault('format', seq, `key \`${id}\` is not in use`);
  ring.set(id, { ...key, until: seq });
}
