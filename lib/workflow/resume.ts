import type { FindingId, JournalEntry, Revocation } from '../drift/index.js';
import { toWritError } from '../kernel/index.js';
import { JournalFailure, pollToEnd, record, type RemovalContext } from './carry-out.js';
import { proof, revokerOf } from './proof.js';
import { failedLine, lineOf, outcomeState } from './line-outcome.js';
import type { LineResult } from './revert-result.js';
import { readJournal, refuseAbort } from './survey.js';

/** An attempt that a run began and did not see the end of. */
interface OpenAttempt {
  readonly run: string;
  readonly id: FindingId;
  readonly revocation: Revocation;
  /** Absent when the run stopped before the provider answered: then it may not even have been asked. */
  readonly token?: string;
}

/**
 * Closes what earlier runs left open: what was submitted is polled to its end, all of it is read back and recorded.
 * Nothing is submitted here: whether it should still go is for the judgement of this run to say.
 */
export async function resume(context: RemovalContext): Promise<LineResult[]> {
  const { entries } = await readJournal(context.ports);
  const results: LineResult[] = [];
  for (const attempt of openAttempts(entries))
    results.push(await settle(attempt, { ...context, run: attempt.run }));
  for (const run of openRuns(entries)) await record({ ...context, run }, { kind: 'run-ended' });
  return results;
}

async function settle(
  { id, revocation, token, run }: OpenAttempt,
  context: RemovalContext,
): Promise<LineResult> {
  const gives = `what run ${run} began to take away`;
  let line: LineResult;
  try {
    if (token !== undefined) await pollToEnd(token, revocation, revokerOf(revocation, context), context);
    const target = await proof(revocation, gives, context);
    line = lineOf({ id, gives }, [target], 'failed');
  } catch (error) {
    if (error instanceof JournalFailure) throw error;
    refuseAbort(context.signal);
    line = failedLine({ id, gives }, toWritError(error));
  }
  await record(context, { kind: 'outcome', edge: id, state: outcomeState(line), detail: line.detail });
  return line;
}

/** Attempts without an outcome, the last state of each; in the order of the journal. */
function openAttempts(entries: readonly JournalEntry[]): OpenAttempt[] {
  const open = new Map<FindingId, OpenAttempt>();
  for (const entry of entries) {
    if (entry.kind === 'outcome') open.delete(entry.edge);
    if (entry.kind !== 'attempt' || !entry.revocation) continue;
    const { edge: id, run, revocation, token } = entry;
    open.set(id, { id, run, revocation, ...(token === undefined ? {} : { token }) });
  }
  return [...open.values()];
}

/** Runs that wrote an intent and no end. */
function openRuns(entries: readonly JournalEntry[]): string[] {
  const open = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'intent') open.add(entry.run);
    if (entry.kind === 'run-ended') open.delete(entry.run);
  }
  return [...open];
}
