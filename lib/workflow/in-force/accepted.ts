import type { Digest, Instant } from '../../kernel/index.js';
import type { BirthrightRule, Catalogue } from '../../manifest/index.js';

/** What of birthrights was accepted before, as a verified ledger has it. */
export interface AcceptedBirthrights {
  /** What was in force when something was synthesized last, and by which birthrights it was given. */
  readonly catalogue: Catalogue;
  readonly birthrights: readonly BirthrightRule[];
  /** Governance changes that were approved since, and that no synthesis has gone by. */
  readonly approved: readonly ApprovedBirthrights[];
}

/** What an approved governance change gives without a ticket. */
export interface ApprovedBirthrights {
  /** Digest of the governance record. */
  readonly record: Digest;
  readonly at: Instant;
  /** An approval that nothing was synthesized by runs out. */
  readonly expires?: Instant;
  readonly gives: readonly BirthrightRule[];
}

/** The approved changes that count at an instant. */
export function approvedAt(
  { approved }: Pick<AcceptedBirthrights, 'approved'>,
  asOf: Instant,
): readonly ApprovedBirthrights[] {
  return approved.filter(({ at, expires }) => at <= asOf && (expires === undefined || asOf < expires));
}
