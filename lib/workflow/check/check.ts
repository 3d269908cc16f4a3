import type { IdentitySnapshot } from '../../identity/index.js';
import type { FaultPlace, Instant, WritError } from '../../kernel/index.js';
import type { Catalogue, Ticket } from '../../manifest/index.js';
import type {
  Decision,
  DecisionSource,
  RecordedTickets,
  RuleEngine,
  UnreadableTicket,
} from '../../policy/index.js';
import type { AcceptedBirthrights } from '../in-force/accepted.js';

/** Where the inputs of a check come from. Whatever a source throws is what is wrong with it. */
export interface CheckPorts {
  catalogue(): Catalogue | Promise<Catalogue>;
  identity(asOf: Instant): Promise<IdentitySnapshot>;
  tickets(): Promise<{ readonly tickets: readonly Ticket[]; readonly faults: readonly UnreadableTicket[] }>;
  readonly decisions: DecisionSource;
  /** @default - there are no rules */
  rules?(): Promise<RuleEngine>;
  /** Throws PERSON_UNKNOWN where the declarations or the configuration name somebody whom HR does not have. */
  people(catalogue: Catalogue, identity: IdentitySnapshot): void;
  /** A ticket's file as people find it, with the line and column of a field where one is named. */
  placeOf(file: string, field?: string): Promise<FaultPlace>;
  /** What a ledger has of accepted birthrights. @default - there is no ledger */
  accepted?(): Promise<AcceptedBirthrights | undefined>;
  /** @default - no decision was recorded before */
  recorded?(files: readonly Ticket[]): Promise<RecordedTickets>;
}

/** An input as it was read, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly error: WritError };

/** Everything that the checks look at, read once. */
export interface CheckGround {
  readonly asOf: Instant;
  readonly ports: CheckPorts;
  readonly catalogue: Read<Catalogue>;
  readonly identity: Read<IdentitySnapshot>;
  readonly tickets: Read<{
    readonly tickets: readonly Ticket[];
    readonly faults: readonly UnreadableTicket[];
  }>;
  readonly decisions: Read<readonly Decision[]>;
  /** Absent where there are no rules. */
  readonly rules?: Read<RuleEngine>;
  /** Absent where there is no ledger; undefined where nothing was synthesized into it. */
  readonly accepted?: Read<AcceptedBirthrights | undefined>;
  /** Digests of the policies that decisions may be made under. @default - any that is not a placeholder */
  readonly policies?: readonly string[];
}

/** One thing that a change is held to before anybody is asked to read it. */
export interface Check {
  /** Stable: `tickets`. */
  readonly id: string;
  /** What it holds the change to, in one line. */
  readonly about: string;
  readonly find: (ground: CheckGround) => Finds | Promise<Finds>;
}

/** What a check found: every fault at once, and how much it looked at. */
export interface Finds {
  /** How much was looked at, in words: `25 tickets`. */
  readonly looked: string;
  readonly faults: readonly WritError[];
  /** What is no fault yet and will be one: nobody is held up by it. @default - none */
  readonly warnings?: readonly WritError[];
  /** Why part of it could not be looked at; that part is another check's fault. */
  readonly notLooked?: string;
}
