import { linksOf } from '../identity/index.js';
import type { Instant } from '../kernel/index.js';
import type { EdgeId } from '../model/index.js';
import { carriedBy } from './carried.js';
import type { DriftReport, Finding } from './finding.js';
import { holdersOf } from './holders.js';
import { judgedContents } from './judged.js';
import { isGo, type RevertAction, type RevertLine } from './line.js';
import { worstFirst } from './order.js';
import type { JournalEntry } from './ports.js';
import { DEFAULT_RAILS, type Rails } from './rails.js';
import { hadBasis } from './rails/declared.js';
import { RAILS, type Ground, type RevertContext } from './rails/index.js';
import { revocationOf } from './revocation.js';
import { sightingsOf } from './sightings.js';

/** All lines, privileged first, worst first; nothing in it is done unless `confirmed`. */
export interface RevertPlan {
  readonly schema: 'writ.revert-plan/1';
  readonly at: Instant;
  readonly confirmed: boolean;
  readonly lines: readonly RevertLine[];
}

/** Judges what may be taken away, before anything is: every rail over every line. Pure. */
export function planRevert(report: DriftReport, rails: Rails, context: RevertContext): RevertPlan {
  const ground = groundOf(rails, context, report);
  let lines = linesOf(report, context);
  for (const rail of RAILS) {
    const holds = rail.hold(lines.filter(isGo), ground);
    lines = lines.map((line) => {
      const why = holds.get(line.finding.subject.id);
      return why === undefined ? line : { ...line, verdict: { state: 'held', rail: rail.id, why } };
    });
  }
  return {
    schema: 'writ.revert-plan/1',
    at: context.at,
    confirmed: context.confirmed,
    lines,
  };
}

/** What a plan lets happen: nothing at all unless it was confirmed. */
export function linesToDo({ confirmed, lines }: RevertPlan): readonly RevertLine[] {
  return confirmed ? lines.filter(isGo) : [];
}

const ACTIONABLE: ReadonlySet<Finding['class']> = new Set<Finding['class']>([
  'foreign',
  'expired',
  'orphaned',
  'stale-provisioned',
  'restrictive',
  'external',
  // Among the findings only where it is privileged; the rail says that the rule has to change.
  'by-rule',
]);

/** What may be no direct edge, or somebody else's, is a line too, so that it is seen to be held. */
const SEEN_HELD: ReadonlySet<Finding['code']> = new Set<Finding['code']>([
  'CAUSE_NOT_TOLD',
  'HOLDER_IN_DOUBT',
  'IDENTITY_CONFLICT',
]);

function isActionable({ class: of, code }: Finding): boolean {
  return ACTIONABLE.has(of) || SEEN_HELD.has(code);
}

function linesOf(report: DriftReport, { only, inventory }: RevertContext): RevertLine[] {
  const chosen = only && new Set<EdgeId>(only);
  const judged = judgedContents(report, inventory);
  return report.findings
    .filter((finding) => isActionable(finding) && (!chosen || chosen.has(finding.subject.id)))
    .filter((finding) => finding.subject.what !== 'edge' || finding.subject.live !== undefined)
    .map((finding): RevertLine => {
      const revocation = revocationOf(finding, judged);
      const action = actionOf(finding);
      return { finding, action, ...(revocation ? { revocation } : {}), verdict: { state: 'go' } };
    })
    .sort((a, b) => privilege(a) - privilege(b) || worstFirst(a.finding, b.finding));
}

function privilege({ finding }: RevertLine): number {
  return finding.privileged.length > 0 ? 0 : 1;
}

function actionOf({ subject }: Finding): RevertAction {
  return subject.what === 'content' ? 'detach' : subject.what === 'provisioning' ? 're-provision' : 'revoke';
}

function groundOf(rails: Rails, context: RevertContext, report: DriftReport): Ground {
  const { manifest, inventory, identity, journal, at } = context;
  return {
    ...context,
    rails: { ...DEFAULT_RAILS, ...rails },
    carried: carriedBy(inventory, manifest.catalogue),
    holders: holdersOf(manifest.catalogue, inventory, linksOf(identity), at),
    sightings: sightingsOf(journal),
    seen: { matched: report.counts.matched, foreign: report.findings.filter(isUnexplained).length },
    queuedBy: queuedBy(journal),
  };
}

function isUnexplained(finding: Finding): boolean {
  const { class: of, subject } = finding;
  return (of === 'foreign' || of === 'orphaned') && subject.what === 'edge' && !hadBasis(finding);
}

function queuedBy(journal: readonly JournalEntry[]): ReadonlyMap<EdgeId, string> {
  const queued = new Map<EdgeId, string>();
  for (const entry of journal) {
    if (entry.kind === 'queued')
      for (const edge of entry.edges) if (!queued.has(edge)) queued.set(edge, entry.by);
    if (entry.kind === 'gone') queued.delete(entry.edge);
  }
  return queued;
}
