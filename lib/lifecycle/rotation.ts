import { epochOf, type Instant, type Milliseconds } from '../kernel/index.js';
import type { Credential, CredentialsFeed } from '../identity/index.js';
import { ROTATE_WITHIN, type Catalogue } from '../manifest/index.js';
import { principalText, type Principal } from '../model/index.js';

/** A credential of a declared workload that is older than its workload lets it be. */
export interface OverdueCredential {
  /** `workload:…` */
  readonly workload: string;
  readonly credential: string;
  readonly kind: Credential['kind'];
  /** When it was rotated last, else made. */
  readonly since: Instant;
  readonly age: Milliseconds;
  /** What the declaration of the workload allows. */
  readonly limit: Milliseconds;
}

/** What rotation is due by: the feed, where one is configured, and what workloads declare. */
export interface RotationInput {
  readonly catalogue: Pick<Catalogue, 'workloads'>;
  readonly credentials?: CredentialsFeed | undefined;
}

/**
 * The credentials that are older at `at` than their workload's `rotateWithin`, in the order of the feed: one that is exactly as old is not. One that
 * its source no longer takes is none. Of a feed that is unfit or not configured, and of workloads that are not declared, nothing is concluded.
 */
export function overdueCredentials(input: RotationInput, at: Instant): readonly OverdueCredential[] {
  const declared = new Map(input.catalogue.workloads.map((each) => [each.id, each]));
  return said(input).flatMap(({ workload, id, kind, created, rotated, expires }) => {
    const owner = declared.get(workload);
    if (!owner || (expires !== undefined && expires <= at)) return [];
    const { rotateWithin: limit = ROTATE_WITHIN } = owner;
    const since = rotated ?? created;
    const age = epochOf(at) - epochOf(since);
    const named = { workload: principalText({ kind: 'workload', id: workload }), credential: id, kind };
    return age > limit ? [{ ...named, since, age, limit }] : [];
  });
}

/** Whether a principal has a credential that is past its rotation, as the facts of a ticket have it. */
export function rotationOverdue(input: RotationInput, at: Instant): (principal: Principal) => boolean {
  const overdue = new Set(overdueCredentials(input, at).map(({ workload }) => workload));
  return (principal) => overdue.has(principalText(principal));
}

/** Credentials of workloads that no declaration has: nobody answers for them, and no limit is known. */
export function strayCredentials(input: RotationInput): readonly Credential[] {
  const declared = new Set(input.catalogue.workloads.map(({ id }) => id));
  return said(input).filter(({ workload }) => !declared.has(workload));
}

function said({ credentials }: RotationInput): readonly Credential[] {
  return credentials && 'credentials' in credentials ? credentials.credentials : [];
}
