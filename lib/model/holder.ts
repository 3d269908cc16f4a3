import type { AnyHolder } from './kinds/kinds.js';
import { principalKey, type Principal } from './principal.js';
import { refKey } from './ref.js';

/** Whether something is a principal: neither a group nor somebody whom nobody links. */
export function isPrincipal<T extends { readonly kind: string }>(what: T): what is Extract<T, Principal> {
  return what.kind === 'person' || what.kind === 'workload';
}

/** The canonical JSON of a holder. */
export function holderKey(holder: AnyHolder): string {
  if (isPrincipal(holder)) return principalKey(holder);
  if (holder.kind !== 'unlinked') return refKey(holder);
  return `{"kind":"unlinked","native":${JSON.stringify(holder.native)},"source":${JSON.stringify(holder.source)}}`;
}
