import type { JOURNAL, JournalKind } from '../evidence/index.js';
import type { Anchor } from '../inventory/index.js';
import type { List, Shaped } from '../kernel/index.js';
import type { Revocation } from './ports.js';

/** An entry of one kind: the members that the ledger demands, those of {@link EntryWords} with the types of this room. */
export type EntryOf<K extends JournalKind> = { readonly kind: K } & Readonly<
  Omit<Said<K>, keyof OwnWords<K>>
> &
  OwnWords<K>;

/** What the journal remembers between runs, in the one form that the ledger takes. Append-only. */
export type JournalEntry = { readonly [K in JournalKind]: EntryOf<K> }[JournalKind];

/** How ceilings count an attempt: whether it had a basis, of which package, and whether a confirmed leaver held it. */
export type Counts = NonNullable<EntryOf<'attempt'>['counts']>;

/** The fence of an intent is the ledger's own to give. */
type Said<K extends JournalKind> = Omit<Shaped<(typeof JOURNAL)[K]['body']>, 'fence'>;
type OwnWords<K extends JournalKind> = K extends keyof EntryWords ? EntryWords[K] : unknown;

type EntryWords = Fits<{
  /** Declared objects, with the native ids that they were seen under; the last entry of each counts. */
  readonly object: { readonly seen: List<Anchor> };
  /** What was asked for, so that a later run can poll it and read it back. */
  readonly attempt: { readonly revocation?: Revocation };
}>;

/** Holds the types of this room to the shapes of the ledger: what would not fit an entry does not compile. */
type Fits<W extends { readonly [K in JournalKind]?: Partial<Said<K>> }> = W;

/** What the breaker did, which an operator may sign. */
export type BreakerEntry = Extract<JournalEntry, { readonly kind: 'queued' | 'released' }>;

/** Port: who stands behind what the breaker did, proved by a key that the ledger knows. */
export interface Operators {
  /** The id of the person whose signature over this very entry holds; undefined when nobody's does. */
  provedBy(entry: BreakerEntry): string | undefined;
}

/** Without a ledger there are no keys, and nobody is proved. */
export const NO_OPERATORS: Operators = { provedBy: () => undefined };

/** Port: first-seen times, intents and outcomes, kept by the ledger. */
export interface Journal {
  /** Throws JOURNAL_CORRUPT when the ledger does not verify or is not there. */
  read(): Promise<readonly JournalEntry[]>;
  /** Durable when it resolves. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** What runs did since, while it could not be read: all that is known then. @default - nothing */
  aside?(): Promise<readonly JournalEntry[]>;
}
