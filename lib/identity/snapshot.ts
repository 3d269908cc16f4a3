import type { Digest, Instant } from '../kernel/index.js';
import type { Principal, SourceId, WorkerId, WorkloadId } from '../model/index.js';
import type { CredentialsFeed } from './credentials.js';
import type { Delegation } from './delegations.js';
import type { AccountStatus } from './directory-says.js';
import type { OriginEvent } from './events.js';
import type { IdentityFinding } from './finding.js';

/** Versions of the persisted identity snapshot that can be read. 2: more checks and severities; what accounts are like. */
export const IDENTITY_SCHEMAS = ['writ.identity/1', 'writ.identity/2'] as const;

/** The version that is written. */
export const IDENTITY_SCHEMA = 'writ.identity/2';

/** What the identity feeds said at one instant, correlated by HR worker id; names live here and nowhere else. */
export interface IdentitySnapshot {
  readonly schema: (typeof IDENTITY_SCHEMAS)[number];
  readonly asOf: Instant;
  readonly feeds: readonly FeedProvenance[];
  /** Sorted by id. */
  readonly people: readonly PersonRecord[];
  /** Accounts that belong to declared workloads. Sorted by id. */
  readonly workloads: readonly WorkloadRecord[];
  /** Accounts that several people or nobody may use; never valid subjects. */
  readonly shared: readonly AccountLink[];
  /** People of whom the feeds say nothing that can be relied on: they are given nothing, and nothing of theirs is taken. */
  readonly doubted?: readonly DoubtedPerson[];
  /** Accounts that rows claim for several owners: whose they are is not known. */
  readonly contested?: readonly AccountLink[];
  /** Accounts that the last accepted feeds linked and no row of these does: last known as their owners'. */
  readonly lost?: readonly LostAccount[];
  /** Who may approve for whom, by record; sorted by record. */
  readonly delegations?: readonly Delegation[];
  /** What happened elsewhere that access begins or ends by; sorted by id. */
  readonly events?: readonly OriginEvent[];
  /** Static credentials of workloads, or why their feed says nothing; absent where none is configured. */
  readonly credentials?: CredentialsFeed;
  /** What is wrong with rows and between feeds; each stands against whom it is about, never against the feed. */
  readonly findings?: readonly IdentityFinding[];
}

/** A person whose HR row is missing, unreadable or contradicted, with the accounts that the directory links. Sorted by id. */
export interface DoubtedPerson {
  readonly id: WorkerId;
  /** In plain words, to stand after the person's id. */
  readonly why: string;
  readonly accounts: readonly AccountLink[];
}

/** Which feed a snapshot was made of, as its manifest has it and as it was checked. */
export interface FeedProvenance {
  readonly source: 'hr' | 'directory' | 'delegations' | 'events';
  readonly generatedAt: Instant;
  /** When our copy was taken, where that is told; else it is no older than `generatedAt` says. */
  readonly observedAt?: Instant;
  readonly rows: number;
  readonly digest: Digest;
  /** How many people the HR feed has that could be read; of a directory, how many accounts in each source. */
  readonly keys?: Readonly<Record<string, number>>;
}

/** What HR says of the employment at `asOf`. */
export type EmploymentStatus = 'active' | 'on-leave' | 'terminated';

/** One person by HR worker id: what HR says, and the accounts that the directory links. */
export interface PersonRecord {
  readonly id: WorkerId;
  readonly name: string;
  readonly email: string;
  readonly worker: 'employee' | 'contractor' | 'vendor';
  readonly status: EmploymentStatus;
  readonly department: string;
  readonly jobCode: string;
  readonly title: string;
  readonly manager?: WorkerId;
  readonly start: Instant;
  /** End of the last working day, when one is known. */
  readonly lastDay?: Instant;
  readonly contract?: { readonly vendor: string; readonly sponsor: WorkerId; readonly end: Instant };
  readonly accounts: readonly AccountLink[];
  readonly forgeLogin?: string;
}

/** The accounts of one declared workload. */
export interface WorkloadRecord {
  readonly id: WorkloadId;
  readonly accounts: readonly AccountLink[];
}

/** An account whose row is gone, with whose it was last known to be. */
export interface LostAccount extends AccountLink {
  readonly owner: Principal;
}

/** An account of someone in a source. `native` is the provider's own immutable id. */
export interface AccountLink {
  readonly source: SourceId;
  readonly native: string;
  readonly login: string;
  /** Absent where the directory does not say. */
  readonly status?: AccountStatus;
  /** When it was used last, as far as the directory knows. */
  readonly lastUsed?: Instant;
}
