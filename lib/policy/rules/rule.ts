import type { Instant, Milliseconds } from '../../kernel/index.js';
import type { Word } from '../facts/words.js';

/** What a forbid that is satisfied makes of a ticket; of several the gravest. */
export type ForbidOutcome = 'refuse' | 'deny' | 'escalate' | 'pending';

/** What every rule says of itself. */
interface AnyRule {
  /** Unique, kebab-case. */
  readonly id: string;
  readonly action: 'grant' | 'approve';
  /** Why it exists, as one sentence. */
  readonly why: string;
  /** The team that answers for it. */
  readonly owner: string;
  /** Start of the day by which it must be reviewed. */
  readonly reviewBy: Instant;
  /** The rule as Cedar prints it, annotations included and comments not. */
  readonly text: string;
  readonly place: { readonly file: string; readonly line: number };
}

/** A path by which something may be given; for `approve`, a review that counts. */
export interface PermitRule extends AnyRule {
  readonly effect: 'permit';
  /** What is approved, who may approve, which exceptions there are: for people. */
  readonly approves: string;
  readonly approvers: string;
  readonly exceptions: string;
  /** How long an approval of it lasts. */
  readonly lasts: Milliseconds;
  /** The kinds of tickets that it can hold for, whatever else is so. */
  readonly kinds: readonly Word<'Kind'>[];
}

/** What must hold. */
export interface ForbidRule extends AnyRule {
  readonly effect: 'forbid';
  readonly outcome: ForbidOutcome;
  /** The reason code, in capitals. */
  readonly code: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** One rule. */
export type Rule = PermitRule | ForbidRule;
