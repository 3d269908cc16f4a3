import type { Actor, World } from './state.js';

/** An event in the wire shape of the log that carries it. */
export interface CloudTrailEvent {
  readonly eventId: string;
  readonly eventName: string;
  readonly eventSource: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly username: string;
  readonly readOnly: boolean;
  readonly resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
  /** The full record as CloudTrail keeps it (becomes the JSON string `CloudTrailEvent`). */
  readonly record: Readonly<Record<string, unknown>>;
}

/** An event of Okta's system log; `body` is its wire shape. */
export interface OktaLogEvent {
  readonly uuid: string;
  readonly published: number;
  readonly eventType: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One request as the sandbox saw it; the counters behind `calls`. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly at: number;
}

/**
 * A switchable fault. `match` is compared with `service:operation`, `*` allowed at the end
 * (`sso-admin:ListAccountAssignments`, `okta:GET /api/v1/groups/{id}/users`, `okta:*`), and `where`
 * with values found in the request (path parameters, body fields, query), all of which must be equal.
 */
export interface Fault {
  readonly id: string;
  readonly match: string;
  readonly where?: Readonly<Record<string, string>>;
  /** How many matching calls are let through before the fault begins; 0 when absent. */
  readonly skip?: number;
  /** How many calls it hits; unbounded when absent. */
  readonly times?: number;
  /**
   * Share of the matching calls that it hits, 0 to 1; all when absent. Which ones follows from the fault's id and from
   * what is called, how often, with what: not from the order in which calls arrive side by side.
   */
  readonly chance?: number;
  readonly effect:
    | { readonly kind: 'latency'; readonly ms: number }
    /** `concurrent`, Okta only: refused for calls under way at once, whose limit Okta tells as 0 and whose reset it guesses. */
    | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number; readonly concurrent?: true }
    | {
        readonly kind: 'status';
        readonly status: number;
        readonly body?: string;
        readonly contentType?: string;
      }
    | { readonly kind: 'denied' }
    | { readonly kind: 'unauthorized' }
    /** The connection is cut after half of the body. */
    | { readonly kind: 'half-body' }
    /** The connection is closed without an answer. */
    | { readonly kind: 'drop' }
    /** An empty page that carries a next token or link. */
    | { readonly kind: 'empty-page' }
    /** A page that leaves out its last items but carries no next token. */
    | { readonly kind: 'short-page' }
    /** Okta only: the next link names another host. */
    | { readonly kind: 'foreign-link'; readonly host: string }
    /** Okta only: the Link header of a page with a next one; `{next}` and `{self}` in it are the true addresses. */
    | { readonly kind: 'link'; readonly header: string }
    /** Okta only: a page, empty or as it is, whose next link asks for it again under an address of its own. */
    | { readonly kind: 'endless'; readonly page: 'empty' | 'same' }
    /** Asynchronous operations stay IN_PROGRESS for ever / end FAILED with this reason. */
    | { readonly kind: 'stuck' }
    | { readonly kind: 'fail'; readonly reason: string }
    /** Somebody does this by hand at that moment: an action of the control plane's `/tamper`. @default - before the call */
    | {
        readonly kind: 'tamper';
        readonly action: Readonly<Record<string, unknown>>;
        readonly when?: 'before' | 'after';
      };
}

/** One call that one fault hit. */
export interface Strike {
  readonly fault: string;
  readonly effect: Fault['effect']['kind'];
  readonly service: string;
  readonly operation: string;
}

/** A policy that AWS manages, as AWS published it. */
export interface PublishedPolicy {
  /** `v188`. */
  readonly version: string;
  /** The day of it: `2026-07-21`. */
  readonly published: string;
  readonly document: object;
}

/** What every route of the sandbox is given. */
export interface Runtime {
  readonly world: World;
  /** Milliseconds since the epoch; the control plane can move it. */
  now(): number;
  /** Runs `job` once, `ms` of sandbox time from now; advancing the clock runs what is due. */
  after(ms: number, job: () => void): void;
  /** Deterministic ids: the same seed and order of calls give the same ids. */
  nextId(kind: string): string;
  readonly cloudTrail: CloudTrailEvent[];
  readonly oktaLog: OktaLogEvent[];
  readonly calls: CallRecord[];
  readonly faults: Fault[];
  /** Every time that a fault hit a call. */
  readonly strikes: Strike[];
  readonly settings: Settings;
  /** What AWS published of a policy of its own, by ARN; undefined where there is no such policy. */
  readonly publishedPolicy: (arn: string) => PublishedPolicy | undefined;
  /** Does by hand what a fault of the kind `tamper` says; set by whoever puts the sandbox together. */
  byHand?: (action: unknown) => Promise<unknown>;
  /** The actor behind a credential (access key id or API token); an unregistered one is the role `unknown`. */
  actorOf(credential: string): Actor;
  /** Registers who uses a credential. */
  setActor(credential: string, actor: Actor): void;
  /** Moves the clock forward; what falls due on the way runs synchronously, in order, at its own instant. */
  advance(ms: number): void;
  /** Runs what is due now. Handlers call it before each request, so that nothing depends on timer precision. */
  runDue(): void;
  /** Waits in sandbox time; under a given clock it ends when that clock is advanced. */
  sleep(ms: number): Promise<void>;
}

/** How slow and how strict the sandbox is; the control plane can change it. */
export interface Settings {
  /** Delay of a SCIM push in sandbox milliseconds. */
  scimDelayMs: number;
  /** How long an account assignment stays IN_PROGRESS. */
  assignmentDelayMs: number;
  /** When on, limits of the real providers hold (20 calls/s Identity Center, 10 unfinished writes, 2/s LookupEvents, Okta buckets). */
  enforceLimits: boolean;
  /** Organizations no longer sends an account's `Status`, as from 2026-09-09. */
  retiredStatus: boolean;
  /**
   * What Okta does when an individual app assignment is taken from somebody whom a group reaches, too: refuses with
   * E0000046, turns it into the group's, or ends it.
   */
  appUnassign: 'refused' | 'group' | 'ended';
  /** CloudTrail shows an event this long after it happened. */
  cloudTrailDelayMs: number;
  /** How far the clock of CloudTrail is ahead of everybody else's. */
  cloudTrailAheadMs: number;
}
