import type { Digest, List } from '../kernel/index.js';
import type { Principal } from '../model/index.js';
import type {
  EntitlementPath,
  HolderClass,
  OmittedTicket,
  PackageDeclaration,
  Reason,
  Ticket,
} from '../manifest/index.js';

/** A ticket whose every claim has been resolved against the declarations and the identity snapshot. */
export interface ResolvedTicket {
  readonly ticket: Ticket;
  readonly principal: Principal;
  /** Absent of people of whom HR says nothing. */
  readonly holder?: HolderClass;
  readonly package: PackageDeclaration;
  readonly asset: string;
  readonly entitlements: List<EntitlementPath>;
  /** What a decision has to cover. */
  readonly digest: Digest;
  /** Why it is not given although it resolves; absent where nothing about its holder stands against it. */
  readonly unfit?: Unfit;
}

/** What keeps a ticket that resolves from being given: something about its holder, which may have been otherwise. */
export interface Unfit {
  /**
   * `inactive`: the holder has left, or a contract or lifetime is over. `in-doubt`: HR says nothing of the holder that can be
   * relied on. `not-requestable`: no job function of today lets the holder ask.
   */
  readonly state: 'inactive' | 'in-doubt' | 'not-requestable';
  readonly reason: Reason;
}

/** A ticket that resolves and is not given. What was approved of it before has ended or is held. */
export interface UnfitTicket extends ResolvedTicket {
  readonly unfit: Unfit;
  /** Its entry among the refused. */
  readonly refusal: OmittedTicket;
}
