import type { Milliseconds } from '../kernel/index.js';
import type { AccountId, Group } from '../model/index.js';

/** The safety rails of a revert as data; each is explained by the accident that it prevents in lib/drift/rails/. */
export interface Rails {
  /** For grants that had a basis, per provider and package. Beyond it the whole package waits for a second person. */
  readonly ceiling: Ceiling;
  /**
   * For access that nothing ever explained, per provider. Beyond the count the rest waits, what is privileged goes
   * first; a target of which more than the fraction is foreign waits whole, and all of them where that is so over most
   * targets, since then the manifest is in doubt.
   */
  readonly foreignCeiling: Pick<Ceiling, 'count'> &
    Partial<Omit<Ceiling, 'count'>> & {
      /** Over all providers together. @default - half more than `count` */
      readonly total?: number;
    };
  /** For grants that had a basis, over all packages and providers together; the fraction is one of people. */
  readonly total: Ceiling;
  /** How far back ceilings count what was taken away: runs in a row are one large change. */
  readonly window: Milliseconds;
  /** Seats that must stay filled. Absent seats are not guarded; an empty list guards none. */
  readonly administrators: { readonly atLeast: number; readonly seats: readonly AdminSeat[] };
  /**
   * `hr:…` or `workload:…`: their declared grants are never revoked. What nobody declared is. `login:<source>:<login>`
   * names an account itself, and holds whatever becomes of its row.
   */
  readonly pinned: readonly string[];
  /** As `pinned`, for the principals of the break-glass path. */
  readonly breakGlass: readonly string[];
  /** How long owners are warned before access that is foreign and not privileged is revoked. */
  readonly grace: Milliseconds;
  /** How old the manifest, and the feeds that it knows people by, may be when what looks foreign is taken away. */
  readonly age: { readonly manifest: Milliseconds; readonly identity: Milliseconds };
}

/** How much may be taken away within the window before a second person is asked: whichever bound is reached first. */
export interface Ceiling {
  /** How many. */
  readonly count: number;
  /** Share of the live holders, from 0 to 1. */
  readonly fraction: number;
  /** The fraction counts from this many live holders up; below it one person is already a large share. */
  readonly fractionFrom: number;
}

/** What somebody must be able to administer: an account (through a privileged set), or whatever a group is for. */
export type AdminSeat = { readonly account: AccountId } | { readonly group: Group };

/** What holds where `writ.config.ts` says nothing else. */
export const DEFAULT_RAILS: Rails = {
  ceiling: { count: 25, fraction: 0.25, fractionFrom: 20 },
  foreignCeiling: { count: 100, fraction: 0.5, fractionFrom: 20 },
  total: { count: 100, fraction: 0.25, fractionFrom: 20 },
  window: 24 * 3_600_000,
  administrators: { atLeast: 2, seats: [] },
  pinned: [],
  breakGlass: [],
  grace: 24 * 3_600_000,
  age: { manifest: 7 * 24 * 3_600_000, identity: 7 * 24 * 3_600_000 },
};
