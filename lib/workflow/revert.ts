import {
  linesToDo,
  planRevert,
  type Rails,
  type RevertAsk,
  type RevertLine,
  type RevertPlan,
} from '../drift/index.js';
import { plus, toWritError, WritError, type Instant, type Milliseconds } from '../kernel/index.js';
import type { Operator } from '../evidence/index.js';
import { operatorsIn, type OperatorBook } from '../record/index.js';
import { JournalFailure, record, removeAndProve, type Removal, type RemovalContext } from './carry-out.js';
import { judgeSurvey, remember } from './drift.js';
import type { RevertPorts } from './ports.js';
import { principalText } from '../model/index.js';
import { inLanes } from './parallel.js';
import { recordHolds } from './record-holds.js';
import { recordSurvey } from './record-survey.js';
import { resume } from './resume.js';
import { overallOf, stillActive, type LineResult, type RevertResult } from './revert-result.js';
import { secondLook, type LateHold, type SecondLook, type SecondLookInput } from './second-look.js';
import { survey, type Survey } from './survey.js';
import { removalRecorder } from './record-removal.js';

/** What a revert is asked to do, and by whom. */
export interface RevertInput
  extends SecondLookInput, Pick<RevertAsk, 'actor' | 'actorUnknown' | 'release' | 'only'> {
  /** Why the credential that acts belongs to nobody who can hold access, where that is known. */
  readonly actorNobody?: string;
  /** Who confirms, as they say: a note for the record, and no proof. */
  readonly by: string;
  /** Who confirms, with the key that proves it. @default - nobody is proved, and nothing can be released */
  readonly operator?: Operator;
  /** Without it everything is judged and shown, and nothing is touched. */
  readonly confirm: boolean;
  readonly rails: Rails;
  /** An id for this run, never used before. */
  readonly run: string;
  /** Whether the ledger verifies, where there is one. The journal is judged by this run itself. */
  readonly recordVerifies: boolean;
  /** How long the intent covers what this run does. @default - one hour */
  readonly intentFor?: Milliseconds;
  /** Removals at once. @default - 4 */
  readonly atOnce?: number;
}

const HOUR: Milliseconds = 3_600_000;

/**
 * Judges everything, then takes away what no rail holds: intent, submit, poll, read back, outcome. Failures stay with
 * their line. Killed at any point, the next run closes what was left open and judges the rest afresh.
 */
export async function runRevert(ports: RevertPorts, input: RevertInput): Promise<RevertResult> {
  try {
    return await revert({ ports, run: input.run, ...pick(input) }, input);
  } catch (error) {
    throw error instanceof JournalFailure ? error.fault : error;
  }
}

async function revert(context: RemovalContext, input: RevertInput): Promise<RevertResult> {
  const { ports } = context;
  const resumed = input.confirm ? await resume(context) : [];
  const seen = await survey(ports, input);
  const judgement = judgeSurvey(seen, input);
  const { report: drift } = judgement;
  const book = await bookOf(ports, seen);
  if (input.operator) book?.refuseUnknown(input.operator);
  const planned = planRevert(judgement, input.rails, askOf(seen, input, book));
  if (!input.confirm) return resultOf(input, { drift, plan: planned, resumed, results: [] });
  // What was remembered cannot be read: whatever is there now would look as if it were seen first, or always had this id.
  if (!seen.journalFault) await remember(ports, judgement);
  await recordSurvey(ports, seen, judgement);
  const look = secondLook(ports, seen, input);
  const plan = await lookedAtAgain(planned, look);
  await recordHolds(context, plan, { ...input, ...(book ? { book } : {}) });
  const recordRemoval = removalRecorder(ports, plan, seen, input);
  const { results, stopped } = await removeAll(
    plan,
    { ...context, ...(recordRemoval ? { recordRemoval } : {}) },
    look,
    input,
  );
  return resultOf(input, { drift, plan, resumed, results, ...(stopped ? { stopped } : {}) });
}

/** The operators of the ledger; nobody is known where there is none, or where it does not verify. */
async function bookOf(
  { recorder }: RevertPorts,
  { journalFault }: Survey,
): Promise<OperatorBook | undefined> {
  return recorder && !journalFault ? operatorsIn(await recorder.read()) : undefined;
}

function askOf({ journalFault }: Survey, input: RevertInput, book: OperatorBook | undefined): RevertAsk {
  return {
    confirmed: input.confirm,
    ...(book ? { operators: book } : {}),
    ...(book && input.operator ? { provedOperator: input.operator.id } : {}),
    recordVerifies: input.recordVerifies && !journalFault,
    ...(input.actor ? { actor: input.actor } : {}),
    ...(input.actorUnknown === undefined ? {} : { actorUnknown: input.actorUnknown }),
    ...(input.release ? { release: input.release } : {}),
    ...(input.only ? { only: input.only } : {}),
  };
}

/** The plan with what has to wait because what it was judged by is not what lies there now. */
async function lookedAtAgain(plan: RevertPlan, look: SecondLook): Promise<RevertPlan> {
  const lines: RevertLine[] = [];
  for (const line of plan.lines) {
    const hold = line.verdict.state === 'go' ? await look(line.finding) : undefined;
    lines.push(hold ? { ...line, verdict: { state: 'held', ...hold } } : line);
  }
  return { ...plan, lines };
}

async function removeAll(
  plan: RevertPlan,
  context: RemovalContext,
  look: SecondLook,
  { intentFor = HOUR, atOnce = 4 }: RevertInput,
): Promise<{ results: LineResult[]; stopped?: WritError }> {
  const removals = linesToDo(plan).flatMap(removalOf);
  if (removals.length === 0) return { results: [] };
  const deadline = plus(context.ports.clock.now(), intentFor);
  await record(context, {
    kind: 'intent',
    deadline,
    edges: removals.map((removal) => removal.id),
    op: 'remove',
  });
  const { results, stopped } = await untilStopped(removals, context, { look, atOnce, deadline });
  if (!stopped || stopped.code === 'INTERRUPTED') {
    await record(context, { kind: 'run-ended', ...(stopped ? { interrupted: true as const } : {}) });
  }
  return { results, ...(stopped ? { stopped } : {}) };
}

/** One failure never hides the others; a stop and a journal that cannot be written end the run, and say for which lines. */
async function untilStopped(
  removals: readonly PlannedRemoval[],
  context: RemovalContext,
  {
    look,
    atOnce,
    deadline,
  }: { readonly look: SecondLook; readonly atOnce: number; readonly deadline: Instant },
): Promise<{ results: LineResult[]; stopped: WritError | undefined }> {
  let stopped: WritError | undefined;
  const results = await inLanes(removals, atOnce, laneOf, async (removal): Promise<LineResult> => {
    if (stopped) return notAttempted(removal, stopped);
    if (context.ports.clock.now() >= deadline) return notAttempted(removal, intentOver(deadline));
    try {
      const hold = await look(removal.finding);
      return hold ? notAttempted(removal, heldLate(hold)) : await removeAndProve(removal, context);
    } catch (error) {
      stopped ??= error instanceof JournalFailure ? error.fault : toWritError(error);
      return notAttempted(removal, stopped);
    }
  });
  return { results, stopped };
}

/** Past the deadline of the intent the next sweep would not know a removal as ours: it waits for the next run. */
function intentOver(deadline: Instant): WritError {
  return new WritError('INTENT_OVER', `the intent of this run was over at \`${deadline}\``, {
    remedy: 'run revert again: it takes up what is left',
  });
}

/** Changes of one permission set go one after the other: side by side, each would find the set changed by the other. */
function laneOf({ id, revocation }: Removal): string {
  return revocation.what === 'edge' ? id : revocation.native;
}

/** The refusal of a removal that something decided since the plan stands against. */
function heldLate({ rail, why }: LateHold): WritError {
  return new WritError('RAIL_BLOCKED', `${rail}: ${why}`, {
    remedy: 'run revert again, by the newest manifest',
  });
}

/** A removal with the finding that it is for. */
type PlannedRemoval = Removal & Pick<RevertLine, 'finding'>;

function notAttempted({ id, gives }: Removal, stopped: WritError): LineResult {
  const why =
    stopped.code === 'INTENT_OVER' || stopped.code === 'RAIL_BLOCKED'
      ? stopped.message
      : 'the run stopped before this was proved ended';
  const detail = `${stopped.code}: ${why}`;
  return { id, gives, state: 'not-attempted', detail, targets: [{ gives, state: 'unknown', detail }] };
}

function removalOf({ finding, revocation, counts }: RevertLine): PlannedRemoval[] {
  if (!revocation) return [];
  const { gives, subject, downstream = [] } = finding;
  return [{ id: subject.id, gives, revocation, counts, downstream, finding }];
}

/** Whose credential acts, as the result says it. */
function actorOf({ actor, actorUnknown, actorNobody }: RevertInput): RevertResult['actor'] {
  if (actor) return { state: 'known', who: principalText(actor) };
  if (actorUnknown !== undefined) return { state: 'unknown', why: actorUnknown };
  return { state: 'nobody', why: actorNobody ?? "it is not said to be anybody's" };
}

function resultOf(
  input: RevertInput,
  parts: Omit<RevertResult, 'schema' | 'run' | 'at' | 'actor' | 'overall' | 'stillActive'>,
): RevertResult {
  const whole = { run: input.run, at: parts.drift.at, actor: actorOf(input), ...parts };
  return {
    schema: 'writ.revert/1',
    ...whole,
    overall: overallOf(whole),
    stillActive: stillActive(parts.results),
  };
}

function pick({ patience, signal }: RevertInput): Pick<RemovalContext, 'patience' | 'signal'> {
  return { ...(patience ? { patience } : {}), ...(signal ? { signal } : {}) };
}
