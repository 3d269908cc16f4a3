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
export interface Errand {
  readonly id: FindingId;
  readonly gives: string;
  readonly revocation: Revocation;
  /** How ceilings of later runs count it. */
  readonly counts: Counts;
  readonly downstream: readonly LiveEdge[];
}

/** What errands are carried out with. */
export interface Conduct {
  readonly ports: RevertPorts;
  readonly run: string;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
  readonly witness?: Witness;
}

/** Records what an errand came to as evidence, before its outcome closes it. */
export type Witness = (errand: Errand, result: LineResult) => Promise<void>;

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
export async function carryOut(errand: Errand, conduct: Conduct): Promise<LineResult> {
  const { id, gives } = errand;
  let result: LineResult;
  try {
    result = await attempt(errand, conduct);
  } catch (error) {
    if (error instanceof JournalFailure) throw error;
    refuseAbort(conduct.signal);
    result = failedLine({ id, gives }, toWritError(error));
  }
  await journaled(() => conduct.witness?.(errand, result) ?? Promise.resolve());
  await record(conduct, { kind: 'outcome', edge: id, state: outcomeState(result), detail: result.detail });
  return result;
}

async function attempt(errand: Errand, conduct: Conduct): Promise<LineResult> {
  const { gives, id, revocation } = errand;
  await end(errand, conduct);
  const source = await proof(revocation, gives, conduct);
  const { copies, source: last } = await copiesOf(errand, source, conduct);
  const targets = [last, ...copies];
  return lineOf({ id, gives }, targets, 'still-live');
}

/** Submits and polls until the provider says it is done. That is not evidence yet. */
async function end({ revocation, id, counts }: Errand, conduct: Conduct): Promise<void> {
  const { signal } = conduct;
  const revoker = revokerOf(revocation, conduct);
  refuseAbort(signal);
  await record(conduct, { kind: 'attempt', edge: id, revocation, counts });
  const submitted = await revoker.submit(revocation, signal);
  if (submitted.state === 'done') return;
  await record(conduct, { kind: 'attempt', edge: id, revocation, token: submitted.token, counts });
  await pollToEnd(submitted.token, revocation, revoker, conduct);
}

/**
 * Polls a submitted removal until it ends. Throws when it fails, or does not end within its bound; a provisioning that
 * carried on meanwhile what was not judged is CONTENT_SPREAD however it ended.
 */
export async function pollToEnd(
  token: string,
  revocation: Revocation,
  revoker: Revoker,
  conduct: Conduct,
): Promise<void> {
  try {
    await poll(token, revocation, revoker, conduct);
  } catch (error) {
    refuseAbort(conduct.signal);
    if (revocation.what === 'edge') throw error;
    // A read that fails as well must not hide why the removal did.
    const seen = await revoker.readBack(revocation, conduct.signal).catch(() => undefined);
    throw seen?.state === 'spread' ? seen.error : error;
  }
}

async function poll(
  token: string,
  revocation: Revocation,
  revoker: Revoker,
  conduct: Conduct,
): Promise<void> {
  const { pollFor, pollEvery } = conduct.patience ?? DEFAULT_PATIENCE;
  const { clock } = conduct.ports;
  const deadline = epochOf(clock.now()) + pollFor;
  for (;;) {
    refuseAbort(conduct.signal);
    const polled = await revoker.poll(token, revocation, conduct.signal);
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
    await clock.sleep(pollEvery, conduct.signal);
  }
}

type EntryOfRun = JournalEntry extends infer E
  ? E extends { at: unknown; run: unknown }
    ? Omit<E, 'at' | 'run'>
    : never
  : never;

/** Appends one entry of this run. Throws {@link JournalFailure} when that fails. */
export function record(conduct: Conduct, entry: EntryOfRun): Promise<void> {
  return recordEntry(conduct, { ...entry, at: conduct.ports.clock.now(), run: conduct.run });
}

/** Appends an entry as it is. Throws {@link JournalFailure} when that fails. */
export function recordEntry({ ports }: Conduct, entry: JournalEntry): Promise<void> {
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
