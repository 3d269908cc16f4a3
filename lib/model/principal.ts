import { branded, type Id } from '../kernel/index.js';
import type { SourceId } from './ref.js';

/** The HR worker id: immutable, the correlation key of a person. */
export type WorkerId = Id<'worker'>;
/** The id of a workload: its construct id. */
export type WorkloadId = Id<'workload'>;

/** An employee, contractor or vendor. */
export interface Person {
  readonly kind: 'person';
  readonly id: WorkerId;
}

/** A service account, pipeline or AI agent. */
export interface WorkloadPrincipal {
  readonly kind: 'workload';
  readonly id: WorkloadId;
}

/** Who can hold access. */
export type Principal = Person | WorkloadPrincipal;

/** A live holder that no identity record links to a principal. `native` is the provider's own id. */
export interface Unlinked {
  readonly kind: 'unlinked';
  readonly native: string;
  readonly source: SourceId;
}

/** The person of an HR worker id. */
export function person(id: string): Person {
  return { id: branded<'worker'>(id), kind: 'person' };
}

/** The workload of an id. */
export function workload(id: string): WorkloadPrincipal {
  return { id: branded<'workload'>(id), kind: 'workload' };
}

/** `hr:10482` or `workload:deploy-bot`: how tickets and people write a principal. */
export function principalText(principal: Principal): string {
  return principal.kind === 'person' ? `hr:${principal.id}` : `workload:${principal.id}`;
}

/** Reads what {@link principalText} writes; undefined when it is neither form. */
export function tryParsePrincipal(text: string): Principal | undefined {
  const match = /^(hr|workload):([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/.exec(text);
  if (!match?.[2]) return undefined;
  return match[1] === 'hr' ? person(match[2]) : workload(match[2]);
}

/** One text per principal, its canonical JSON. */
export function principalKey(principal: Principal): string {
  return `{"id":${JSON.stringify(principal.id)},"kind":"${principal.kind}"}`;
}
