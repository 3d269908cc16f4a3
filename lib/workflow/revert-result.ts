import {
  RAILS,
  UNTIL,
  type DriftReport,
  type FindingId,
  type RailId,
  type RevertLine,
  type RevertPlan,
} from '../drift/index.js';
import type { Instant, WritError } from '../kernel/index.js';

/** What became of one place where access was to end: the source, or where it is pushed to. */
export interface TargetResult {
  readonly gives: string;
  /** Only a fresh read that does not show it counts as ended; `spread`: what was not judged got further than before. */
  readonly state: 'ended' | 'still-active' | 'spread' | 'unknown';
  readonly detail: string;
}

/** What became of one line, target by target. */
export interface LineResult {
  readonly id: FindingId;
  readonly gives: string;
  readonly state: 'revoked' | 'failed' | 'stuck' | 'still-live' | 'spread' | 'not-attempted';
  readonly detail: string;
  readonly targets: readonly TargetResult[];
}

/**
 * How a revert ended as a whole. `partial`: something that was to end is not proved ended. `remains`: nothing is to be
 * taken away, or only what is held for good, and the world is not as wanted all the same.
 */
export type Overall =
  'nothing' | 'remains' | 'dry-run' | 'done' | 'held' | 'partial' | 'incomplete' | 'interrupted';

/** Whose credential acts. */
export type ActorTold =
  | { readonly state: 'known'; readonly who: string }
  | { readonly state: 'nobody' | 'unknown'; readonly why: string };

/** The whole of a revert run. */
export interface RevertResult {
  readonly schema: 'writ.revert/1';
  readonly run: string;
  readonly at: Instant;
  readonly overall: Overall;
  /** Whose credential acts: whose last access is guarded, why nobody's has to be, or why that cannot be said. */
  readonly actor: ActorTold;
  readonly drift: DriftReport;
  readonly plan: RevertPlan;
  /** What earlier runs left open and this one closed. */
  readonly resumed: readonly LineResult[];
  readonly results: readonly LineResult[];
  /** What is still active although it was to end, in the order of the plan. */
  readonly stillActive: readonly string[];
  /** Why the run stopped before its end, when it did. */
  readonly stopped?: WritError;
}

/** The rails whose holds somebody or something may end; the others say "never" or "not here". */
const WAITING: ReadonlySet<RailId> = new Set(
  RAILS.filter(({ until }) => UNTIL[until].waits).map(({ id }) => id),
);

/** The end of a whole run: the worst thing that is true of it. */
export function overallOf(result: Omit<RevertResult, 'overall' | 'stillActive' | 'schema'>): Overall {
  const { plan, results, resumed, drift, stopped } = result;
  if (stopped?.code === 'INTERRUPTED') return 'interrupted';
  if (stopped || results.some((line) => line.state !== 'revoked')) return 'partial';
  if (resumed.some((line) => line.state === 'spread')) return 'partial';
  if (drift.verdict === 'incomplete') return 'incomplete';
  if (!plan.confirmed && plan.lines.length > 0) return 'dry-run';
  if (plan.lines.some(waits)) return 'held';
  if (results.length > 0) return 'done';
  // Whatever lines are left are held for good: to drift they are still what they are.
  return drift.verdict === 'drift' ? 'remains' : 'nothing';
}

/** Texts of all targets that are not proved ended. */
export function stillActive(results: readonly LineResult[]): string[] {
  return results.flatMap((line) =>
    line.targets.filter((target) => target.state !== 'ended').map((target) => target.gives),
  );
}

function waits({ verdict }: RevertLine): boolean {
  return verdict.state === 'held' && WAITING.has(verdict.rail);
}
