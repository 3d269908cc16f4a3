import type { Instant } from '../kernel/index.js';
import type { PersonRecord } from './snapshot.js';

/** What of a person's record says when they are at work. */
export type Employed = Pick<PersonRecord, 'status' | 'start' | 'lastDay' | 'contract'>;

/** What HR's own words say of an employment at an instant. A missing row says nothing, and is none of these. */
export type Employment =
  | { readonly state: 'ahead'; readonly from: Instant }
  | { readonly state: 'at-work' }
  | { readonly state: 'on-leave' }
  | Left;

/** That an employment is over, and by which of HR's words; `why` stands after "because". */
export interface Left {
  readonly state: 'left';
  readonly by: 'termination' | 'last-day' | 'contract';
  readonly why: string;
}

/**
 * The one answer to whether somebody is still employed. The earliest end counts: who is called terminated is gone whatever
 * day they name, and a last day that is still to come does not outlive a contract that is over.
 */
export function employmentAt(record: Employed, at: Instant): Employment {
  const { status, start, lastDay, contract } = record;
  if (status === 'terminated') return left('termination', 'HR says terminated');
  if (lastDay !== undefined && lastDay <= at)
    return left('last-day', `the last working day ended at ${lastDay}`);
  if (contract && contract.end <= at) return left('contract', `the contract ended at ${contract.end}`);
  if (start > at) return { state: 'ahead', from: start };
  return { state: status === 'on-leave' ? 'on-leave' : 'at-work' };
}

/** Whether HR itself says that somebody is gone. */
export function hasLeft(record: Employed, at: Instant): boolean {
  return employmentAt(record, at).state === 'left';
}

/** Why HR's own words say that somebody is gone; undefined while they may be at work. */
export function leftBecause(record: Employed, at: Instant): string | undefined {
  const employment = employmentAt(record, at);
  return employment.state === 'left' ? employment.why : undefined;
}

/**
 * When an employment ends, whatever instant is asked about: at each of these {@link hasLeft} is true, and before the first it is not.
 * @param known - when a termination, which has no date of its own, is known to have happened
 */
export function employmentEnds({ status, lastDay, contract }: Employed, known: Instant): readonly Instant[] {
  const dated = [lastDay, contract?.end].filter((end) => end !== undefined);
  return status === 'terminated' ? [...dated, known] : dated;
}

function left(by: Left['by'], why: string): Left {
  return { state: 'left', by, why };
}
