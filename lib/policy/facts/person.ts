import { epochOf, type Instant } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import { employmentAt, type IdentityLinks, type PersonRecord } from '../../identity/index.js';
import { jobFunctionsOf } from '../job-functions.js';
import type { PersonFacts } from './tables.js';

/** The facts of a person, all by HR. */
export function personFacts(
  record: PersonRecord,
  { catalogue, links, at }: { catalogue: Catalogue; links: Pick<IdentityLinks, 'personOf'>; at: Instant },
): PersonFacts {
  const { worker: holder, department, jobCode, contract } = record;
  return {
    holder,
    employment: employmentAt(record, at).state,
    department,
    jobCode,
    jobFunctions: jobFunctionsOf(catalogue, record).map(({ id }) => id),
    ...(contract
      ? {
          vendor: contract.vendor,
          sponsorAtWork: isAtWork(links.personOf(contract.sponsor), at),
          contractMinutes: minutesUntil(contract.end, at),
        }
      : {}),
  };
}

/** Whether somebody is known and at work. */
export function isAtWork(record: PersonRecord | undefined, at: Instant): boolean {
  return record !== undefined && employmentAt(record, at).state === 'at-work';
}

/** Whole minutes until an instant, rounded up: above 0 exactly as long as any time is left. */
export function minutesUntil(end: Instant, at: Instant): number {
  const minutes = Math.ceil((epochOf(end) - epochOf(at)) / 60_000);
  // Rounded up, less than a minute ago is a zero with a sign.
  return minutes === 0 ? 0 : minutes;
}
