import { digestOf, quoted, type Digest } from '../../kernel/index.js';
import type { Code } from '../../kernel/index.js';
import type { BirthrightRule } from '../../manifest/index.js';
import { gravest, isFinal } from '../decide/outcome.js';
import type { DecisionReason } from '../decide/record.js';
import { isAtWork } from '../facts/person.js';
import type { ObservedChange } from '../observed/observation.js';
import { governanceSeats } from './conditions.js';
import type { GovernanceEffect } from './effect.js';
import type { GovernanceGround, Panel } from './ground.js';
import type { Classed } from './kind.js';
import { ownerSeats } from './owners.js';
import { governanceReviews, lastsUntil, type GovernanceReview } from './reviews.js';
import { GOVERNANCE_SCHEMA, type EffectPart, type GovernanceRecord } from './record.js';

/** A change as it was read, at both its ends. */
export interface GovernanceQuestion {
  readonly change: ObservedChange;
  readonly classed: Classed;
  readonly differs: readonly EffectPart[];
  /** What an approval covers. */
  readonly content: Digest;
  readonly effect: GovernanceEffect;
  /** Birthrights of the head that are not in force at the base. */
  readonly gives: readonly BirthrightRule[];
  /** The manifest of the head, where it was read as one. */
  readonly manifest?: NonNullable<GovernanceRecord['manifest']>;
  /** Digest of the rules of the base. */
  readonly policy: Digest;
  /** Over everything that it is decided on. */
  readonly inputs: Digest;
}

/**
 * What is said of a change, by the base alone: its governors, its people, how many of them. Fixed here, since the rules that it may change do not
 * judge it. Of a change that is none of governance nothing is decided.
 */
export function judgeGovernance(question: GovernanceQuestion, ground: GovernanceGround): GovernanceRecord {
  const { change, classed, effect, content } = question;
  const { governance } = ground.catalogue;
  const wrong = [
    ...faultsOf(classed),
    ...(isDecided(classed)
      ? [...closedFaults(change), ...actorFaults(change, ground), ...askerFaults(change, ground)]
      : []),
  ];
  if (!isDecided(classed) && wrong.length === 0) return recordOf(question, ground, {});
  const reasons = governance || !isDecided(classed) ? wrong : [...wrong, UNDECLARED];
  if (isFinal(reasons) || !governance) return recordOf(question, ground, { reasons, effect });
  const panel: Panel = {
    change,
    governance,
    owners: ownerSeats(effect, ground.catalogue),
    benefits: (who) => effect.holders.some((each) => each.who === who && each.gains.length > 0),
  };
  const judged = governanceReviews(panel, content, ground);
  const { conditions, reviews, open } = governanceSeats(panel, judged, ground);
  const against = [...reasons, ...open, ...objections(judged, ground)];
  const first = judged.find(({ review }) =>
    reviews.some((each) => each.review === review.id && each.counted),
  );
  return recordOf(question, ground, {
    reasons: against,
    effect,
    conditions,
    reviews,
    ...(against.length === 0 && first ? { expires: lastsUntil(first.review) } : {}),
  });
}

/** What is said of a change of which one end cannot be read. Throws nothing: what is not known is refused. */
export function unreadableGovernance(
  change: ObservedChange,
  classed: Classed,
  { side, why, at }: { side: 'BASE' | 'HEAD' | 'OTHER'; why: string; at: GovernanceRecord['at'] },
): GovernanceRecord {
  const reason = UNREADABLE[side](why);
  const question = { change, classed, differs: [], inputs: digestOf([change, why]) };
  return recordOf(question, { at }, { reasons: [...faultsOf(classed), reason] });
}

const UNREADABLE: Readonly<Record<'BASE' | 'HEAD' | 'OTHER', (why: string) => DecisionReason>> = {
  BASE: (why) =>
    refusal(
      'GOVERNANCE_BASE_UNREADABLE',
      `the base cannot be read: ${why}`,
      'mend the base first, by what it was when it could be read',
    ),
  HEAD: (why) =>
    refusal(
      'GOVERNANCE_HEAD_UNREADABLE',
      `the head cannot be read: ${why}`,
      'mend the change, and have its head synthesized again',
    ),
  OTHER: (why) =>
    refusal(
      'GOVERNANCE_HEAD_DIFFERS',
      why,
      'have the observed head synthesized again in a job without credentials, and take both from that run',
    ),
};

function isDecided({ kind }: Classed): boolean {
  return kind === 'governance' || kind === 'mixed';
}

function faultsOf({ kind, paths, impossible }: Classed): readonly DecisionReason[] {
  const wrong = impossible.map(({ path, why }) =>
    refusal(
      'GOVERNANCE_PATH_INVALID',
      `${quoted(path)} ${why}`,
      'have the change observed again, as git has it',
    ),
  );
  if (kind === 'unknown')
    return [
      refusal(
        'GOVERNANCE_PATHS_UNKNOWN',
        'not every path of the change was told, so nobody knows what it is',
        'have it observed with all its paths; split what is too large to be listed',
      ),
    ];
  if (kind !== 'mixed') return wrong;
  const other = paths.filter((each) => each.class !== 'governance' && each.class !== 'documentation');
  const own = paths.filter((each) => each.class === 'governance');
  const shown = (some: typeof paths): string =>
    some
      .slice(0, 3)
      .map(({ path }) => quoted(path))
      .join(', ');
  return [
    ...wrong,
    refusal(
      'GOVERNANCE_MIXED',
      `it brings tickets or records (${shown(other) || 'by what it says'}) and governance (${shown(own) || 'by what it does'})`,
      'split it: one change is either tickets or governance',
    ),
  ];
}

/** Somebody whom nobody knows may be a governor by a second login, and behind a team anybody may be. */
function actorFaults(
  { openedBy, pushedBy }: ObservedChange,
  { logins }: GovernanceGround,
): readonly DecisionReason[] {
  const strangers = [openedBy, ...pushedBy].filter((actor) => actor.kind !== 'bot' && !logins(actor));
  return [...new Set(strangers.map(({ login }) => login))].map((login) =>
    refusal(
      'GOVERNANCE_ACTOR_UNKNOWN',
      `${quoted(login)} opened it or pushed to it and stands for no one person`,
      'link the login to its one person in the directory, or have somebody known bring the change',
    ),
  );
}

/** Nobody asks for it any more, and what is merged is not it. */
function closedFaults({ state }: ObservedChange): readonly DecisionReason[] {
  if (state !== 'closed') return [];
  return [
    refusal('GOVERNANCE_CLOSED', 'it was closed, so nobody asks for it', 'open it again, or bring another'),
  ];
}

/** Behind a program stands whoever asked it, and who that is has to be known. */
function askerFaults(
  { openedBy, onBehalfOf }: ObservedChange,
  { links, at }: GovernanceGround,
): readonly DecisionReason[] {
  if (openedBy.kind !== 'bot') return [];
  const asker = onBehalfOf?.startsWith('hr:') ? links.personOf(onBehalfOf.slice('hr:'.length)) : undefined;
  if (isAtWork(asker, at)) return [];
  return [
    refusal(
      'GOVERNANCE_ACTOR_UNKNOWN',
      `a program, ${quoted(openedBy.login)}, opened it, and ${onBehalfOf === undefined ? 'does not say who asked it' : `${quoted(onBehalfOf)}, who asked it, is nobody at work`}`,
      'have the program name who asked, as `onBehalfOf`, or have a person bring the change',
    ),
  ];
}

const UNDECLARED: DecisionReason = refusal(
  'GOVERNORS_UNDECLARED',
  'the base declares no governors, so nobody can approve it',
  'declare `governance` of the organization before the branch is protected',
);

/** A governor or owner who asks for changes holds it up until they say otherwise, or are not at work any more. */
function objections(
  judged: readonly GovernanceReview[],
  { links, at }: GovernanceGround,
): readonly DecisionReason[] {
  return judged
    .filter(
      ({ review, holds, who, said }) =>
        review.state === 'changes-requested' &&
        holds &&
        !said.reasons.some(({ code }) => code === 'REVIEW_SUPERSEDED') &&
        isAtWork(links.personOf((who ?? '').slice('hr:'.length)), at),
    )
    .map(({ who, review }) => ({
      outcome: 'pending',
      code: 'CHANGES_REQUESTED',
      message: `${who ?? review.by.login} asks for changes`,
      remedy: 'answer what they ask, and have them review again',
    }));
}

function refusal(code: Code, message: string, remedy: string): DecisionReason {
  return { outcome: 'refuse', code, message, remedy };
}

type Found = Partial<Pick<GovernanceRecord, 'conditions' | 'reviews' | 'effect' | 'expires' | 'reasons'>>;

function recordOf(
  question: Pick<GovernanceQuestion, 'change' | 'classed' | 'differs' | 'inputs'> &
    Partial<Pick<GovernanceQuestion, 'content' | 'policy' | 'gives' | 'manifest'>>,
  { at }: Pick<GovernanceGround, 'at'>,
  { reasons, conditions = [], reviews = [], effect, expires }: Found,
): GovernanceRecord {
  const { change, classed, differs, content, gives = [], manifest, inputs, policy } = question;
  const { outcome, ordered } = gravest(reasons ?? []);
  return {
    schema: GOVERNANCE_SCHEMA,
    change: change.change,
    repository: change.repository,
    base: change.base,
    head: change.head,
    at,
    kind: classed.kind,
    ...(content ? { content } : {}),
    ...(reasons ? { outcome } : {}),
    paths: classed.paths,
    differs,
    reasons: ordered,
    conditions,
    reviews,
    ...(effect ? { effect } : {}),
    ...(effect && gives.length > 0 ? { gives } : {}),
    ...(manifest ? { manifest } : {}),
    inputs,
    ...(policy ? { policy } : {}),
    ...(expires ? { expires } : {}),
  };
}
