import {
  DEFAULT_PATIENCE,
  type Counts,
  type FindingId,
  type JournalEntry,
  type Patience,
  type Revocation,
  type Revoker,
} from '../drift/index.js';
import { epochOf, isWritError, messageOf, toWritError, WritError } from '../kernel/index.js';
import type { LiveEdge } from '../model/index.js';
import { copiesOf } from './copies.js';
import { proof, revokerOf } from './proof.js';
import { failedLine, lineOf, outcomeState } from './line-outcome.js';
import type { RevertPorts } from './ports.js';
import type { LineResult } from './revert-result.js';
import { refuseAbort } from './survey.js';

/** One thing to take away, with what follows from it. */
export interface Removal {
  readonly id: FindingId;
  readonly gives: string;
  readonly revocation: Revocation;
  /** How ceilings of later runs count it. */
  readonly counts: Counts;
  readonly downstream: readonly LiveEdge[];
}

/** What removals are made with. */
export interface RemovalContext {
  readonly ports: RevertPorts;
  readonly run: string;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
  readonly recordRemoval?: RecordRemoval;
}

/** Records what a removal came to as evidence, before its outcome closes it. */
export type RecordRemoval = (removal: Removal, result: LineResult) => Promise<void>;

/** Thrown when the journal could not be written: nothing more may be touched. */
export class JournalFailure extends Error {
  constructor(readonly fault: WritError) {
    super(fault.message);
  }
}

/**
 * Submits, polls to the end, reads back at the source and at every place it was pushed to, and records the outcome.
 * A provider's failure becomes the result; only a stop by signal and a journal that cannot be written throw.
 */
export async function removeAndProve(removal: Removal, context: RemovalContext): Promise<LineResult> {
  const { id, gives } = removal;
  let result: LineResult;
  try {
    result = await attempt(removal, context);
  } catch (error) {
    if (error instanceof JournalFailure) throw error;
    refuseAbort(context.signal);
    result = failedLine({ id, gives }, toWritError(error));
  }
  await journaled(() => context.recordRemoval?.(removal, result) ?? Promise.resolve());
  await record(context, { kind: 'outcome', edge: id, state: outcomeState(result), detail: result.detail });
  return result;
}

async function attempt(removal: Removal, context: RemovalContext): Promise<LineResult> {
  const { gives, id, revocation } = removal;
  await end(removal, context);
  const source = await proof(revocation, gives, context);
  const { copies, source: last } = await copiesOf(removal, source, context);
  const targets = [last, ...copies];
  return lineOf({ id, gives }, targets, 'still-live');
}

/** Submits and polls until the provider says it is done. That is not evidence yet. */
async function end({ revocation, id, counts }: Removal, context: RemovalContext): Promise<void> {
  const { signal } = context;
  const revoker = revokerOf(revocation, context);
  refuseAbort(signal);
  await record(context, { kind: 'attempt', edge: id, revocation, counts });
  const submitted = await revoker.submit(revocation, signal);
  if (submitted.state === 'done') return;
  await record(context, { kind: 'attempt', edge: id, revocation, token: submitted.token, counts });
  await pollToEnd(submitted.token, revocation, revoker, context);
}

/**
 * Polls a submitted removal until it ends. Throws when it fails, or does not end within its bound; a provisioning that
 * carried on meanwhile what was not judged is CONTENT_SPREAD however it ended.
 */
export async function pollToEnd(
  token: string,
  revocation: Revocation,
  revoker: Revoker,
  context: RemovalContext,
): Promise<void> {
  try {
    await poll(token, revocation, revoker, context);
  } catch (error) {
    refuseAbort(context.signal);
    if (revocation.what === 'edge') throw error;
    // A read that fails as well must not hide why the removal did.
    const seen = await revoker.readBack(revocation, context.signal).catch(() => undefined);
    throw seen?.state === 'spread' ? seen.error : error;
  }
}

async function poll(
  token: string,
  revocation: Revocation,
  revoker: Revoker,
  context: RemovalContext,
): Promise<void> {
  const { pollFor, pollEvery } = context.patience ?? DEFAULT_PATIENCE;
  const { clock } = context.ports;
  const deadline = epochOf(clock.now()) + pollFor;
  for (;;) {
    refuseAbort(context.signal);
    const polled = await revoker.poll(token, revocation, context.signal);
    if (polled.state === 'done') return;
    if (polled.state === 'failed') {
      throw new WritError('PROVIDER_OPERATION_FAILED', polled.reason, {
        remedy: 'mend the reason and run revert again',
      });
    }
    if (epochOf(clock.now()) >= deadline) {
      throw new WritError('PROVIDER_OPERATION_STUCK', 'the removal did not end within its bound', {
        remedy: 'run revert again later; it goes on from here',
      });
    }
    await clock.sleep(pollEvery, context.signal);
  }
}

type EntryOfRun = JournalEntry extends infer E
  ? E extends { at: unknown; run: unknown }
    ? Omit<E, 'at' | 'run'>
    : never
  : never;

/** Appends one entry of this run. Throws {@link JournalFailure} when that fails. */
export function record(context: RemovalContext, entry: EntryOfRun): Promise<void> {
  return recordEntry(context, { ...entry, at: context.ports.clock.now(), run: context.run });
}

/** Appends an entry as it is. Throws {@link JournalFailure} when that fails. */
export function recordEntry({ ports }: RemovalContext, entry: JournalEntry): Promise<void> {
  return journaled(() => ports.journal.append([entry]));
}

async function journaled(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new JournalFailure(isWritError(error) ? error : writeFailed(error));
  }
}

function writeFailed(error: unknown): WritError {
  return new WritError('WRITE_FAILED', `the journal could not be written: ${messageOf(error)}`, {
    remedy: 'make room or mend the file, and run revert again',
    cause: error,
  });
}
