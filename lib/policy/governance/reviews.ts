import { by, canonicalJson, epochOf, plus, sorted, type Digest, type Instant } from '../../kernel/index.js';
import { employmentAt, type PersonRecord } from '../../identity/index.js';
import { committersOf } from '../decide/parties.js';
import type { ReviewJudged } from '../decide/record.js';
import { isSuspect } from '../decide/standing-of.js';
import { isAtWork } from '../facts/person.js';
import { isLastReview } from '../observed/last.js';
import type { ObservedChange, ObservedReview } from '../observed/observation.js';
import { isGovernor, type GovernanceGround, type Panel } from './ground.js';

/** How long an approval of a governance change lasts that was not merged on. */
const LASTS = 14 * 86_400_000;

/** A review with what was made of it. */
export interface GovernanceReview {
  readonly said: ReviewJudged;
  readonly review: ObservedReview;
  /** `hr:…`, and whether they may decide on this change at all. */
  readonly who?: string;
  readonly holds: boolean;
}

const IN_TIME = by<ObservedReview>(
  ({ at }) => at,
  ({ id }) => id,
  canonicalJson,
);

/**
 * Every review of a governance change, each judged on its own by what is fixed here (docs/rules.md#rule-3): the rules of the policy may not say who
 * changes them. In time; one that is dated after `at` is not there yet.
 */
export function governanceReviews(
  panel: Panel,
  content: Digest,
  ground: GovernanceGround,
): readonly GovernanceReview[] {
  const { change } = panel;
  const own = ground.observations.reviews.filter(
    (review) => review.change === change.change && review.at <= ground.at,
  );
  return sorted(own, IN_TIME).map((review): GovernanceReview => {
    const reviewer = ground.logins(review.by);
    const who = reviewer && `hr:${reviewer.id}`;
    const holds = who !== undefined && mayDecide(panel, who);
    const against = holdAgainst(review, reviewer, { own, content, holds }, panel, ground);
    const reasons = against.map(([code, message]) => ({ code, message }));
    return {
      review,
      holds,
      ...(who === undefined ? {} : { who }),
      said: {
        review: review.id,
        login: review.by.login,
        ...(who === undefined ? {} : { approver: who }),
        counted: reasons.length === 0,
        reasons,
      },
    };
  });
}

/** When an approval runs out. */
export function lastsUntil({ at }: Pick<ObservedReview, 'at'>): Instant {
  return plus(at, LASTS);
}

/** Whether somebody is a governor of the base, or approves for a team that has to. */
export function mayDecide({ governance, owners }: Panel, who: string): boolean {
  return isGovernor(governance, who) || owners.some(({ approvers }) => approvers.includes(who));
}

/** Whether a program opened a change on behalf of somebody. */
export function isAsker({ onBehalfOf }: Pick<ObservedChange, 'onBehalfOf'>, who: string): boolean {
  return onBehalfOf === who;
}

interface Seen {
  readonly own: readonly ObservedReview[];
  readonly content: Digest;
  readonly holds: boolean;
}

type ReviewObjection = readonly [code: string, message: string];

/** All that keeps a review from counting. */
function holdAgainst(
  review: ObservedReview,
  reviewer: PersonRecord | undefined,
  { own, content, holds }: Seen,
  panel: Panel,
  ground: GovernanceGround,
): readonly ReviewObjection[] {
  const { change } = panel;
  const rows: readonly (readonly [boolean, ...ReviewObjection])[] = [
    [review.state !== 'approved', 'APPROVAL_NOT_GIVEN', 'it is no approval'],
    [!isLastReview(review, own, ground.at), 'REVIEW_SUPERSEDED', 'the same person reviewed again later'],
    [review.governance !== content, 'APPROVAL_STALE', 'it was given on another content'],
    [review.head !== change.head, 'APPROVAL_STALE_HEAD', 'it was given on another head'],
    [review.base !== change.base, 'APPROVAL_STALE_BASE', 'it was given for another base'],
    [epochOf(ground.at) - epochOf(review.at) >= LASTS, 'APPROVAL_EXPIRED', 'it is older than approvals last'],
    [
      review.for !== undefined,
      'GOVERNANCE_NOT_DELEGATED',
      'a governance change is decided in person, for nobody else',
    ],
  ];
  const found = rows.flatMap(([is, code, message]): ReviewObjection[] => (is ? [[code, message]] : []));
  if (!reviewer) return [...found, ['APPROVER_NOT_NAMED', 'the login stands for no one person']];
  return [...found, ...againstPerson(reviewer, review, holds, panel, ground)];
}

function againstPerson(
  reviewer: PersonRecord,
  review: Pick<ObservedReview, 'at'>,
  holds: boolean,
  panel: Panel,
  ground: GovernanceGround,
): readonly ReviewObjection[] {
  const who = `hr:${reviewer.id}`;
  const { isPusher, isNamedInCommits } = committersOf(panel.change, ground);
  const wasThere = employmentAt(reviewer, review.at).state !== 'ahead';
  const rows: readonly (readonly [boolean, ...ReviewObjection])[] = [
    [!holds, 'NOT_A_GOVERNOR', 'the base does not name the reviewer as a governor'],
    [panel.benefits(who), 'GOVERNOR_BENEFITS', 'the reviewer would get more by the change'],
    [
      isPusher(who) || isNamedInCommits(who),
      'SELF_APPROVAL_COMMITTER',
      'the reviewer wrote or pushed part of the change',
    ],
    [isAsker(panel.change, who), 'SELF_APPROVAL_REQUESTER', 'a program brought the change for the reviewer'],
    [!isAtWork(reviewer, ground.at) || !wasThere, 'APPROVER_NOT_ACTIVE', 'the reviewer is not at work'],
    [isSuspect(who, ground), 'APPROVER_IN_DOUBT', 'an identity check stands against the reviewer'],
  ];
  return rows.flatMap(([is, code, message]): ReviewObjection[] => (is ? [[code, message]] : []));
}
