import type { z } from 'zod';
import type { Zone } from '../zone.js';
import * as founding from './founding.js';
import * as run from './run.js';
import * as ticket from './ticket.js';

/** What the ledger knows of one kind of entry. */
export interface PredicateSpec {
  /** One sentence for the published format. */
  readonly about: string;
  /** The zones whose keys may append it; the first is the usual one. */
  readonly zones: readonly [Zone, ...Zone[]];
  /** How many distinct keys have to sign. */
  readonly quorum: number;
  readonly body: z.ZodType;
}

const KEEPING = ['keeper', 'apply'] as const;

/** The journal: what runs remember of what they saw and did. Its entries are those of the ledger of these kinds. */
export const JOURNAL = {
  'first-seen': spec('a foreign edge was seen first', ['keeper'], run.firstSeen),
  gone: spec('an edge is no longer live', ['keeper'], run.gone),
  object: spec('the native ids of declared objects', ['keeper'], run.object),
  intent: spec('a run means to act', KEEPING, run.intent),
  attempt: spec('a removal was asked for', KEEPING, run.attempt),
  outcome: spec('how an attempt ended', KEEPING, run.outcome),
  queued: spec('the breaker held removals back', KEEPING, run.queued),
  released: spec('a second person released them', ['keeper', 'apply', 'governor'], run.released),
  'run-ended': spec('a run is over', KEEPING, run.runEnded),
  torn: spec('a torn line was set aside', KEEPING, run.torn),
} as const satisfies Record<string, PredicateSpec>;

/** A kind of entry that the journal is made of. */
export type JournalKind = keyof typeof JOURNAL;

/** Every kind of entry: who may append it, and what it must hold. A kind that is missing here does not exist. */
export const PREDICATES = {
  genesis: spec('the first entry', ['governor'], founding.genesis, 2),
  key: spec('a key is added, rotated or revoked', ['governor'], founding.key, 2),
  recovery: spec('damage was mended', ['governor', 'keeper'], founding.recovery),
  anchor: spec('a checkpoint was laid out of reach', ['keeper', 'signer'], founding.anchor),

  intake: spec('a request arrived', ['gate'], ticket.intake),
  classification: spec('what the request is', ['gate'], ticket.classification),
  decision: spec('what was decided and why', ['gate', 'apply'], ticket.decision),
  governance: spec(
    'what was decided of a change of what everybody is judged by',
    ['gate'],
    ticket.governance,
  ),
  consumption: spec('a decision was used', ['gate', 'build', 'apply'], ticket.consumption),
  approval: spec('what a reviewer saw and said', ['gate'], ticket.approval),
  change: spec('the live world was changed', ['apply'], ticket.change),
  revocation: spec('a revert took away', KEEPING, ticket.revocation),
  verification: spec('a fresh read shows the change', ['apply', 'keeper'], ticket.verification),
  end: spec('a basis ended', ['keeper', 'apply'], ticket.end),
  'end-verification': spec('a fresh read shows it gone', ['keeper', 'apply'], ticket.endVerification),
  tombstone: spec('an end is final', ['keeper', 'apply'], ticket.tombstone),
  'exception-review': spec(
    'an exception was reviewed afterwards',
    ['gate', 'governor'],
    ticket.exceptionReview,
  ),

  ...JOURNAL,
  drift: spec('wanted was judged against live', ['keeper'], run.drift),
  observation: spec('a sweep was made', ['keeper', 'apply'], run.observation),
  synthesis: spec('what is wanted was published', ['gate', 'build', 'apply'], run.synthesis),
} as const satisfies Record<string, PredicateSpec>;

/** A kind of entry. */
export type PredicateKind = keyof typeof PREDICATES;

/** What an entry of a kind says. */
export type Body<K extends PredicateKind> = z.output<(typeof PREDICATES)[K]['body']>;

/** All kinds, in the order of the table. */
export const PREDICATE_KINDS = Object.keys(PREDICATES) as PredicateKind[];

/** The schema of the body of a kind. */
export function bodySchema(kind: PredicateKind): z.ZodType {
  return PREDICATES[kind].body;
}

const URI = /^urn:x-writ:([a-z-]+):v1$/;

/** `urn:x-writ:<kind>:v1`. */
export function predicateType(kind: PredicateKind): string {
  return `urn:x-writ:${kind}:v1`;
}

/** The kind of a predicate type, or undefined for one that this Writ does not know. */
export function kindOf(type: string): PredicateKind | undefined {
  const name = URI.exec(type)?.[1];
  return PREDICATE_KINDS.find((kind) => kind === name);
}

function spec<B extends z.ZodType>(
  about: string,
  zones: readonly [Zone, ...Zone[]],
  body: B,
  quorum = 1,
): PredicateSpec & { readonly body: B } {
  return { about, zones, quorum, body };
}
