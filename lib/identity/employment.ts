import type { Instant } from '../kernel/index.js';
import type { PersonRecord } from './snapshot.js';

/** Why HR's own words say that somebody is gone at `at`; undefined while they may be at work. A missing row says nothing. */
export function leftBecause(
  { status, lastDay, contract }: Pick<PersonRecord, 'status' | 'lastDay' | 'contract'>,
  at: Instant,
): string | undefined {
  if (status === 'terminated') return 'HR says terminated';
  if (lastDay !== undefined && lastDay <= at) return `the last working day ended at ${lastDay}`;
  if (contract && contract.end <= at) return `the contract ended at ${contract.end}`;
  return undefined;
}
