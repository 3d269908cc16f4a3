import type { SubjectKind } from '../finding.js';
import type { RailId } from '../rails/index.js';
import type { DriftClass } from './classes.js';

/** How bad a finding can be, the least first. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** How bad a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** The rails that hold a code for what it is, whatever else is known of the finding. */
export type CodeRail = Extract<
  RailId,
  'restrictive' | 'external' | 'by-rule' | 'not-told' | 'narrowing' | 'in-doubt' | 'newer-decision'
>;

/** All that the house has to know of a finding code. Nothing here has a default: a code without an answer does not compile. */
export interface FindingRow {
  readonly class: DriftClass;
  /** What a finding of this code may be about. */
  readonly about: readonly SubjectKind[];
  /** Why a foreign edge is foreign, in a word for machines; null where the code says it all. */
  readonly reason: string | null;
  /** How bad it is: by itself, where it is about privileged access, and where it reaches an account that nobody is known to be behind. */
  readonly severity: { readonly plain: Severity; readonly privileged: Severity; readonly stranger: Severity };
  /**
   * What a revert does: `take` lets it go unless a rail holds it, `leave` makes no line of it, and what is held by a rail
   * for what it is becomes a line too, so that it is seen to be held.
   */
  readonly revert: 'take' | 'leave' | { readonly heldBy: CodeRail };
  /**
   * What proves that access is over, whatever the record or the manifest says: a decided window, or that its holder can hold
   * nothing any more. `none` rests on nobody having decided it, and goes no further than the record does.
   */
  readonly end: 'none' | 'window' | 'holder';
  /** Whether its owner is warned before a revert takes it, while it is neither privileged nor critical. */
  readonly graced: boolean;
  /** What a push made of its edge ends with it: every copy, those of a declared push alone, or none. */
  readonly carries: 'copies' | 'declared-copies' | 'nothing';
  /** Whether what was called so once is not called doubtful later, when a doubt about its holder comes up. */
  readonly lasts: boolean;
  /** Whether it hides what lies there: while it stands, nothing that is not shown is called gone. */
  readonly blinds: boolean;
  /** Why it is a finding, where the finding has nothing more exact to say. */
  readonly because: string;
  /** What to do about it, imperative, where the finding has nothing more exact to say. */
  readonly cure: string;
}

/** Rows by code. */
export type FindingRows = Readonly<Record<string, FindingRow>>;
