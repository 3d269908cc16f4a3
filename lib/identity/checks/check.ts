import type { Catalogue } from '../../manifest/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Delegation } from '../delegations.js';
import type { EventKind } from '../events.js';
import type { BarePerson, DirectoryAccount } from '../rows.js';
import type { SourceValue } from '../finding.js';
import type { FeedProvenance, IdentitySnapshot } from '../snapshot.js';

/**
 * What a finding does. None of them gives or keeps anything: `refuse` blocks what is asked for until it is mended,
 * `escalate` wants a person to look first, `revoke` says that access is due to end, `warn` only says it.
 */
export type CheckSeverity = 'refuse' | 'revoke' | 'escalate' | 'warn';

/** In which part of a decision a finding stands against whom it is about. */
export type DecisionPart = 'subject' | 'approver';

/** The words of a check and what it does. */
export interface CheckWords {
  readonly severity: CheckSeverity;
  readonly against: readonly DecisionPart[];
  /** One sentence for lists and docs. */
  readonly about: string;
  readonly remedy: string;
}

/** A check by what it looks at. Rows show some faults by themselves while they are read; those have words only. */
export type IdentityCheck = CheckWords &
  (
    | { readonly over: 'rows' }
    | { readonly over: 'feeds'; readonly find: (facts: FeedFacts) => readonly CheckFound[] }
    | { readonly over: 'declarations'; readonly find: (facts: DeclaredFacts) => readonly CheckFound[] }
    | {
        readonly over: 'memory';
        /** The kind of event after `until` that says it is right. */
        readonly clearedBy: EventKind;
        readonly find: (now: IdentitySnapshot, last: IdentitySnapshot) => readonly CheckFound[];
      }
  );

/** What a check found, before it is given id, severity and remedy. */
export interface CheckFound {
  readonly feed: FeedProvenance['source'] | 'declarations' | 'credentials';
  readonly lines: readonly number[];
  /** `hr:…`, `workload:…` or `shared:…` */
  readonly about: readonly string[];
  readonly message: string;
  /** What each source says, where two disagree; of what only memory shows, `until` when it was otherwise. */
  readonly said?: readonly SourceValue[];
}

/** A row's value with the line that it stands in, the header being line 1. */
export interface Lined<T> {
  readonly value: T;
  readonly line: number;
}

/** What the feeds say together, for checks across them. */
export interface FeedFacts {
  readonly asOf: Instant;
  /** People whose rows can be relied on, by worker id. */
  readonly people: ReadonlyMap<string, Lined<BarePerson>>;
  readonly accounts: readonly Lined<DirectoryAccount>[];
  /** Whether HR has a row of somebody, readable or not. */
  readonly hasRow: (worker: string) => boolean;
  readonly delegations: readonly Lined<Delegation>[];
  /** People who have no manager by right. Absent: the one person without a manager, where there is only one. */
  readonly heads?: ReadonlySet<string>;
}

/** What declarations and people say together. */
export interface DeclaredFacts {
  readonly identity: IdentitySnapshot;
  readonly catalogue: Pick<Catalogue, 'teams' | 'workloads'> & Partial<Pick<Catalogue, 'packages'>>;
}
