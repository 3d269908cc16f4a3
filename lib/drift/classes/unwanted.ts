import { groupBy } from '../../kernel/index.js';
import { edgeIdOf, edgeKey, type EdgeKey } from '../../model/index.js';
import { branded } from '../../kernel/index.js';
import type { JudgeContext } from '../context.js';
import type { Bound, Finding } from '../finding.js';
import type { Sight, Unwanted } from '../sight.js';
import { besidePaths } from './beside.js';
import { boundBy, withLoggedCause } from './cause.js';
import { edgeFinding } from './edge-finding.js';
import { classify } from './foreign.js';

/** What is live and not simply matched, judged. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Live in no governed scope: counted only. */
  readonly ungoverned: number;
}

/** What tells of its consequences too. */
const CARRYING: ReadonlySet<Finding['class']> = new Set<Finding['class']>([
  'foreign',
  'expired',
  'orphaned',
  'by-rule',
  // An edge whose cause is not told: what a push made of it ends when it ends.
  'unreadable',
]);

/**
 * Judges every live edge that is not matched. What a push made from an edge that is judged itself is that edge's
 * consequence: it is carried along, and ends with it, instead of being told twice. What comes from a source that is
 * no drift itself, the built-in group of everyone or another repository's, is judged where it arrives.
 */
export function judgeUnwanted(context: JudgeContext, { unwanted }: Sight): Judged {
  const beside = besidePaths(context, unwanted);
  const followers = groupBy(unwanted.filter(isPushed), upstreamKey);
  const findings: Finding[] = [];
  let ungoverned = 0;
  const judgeOne = (
    seen: Unwanted,
    downstream: readonly Unwanted[],
    bound?: Bound,
  ): Finding['class'] | undefined => {
    const draft = classify(context, seen, beside);
    if (draft === 'ungoverned') ungoverned++;
    if (typeof draft === 'string') return undefined;
    const { mode, ...rest } = draft;
    const carried =
      downstream.length > 0 && CARRYING.has(rest.class)
        ? { downstream: downstream.map(({ live }) => live) }
        : {};
    const subject = { id: idOf(seen), edge: seen.live.edge, live: seen.live, mode, ...wantedIn(rest, seen) };
    findings.push(edgeFinding(context, subject, { ...rest, ...carried, ...(bound ? { bound } : {}) }));
    return rest.class;
  };
  for (const one of unwanted) {
    if (isPushed(one)) continue;
    const seen = asLogged(context, one);
    const judged = judgeOne(seen, followers.get(seen.key) ?? [], boundBy(seen.live.cause));
    if (judged && CARRYING.has(judged)) followers.delete(seen.key);
  }
  for (const seen of [...followers.values()].flat()) judgeOne(seen, [], 'upstream');
  return { findings, ungoverned };
}

/** With what the log says of its cause, where that matters: in a scope, or once wanted. */
function asLogged(context: JudgeContext, seen: Unwanted): Unwanted {
  const matters = seen.declared ?? context.ended.get(seen.key) ?? context.scopes.modeOf(seen.live.edge);
  return matters === undefined ? seen : { ...seen, live: withLoggedCause(context, seen.live) };
}

function isPushed({ live }: Unwanted): boolean {
  return live.cause.by === 'push';
}

function upstreamKey({ live }: Unwanted): string {
  return live.cause.by === 'push' ? edgeKey(live.cause.upstream) : '';
}

function idOf({ key, declared }: Unwanted): Finding['subject']['id'] {
  return declared?.wanted.id ?? edgeIdOf(branded<'edge'>(key) satisfies EdgeKey);
}

function wantedIn(
  { ended }: Pick<Finding, 'ended'>,
  { declared }: Unwanted,
): { wantedIn?: NonNullable<Finding['ended']>['window'] } {
  const window = ended?.window ?? declared?.window.window;
  return window ? { wantedIn: window } : {};
}
