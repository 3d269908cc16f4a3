import { fromBase64 } from './bytes.js';
import type { OpenEntry } from './entry.js';
import { Fault } from './fault.js';
import { changedKeys, countsAt, foundingKeys, ownerOf, type Keyring } from './keyring.js';
import type { Kinds } from './kinds.js';
import { NO_LEAVES, withLeaf, type Tree } from './merkle.js';

/** What the entries so far amount to. */
export interface Head {
  readonly tree: Tree;
  readonly last: string | null;
  readonly recordedAt: string;
  readonly ledger: string | undefined;
  readonly origin: string | undefined;
  readonly keys: Keyring;
}

/** Before the first entry. */
export const NOTHING: Head = {
  tree: NO_LEAVES,
  last: null,
  recordedAt: '',
  ledger: undefined,
  origin: undefined,
  keys: new Map(),
};

/** The head after one more entry. Throws Fault when it may not follow. */
export async function advanced(head: Head, entry: OpenEntry, kinds: Kinds): Promise<Head> {
  const genesis = entry.seq === 0;
  const keys = genesis ? await foundingKeys(entry.body) : head.keys;
  const known = entry.signatures.every(({ keyid }) => keys.has(keyid));
  if (known) await checkSignatures(entry, keys);
  checkChain(head, entry);
  if (!known) await checkSignatures(entry, keys);
  checkSigners(entry, keys, kinds);
  return {
    tree: await withLeaf(head.tree, entry.leaf),
    last: entry.digest,
    recordedAt: entry.recordedAt,
    ledger: entry.ledger,
    origin: genesis ? (entry.body as { origin: string }).origin : head.origin,
    keys: entry.kind === 'key' ? await changedKeys(keys, entry.body, entry.seq) : keys,
  };
}

/** Whether the signatures of an entry hold, remembered: many are asked at once before their turn comes. */
const asked = new WeakMap<OpenEntry, Map<string, Promise<boolean>>>();

/** Starts checking the signatures by keys that are known already; their turn comes in {@link advanced}. */
export function askAhead(entry: OpenEntry, keys: Keyring): void {
  for (const { keyid, sig } of entry.signatures) if (keys.has(keyid)) void isSigned(entry, keyid, sig, keys);
}

function isSigned(entry: OpenEntry, keyid: string, sig: string, keys: Keyring): Promise<boolean> {
  const answers = asked.get(entry) ?? new Map<string, Promise<boolean>>();
  asked.set(entry, answers);
  const signature = fromBase64(sig);
  const answer =
    answers.get(`${keyid} ${sig}`) ??
    (signature && keys.get(keyid)?.key.holds(entry.message, signature)) ??
    Promise.resolve(false);
  answers.set(`${keyid} ${sig}`, answer);
  return answer;
}

async function checkSignatures(entry: OpenEntry, keys: Keyring): Promise<void> {
  const seen = new Set<string>();
  for (const { keyid, sig } of entry.signatures) {
    if (!keys.has(keyid))
      throw new Fault('signature', entry.seq, `is signed by \`${keyid}\`, which the ledger does not name`);
    if (!(await isSigned(entry, keyid, sig, keys)))
      throw new Fault('signature', entry.seq, `the signature by \`${keyid}\` does not hold`);
    if (seen.has(keyid)) throw new Fault('format', entry.seq, `\`${keyid}\` signs twice`);
    seen.add(keyid);
  }
}

/** A recovery from entries that were recorded ahead of the clock: from it on times count anew. */
function resetsTime({ kind, body }: OpenEntry): boolean {
  return kind === 'recovery' && (body as { readonly what: string }).what === 'time-ahead';
}

function checkChain(head: Head, entry: OpenEntry): void {
  const { seq, prev, ledger, recordedAt } = entry;
  if (prev !== head.last) throw new Fault('chain', seq, '`prev` is not the digest of the entry before');
  if (head.ledger !== undefined && ledger !== head.ledger)
    throw new Fault('chain', seq, 'belongs to another ledger');
  if (recordedAt < head.recordedAt && !resetsTime(entry))
    throw new Fault('chain', seq, `was recorded at ${recordedAt}, before the entry before it`);
}

function checkSigners({ seq, kind, zone, signatures }: OpenEntry, keys: Keyring, kinds: Kinds): void {
  const people = new Set<string>();
  for (const { keyid } of signatures) {
    const key = keys.get(keyid);
    if (!key || !countsAt(key, seq))
      throw new Fault('signature', seq, `is signed by \`${keyid}\`, which does not count at this place`);
    if (key.zone !== zone)
      throw new Fault('zone', seq, `speaks for zone \`${zone}\`, but is signed by a key of \`${key.zone}\``);
    people.add(ownerOf(key));
  }
  const rule = kind === undefined ? undefined : kinds[kind];
  if (!rule) return;
  if (!rule.zones.includes(zone))
    throw new Fault(
      'zone',
      seq,
      `\`${kind ?? ''}\` may be appended by ${rule.zones.join(' or ')}, not by \`${zone}\``,
    );
  if (people.size < rule.quorum)
    throw new Fault(
      'signature',
      seq,
      `\`${kind ?? ''}\` needs ${String(rule.quorum)} people, and has ${String(people.size)}`,
    );
}
