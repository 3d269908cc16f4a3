import { digestOf, type Digest, type Instant } from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';
import type { Decision } from './decision.js';

/** That a decision was used, as a verified ledger has it. */
export interface Consumption {
  readonly ticket: string;
  readonly content: Digest;
  /** The ticket as it asked: {@link requestDigest}. */
  readonly request: Digest;
  /** When and under which policy the decision was made that was used. */
  readonly decidedAt: Instant;
  readonly policy: Digest;
}

/** The digest of what a ticket asks, wherever its file lies. */
export function requestDigest(ticket: Ticket): Digest {
  return digestOf({ ...ticket, file: '' });
}

/** Whether it is this very decision that was used. */
export function isOfDecision(used: Consumption, { ticket, digest, policy, at }: Decision): boolean {
  return used.ticket === ticket && used.content === digest && used.policy === policy && used.decidedAt === at;
}
