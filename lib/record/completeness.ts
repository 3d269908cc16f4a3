import type { RecordOf } from '../evidence/index.js';
import type { Code, Instant } from '../kernel/index.js';
import { reviewFaults } from './exception.js';
import { provesAbsence, triggerOf } from './end-proof.js';
import { STAGES, type Stage, type TicketRecord } from './ticket-record.js';

/**
 * Where a stage stands: evidence is there; it is due and missing; it is not due yet; the ticket's course needs none.
 */
export type StageState = 'there' | 'missing' | 'awaited' | 'not-needed';

/** One thing that a ticket's evidence lacks or contradicts. */
export interface EvidenceFault {
  readonly code: Code;
  readonly stage: Stage | 'exception-review';
  readonly why: string;
}

/** How whole the evidence of one ticket is, at an instant. */
export interface TicketCompleteness {
  readonly ticket: string;
  /** `closed`: refused for good, or its access was to end. */
  readonly state: 'open' | 'closed';
  /** Nothing that is due is missing or contradicted. */
  readonly complete: boolean;
  readonly stages: Readonly<Record<Stage, StageState>>;
  readonly missing: readonly Stage[];
  readonly faults: readonly EvidenceFault[];
}

/** Judges the evidence of a ticket at an instant: which stages are there, which are missing, what contradicts. */
export function completenessOf(record: TicketRecord, at: Instant): TicketCompleteness {
  const course = courseOf(record, at);
  const faults = [
    ...STAGES.flatMap((stage) => stageFaults(stage, record, course)),
    ...reviewFaults(record, course.closed),
  ];
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, stateOf(stage, course, faults)])) as Record<
    Stage,
    StageState
  >;
  const missing = STAGES.filter((stage) => stages[stage] === 'missing');
  return {
    ticket: record.ticket,
    state: course.closed ? 'closed' : 'open',
    complete: faults.length === 0,
    stages,
    missing,
    faults,
  };
}

/** How far a ticket should have come. */
interface Course {
  readonly due: ReadonlySet<Stage>;
  /** Stages that this ticket will never have. */
  readonly needless: ReadonlySet<Stage>;
  readonly closed: boolean;
}

const AFTER_DECISION: readonly Stage[] = ['approval', 'change', 'verification', 'end', 'end-verification'];

function isAfterIntake(stage: Stage): boolean {
  return stage !== 'intake';
}

function courseOf(record: TicketRecord, at: Instant): Course {
  const decision = lastDecision(record);
  // An end needs no decision.
  if (!decision && record.intake.at(-1)?.body.ends !== undefined)
    return { due: new Set(['intake']), needless: new Set(STAGES.filter(isAfterIntake)), closed: true };
  const begun: Stage[] = ['intake', 'classification', 'decision'];
  if (decision && decision.body.outcome !== 'approve') {
    const closed = decision.body.outcome === 'deny' || decision.body.outcome === 'refuse';
    // What was done although nobody approved needs all its evidence, so that it is seen to lack a decision.
    const needless = AFTER_DECISION.filter((stage) => record[stage].length === 0);
    return { due: new Set(begun), needless: new Set(closed ? needless : []), closed };
  }
  const trigger = triggerOf(record);
  const closed = trigger !== undefined && trigger <= at;
  const changed = closed || record.change.length > 0 || record.end.length > 0;
  const auto = decision?.body.approvers.length === 0;
  return {
    due: new Set<Stage>([
      ...begun,
      ...(decision && !auto ? (['approval'] as const) : []),
      ...(changed ? (['change', 'verification'] as const) : []),
      ...(closed ? (['end', 'end-verification'] as const) : []),
    ]),
    needless: new Set<Stage>(auto ? ['approval'] : []),
    closed,
  };
}

function stateOf(stage: Stage, { due, needless }: Course, faults: readonly EvidenceFault[]): StageState {
  if (needless.has(stage)) return 'not-needed';
  if (faults.some((fault) => fault.stage === stage)) return 'missing';
  return due.has(stage) ? 'there' : 'awaited';
}

function stageFaults(stage: Stage, record: TicketRecord, { due, needless }: Course): EvidenceFault[] {
  if (needless.has(stage)) return [];
  if (record[stage].length === 0)
    return due.has(stage) ? [missing(stage, `nothing is recorded of the ${stage}`)] : [];
  return CHECKS[stage]?.(record) ?? [];
}

/** What a stage's evidence must show beyond being there. */
const CHECKS: Partial<Record<Stage, (record: TicketRecord) => EvidenceFault[]>> = {
  approval: unobservedApprovers,
  change: changesWithoutDecision,
  verification: unverifiedChanges,
  'end-verification': unprovedEnd,
};

/** Everyone whom the decision names must have been seen to approve exactly what was decided, before it was. */
function unobservedApprovers(record: TicketRecord): EvidenceFault[] {
  const decision = lastDecision(record);
  if (decision?.body.outcome !== 'approve') return [];
  return decision.body.approvers
    .filter((person) => !record.approval.some((approval) => counts(approval, person, decision)))
    .map((person) => missing('approval', `no approval by \`${person}\` of what was decided is recorded`));
}

function counts(
  { seq, body }: RecordOf<'approval'>,
  person: string,
  decision: RecordOf<'decision'>,
): boolean {
  return (
    seq < decision.seq &&
    body.approver === person &&
    body.verdict === 'approved' &&
    body.content === decision.body.content
  );
}

function changesWithoutDecision({ change, decision }: TicketRecord): EvidenceFault[] {
  return change
    .filter(({ seq }) => decision.filter((each) => each.seq < seq).at(-1)?.body.outcome !== 'approve')
    .map(({ seq }) => ({
      code: 'EVIDENCE_CONTRADICTS',
      stage: 'decision',
      why: `entry ${seq} is a change that no approving decision precedes`,
    }));
}

/** A change counts once a reading taken after it shows it. */
function unverifiedChanges({ change, verification }: TicketRecord): EvidenceFault[] {
  const last = change.at(-1);
  const shown = verification.some(
    ({ body }) => body.state === 'matched' && (!last || body.observation.at >= last.body.after.at),
  );
  return shown
    ? []
    : [missing('verification', 'no reading after the last change shows what it was to bring')];
}

function unprovedEnd(record: TicketRecord): EvidenceFault[] {
  const trigger = triggerOf(record);
  if (trigger === undefined || provesAbsence(record, trigger)) return [];
  const absent = record['end-verification'].some(({ body }) => body.state === 'absent');
  return [
    absent
      ? {
          code: 'EVIDENCE_STALE',
          stage: 'end-verification',
          why: `the reading that shows it gone is not after its end at ${trigger}, or not of all its edges`,
        }
      : missing('end-verification', 'no reading shows it gone'),
  ];
}

function lastDecision({ decision }: TicketRecord): RecordOf<'decision'> | undefined {
  return decision.at(-1);
}

function missing(stage: Stage, why: string): EvidenceFault {
  return { code: 'EVIDENCE_MISSING', stage, why };
}
