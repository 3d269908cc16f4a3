import type { Instant } from '../../kernel/index.js';
import type { Principal, WorkerId, WorkloadId } from '../../model/index.js';
import type { Catalogue } from '../../manifest/index.js';
import { employmentEnds, type IdentitySnapshot, type PersonRecord } from '../../identity/index.js';
import type { Bound } from '../claim.js';

/** When a principal's access is over because of who it is: last day, contract, termination, lifetime. */
export type Leaving = (principal: Principal) => readonly Bound[];

/** The look-up of {@link Leaving} over a snapshot and the declared workloads. */
export function leavingOf(catalogue: Catalogue, identity: IdentitySnapshot, asOf: Instant): Leaving {
  const people = new Map<WorkerId, PersonRecord>(identity.people.map((record) => [record.id, record]));
  const lifetimes = new Map<WorkloadId, Instant>(catalogue.workloads.map(({ id, expires }) => [id, expires]));
  const known = identity.asOf < asOf ? identity.asOf : asOf;
  return (principal) => {
    if (principal.kind === 'person') {
      const record = people.get(principal.id);
      return record ? personBounds(record, known) : [];
    }
    const expires = lifetimes.get(principal.id);
    return expires ? [{ at: expires, why: 'left' }] : [];
  };
}

/**
 * The bounds that a person's record sets.
 * @param known - when a termination without a date is known to have happened
 */
export function personBounds(record: PersonRecord, known: Instant): readonly Bound[] {
  return employmentEnds(record, known).map((at) => ({ at, why: 'left' }));
}
