import type { Instant } from '../kernel/index.js';
import type { DriftReport, Finding } from './finding.js';
import { findingRow } from './findings/index.js';
import type { Judgement } from './judge.js';
import { judgedContents } from './judged.js';
import { ACTIONS, isGo, type RevertLine } from './line.js';
import { worstFirst } from './order.js';
import type { Rails } from './rails.js';
import { countedAs, countsOf } from './rails/counted.js';
import { RAILS, type Rail, type RailId } from './rails/index.js';
import type { Holds } from './rails/rail.js';
import { isReleased, waitsBecause } from './rails/release.js';
import { revertGroundOf, type RevertAsk, type RevertGround } from './revert-ground.js';
import { revocationOf } from './revocation.js';
import type { FindingId } from './finding-id.js';

/** All lines, privileged first, worst first; nothing in it is done unless `confirmed`. */
export interface RevertPlan {
  readonly schema: 'writ.revert-plan/1';
  readonly at: Instant;
  readonly confirmed: boolean;
  readonly lines: readonly RevertLine[];
}

/** Plans what may be taken away of what was judged, before anything is: every rail over every line. Pure. */
export function planRevert(judgement: Judgement, rails: Rails, ask: RevertAsk): RevertPlan {
  const ground = revertGroundOf(judgement, rails, ask);
  let lines = linesOf(judgement.report, ground);
  for (const rail of RAILS) {
    const holds = holdsOf(rail, lines.filter(isGo), ground);
    lines = lines.map((line) => {
      const why = holds.get(line.finding.subject.id);
      return why === undefined ? line : { ...line, verdict: { state: 'held', rail: rail.id, why } };
    });
  }
  return {
    schema: 'writ.revert-plan/1',
    at: ground.at,
    confirmed: ask.confirmed,
    lines,
  };
}

/** What a rail holds of these lines; those of the breaker let go what was released, and keep what still waits for that. */
function holdsOf(rail: Rail, lines: readonly RevertLine[], ground: RevertGround): Holds {
  if (rail.until !== 'released') return rail.hold(lines, ground);
  const covered = lines.filter((line) => rail.covers(line) && !isReleased(line, ground));
  const waiting = covered.flatMap((line) => {
    const why = waitsBecause(line, ground);
    return why === undefined ? [] : [[line.finding.subject.id, why] as const];
  });
  return new Map([...rail.hold(covered, ground), ...waiting]);
}

/** What a plan lets happen: nothing at all unless it was confirmed. */
export function linesToDo({ confirmed, lines }: RevertPlan): readonly RevertLine[] {
  return confirmed ? lines.filter(isGo) : [];
}

/** What a second person has to release: lines that this run queues, by rail, and those that an earlier one queued. */
export interface Queues {
  readonly fresh: ReadonlyMap<RailId, readonly RevertLine[]>;
  readonly waiting: readonly RevertLine[];
}

/** The queues of a plan. What another rail holds is not waiting: its release would come before its judgement. */
export function queuesOf({ lines }: RevertPlan): Queues {
  const rails = new Set(RAILS.filter(({ until }) => until === 'released').map(({ id }) => id));
  const railOf = ({ verdict }: RevertLine): RailId | undefined =>
    verdict.state === 'held' && rails.has(verdict.rail) ? verdict.rail : undefined;
  const fresh = new Map<RailId, RevertLine[]>();
  for (const line of lines) {
    const rail = railOf(line);
    if (rail !== undefined && !line.queued) fresh.set(rail, [...(fresh.get(rail) ?? []), line]);
  }
  const waiting = lines.filter((line) => line.queued && (isGo(line) || railOf(line) !== undefined));
  return { fresh, waiting };
}

/** Whether a line is made of it: what may be taken, and what is seen to be held. */
function isActionable({ code }: Finding): boolean {
  return findingRow(code).revert !== 'leave';
}

function linesOf(report: DriftReport, ground: RevertGround): RevertLine[] {
  const { only, inventory } = ground;
  const chosen = only && new Set<FindingId>(only);
  const judged = judgedContents(report, inventory);
  return report.findings
    .filter((finding) => isActionable(finding) && (!chosen || chosen.has(finding.subject.id)))
    .filter((finding) => finding.subject.what !== 'edge' || finding.subject.live !== undefined)
    .map((finding): RevertLine => {
      const revocation = revocationOf(finding, judged);
      return {
        finding,
        action: ACTIONS[finding.subject.what],
        ...(revocation ? { revocation } : {}),
        verdict: { state: 'go' },
        counts: countsOf(countedAs({ finding }, ground)),
        ...(ground.breaker.queued(finding.subject.id) ? { queued: true as const } : {}),
      };
    })
    .sort((a, b) => privilege(a) - privilege(b) || worstFirst(a.finding, b.finding));
}

function privilege({ finding }: RevertLine): number {
  return finding.privileged.length > 0 ? 0 : 1;
}
