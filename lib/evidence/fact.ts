import { canonicalJson, digestOf, WritError, type Digest, type Instant } from '../kernel/index.js';
import { seal } from './envelope.js';
import { bodyFaults, entryBytes, MAX_ENTRY_BYTES } from './entry.js';
import type { Signer } from './keys.js';
import { PREDICATES, predicateType, type Body, type PredicateKind } from './predicates/table.js';
import { STATEMENT_TYPE, subject, type StatementSubject } from './statement.js';
import type { Zone } from './zone.js';

/** Something to be recorded, of one kind. The fence of an intent is filled in by the ledger. */
export interface FactOf<K extends PredicateKind> {
  readonly kind: K;
  readonly body: K extends 'intent' ? Omit<Body<'intent'>, 'fence'> : Body<K>;
  /** Digests of the exact request, plan or observation; the digest of the body when left out. */
  readonly subject?: readonly StatementSubject[];
}

/** Something to be recorded. */
export type Fact = { [K in PredicateKind]: FactOf<K> }[PredicateKind];

/** A key with the zone that it speaks for. */
export interface ZoneSigner {
  readonly zone: Zone;
  readonly signer: Signer;
}

/** Where an entry is to stand. */
export interface Place {
  readonly ledger: Digest;
  readonly seq: number;
  readonly prev: Digest | null;
  readonly recordedAt: Instant;
  readonly writer: string;
}

/** A fact that no ledger would take, and why. */
export interface UnrecordableFact {
  readonly fact: Fact;
  readonly faults: readonly string[];
}

/** What stands around a body in an entry: signatures, place, subjects. */
const AROUND_BODY = 16 * 1024;

/** Parts facts that an entry can hold from those that none can, so that one never loses the others. */
export function partRecordable(facts: readonly Fact[]): {
  readonly recordable: readonly Fact[];
  readonly unrecordable: readonly UnrecordableFact[];
} {
  const judged = facts.map((fact) => ({ fact, faults: factFaults(fact) }));
  return {
    recordable: judged.filter(({ faults }) => faults.length === 0).map(({ fact }) => fact),
    unrecordable: judged.filter(({ faults }) => faults.length > 0),
  };
}

function factFaults({ kind, body }: Fact): readonly string[] {
  const text = canonicalJson(kind === 'intent' ? { ...body, fence: 0 } : body);
  const faults = bodyFaults(kind, JSON.parse(text));
  // The payload is base64 in an entry: four bytes for three.
  const size = Math.ceil(Buffer.byteLength(text) / 3) * 4 + AROUND_BODY;
  return size > MAX_ENTRY_BYTES ? [...faults, `it would need ${size} bytes`] : faults;
}

/** A fact as the signed bytes of an entry. Throws LEDGER_ENTRY_INVALID, naming the field. */
export async function entryOf(fact: Fact, place: Place, keys: readonly ZoneSigner[]): Promise<Buffer> {
  const { zone, signers } = signersFor(fact.kind, keys);
  const body: unknown = fact.kind === 'intent' ? { ...fact.body, fence: place.seq } : fact.body;
  refuseFaults(fact.kind, bodyFaults(fact.kind, JSON.parse(canonicalJson(body))));
  const envelope = await seal(
    {
      _type: STATEMENT_TYPE,
      subject: fact.subject ?? [subject(fact.kind, digestOf(body))],
      predicateType: predicateType(fact.kind),
      predicate: { ...place, zone, body },
    },
    signers,
  );
  const bytes = entryBytes({ seq: place.seq, prev: place.prev, envelope });
  if (bytes.length > MAX_ENTRY_BYTES)
    refuseFaults(fact.kind, [`the entry would be ${bytes.length} bytes, and ${MAX_ENTRY_BYTES} are allowed`]);
  return bytes;
}

function signersFor(kind: PredicateKind, keys: readonly ZoneSigner[]): { zone: Zone; signers: Signer[] } {
  const { zones, quorum } = PREDICATES[kind];
  for (const zone of zones) {
    const signers = keys.filter((key) => key.zone === zone).map(({ signer }) => signer);
    if (signers.length >= quorum) return { zone, signers: quorum === 1 ? signers.slice(0, 1) : signers };
  }
  throw new WritError(
    'LEDGER_ZONE',
    `\`${kind}\` needs ${quorum} key of zone ${zones.join(' or ')}, which is not here`,
    {
      remedy: 'run this in the zone that may append it',
    },
  );
}

function refuseFaults(kind: PredicateKind, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new WritError('LEDGER_ENTRY_INVALID', `\`${kind}\`: ${faults.join('; ')}`, {
    remedy: 'give what the kind asks for: docs/ledger.md lists the fields',
  });
}
