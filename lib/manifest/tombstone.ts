import type { Instant } from '../kernel/index.js';
import type { Basis, Principal } from '../model/index.js';

/** The mark of an ended basis: synthesis reads it, and the basis never revives by restoration or replay. */
export interface Tombstone {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly endedAt: Instant;
}
