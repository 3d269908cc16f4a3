import { canonicalJson, digestOf, type Digest } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { tierAsAllowed } from './action-tier.js';
import { denials } from './access.js';
import { broadens } from './compare/broadens.js';
import { contentKey, readContent, type ReadContent } from './read-content.js';
import { heaviestFirst, gainedActions, toldOf, undocumentedIn, type GainedAction } from './gained.js';
import { NONE_LIVE, type LivePolicies } from './managed/index.js';
import { higher, type Tier } from './tiers.js';

/** What one content of a permission set allows beyond another. */
export interface Gains {
  /** `no` is a proof. `cannot-tell` counts as a yes. */
  readonly more: 'yes' | 'no' | 'cannot-tell';
  /** How many actions that AWS documents are allowed of something that they were not allowed of. */
  readonly actions: number;
  /** Of how many of them neither that nor the contrary could be shown. */
  readonly unsure: number;
  /** The highest tier among them. */
  readonly tier: Tier;
  /** Those that matter most to an approver, the heaviest first; five at most. */
  readonly among: readonly GainedAction[];
  /** Patterns that are allowed further of which AWS documents no action; of any, where no documented action is gained. */
  readonly undocumented: readonly string[];
  /** What is not known and makes the answer uncertain, since it may allow or deny anything; in plain words. */
  readonly unread: readonly string[];
}

const MOST_TOLD = 5;

const known = new Map<Digest, Gains>();

/**
 * What `after` allows that `before` does not, in brief; a pair is compared once. `earlier` are the texts that `before` is read with, where
 * they are others.
 */
export function gainsOf(
  before: PermissionSetContent,
  after: PermissionSetContent,
  live: LivePolicies = NONE_LIVE,
  earlier: LivePolicies = live,
): Gains {
  const digest = digestOf([contentKey(before, earlier), contentKey(after, live)]);
  const gains = known.get(digest) ?? compared(sideOf(before, earlier), sideOf(after, live));
  known.set(digest, gains);
  return gains;
}

function compared(earlier: Side, later: Side): Gains {
  const found = broadens(earlier.read.access, later.read.access);
  const gains = found.broadens === false ? [] : found.gains;
  const gained = heaviestFirst(gainedActions(gains));
  const unread = doubtsOf(earlier, later);
  return {
    more:
      found.broadens === true
        ? 'yes'
        : found.broadens === false && unread.length === 0
          ? 'no'
          : 'cannot-tell',
    actions: gained.length,
    unsure: gained.filter(({ isShown }) => !isShown).length,
    tier: gained.reduce<Tier>(
      (tier, { facts, cell }) => higher(tier, tierAsAllowed({ ...facts, cells: [cell] })),
      'none',
    ),
    among: gained.slice(0, MOST_TOLD).map(toldOf),
    undocumented: undocumentedIn(gains, gained),
    unread,
  };
}

interface Side {
  readonly content: PermissionSetContent;
  readonly read: ReadContent;
  readonly live: LivePolicies;
}

function sideOf(content: PermissionSetContent, live: LivePolicies): Side {
  return { content, read: readContent(content, live), live };
}

/**
 * What keeps a proof about the documents that are known from being one about the whole. What only one side has may allow more there, or have
 * denied it here; what both have is the same on both only while nothing else that denies or bounds it goes.
 */
function doubtsOf(before: Side, after: Side): readonly string[] {
  const own = [...unreadBeside(after, before), ...unreadBeside(before, after)];
  const shared = after.read.unread.filter((part) => !own.includes(part));
  const { boundary } = before.content;
  const isLoose = before.read.access.boundary === undefined || shared.length > 0;
  return [
    ...own,
    ...(boundary && isLoose && !isBoundAlike(before, after)
      ? [`permissions boundary ${'arn' in boundary ? boundary.arn : `${boundary.path}${boundary.name}`}`]
      : []),
    ...(deniesLost(before, after) ? shared : []),
  ];
}

/** Whether what bounded the one bounds the other: the same boundary with the same text, or with one that is proved to allow no more. */
function isBoundAlike(before: Side, after: Side): boolean {
  const { boundary } = before.content;
  if (canonicalJson(boundary ?? null) !== canonicalJson(after.content.boundary ?? null)) return false;
  if (!boundary || !('arn' in boundary) || !isTextChanged(boundary.arn, before, after)) return true;
  const [earlier, later] = [before.read.access.boundary, after.read.access.boundary];
  return (
    earlier !== undefined &&
    later !== undefined &&
    broadens({ policies: [earlier] }, { policies: [later] }).broadens === false
  );
}

function isTextChanged(arn: string, { live }: Pick<Side, 'live'>, other: Pick<Side, 'live'>): boolean {
  return live.get(arn)?.digest !== other.live.get(arn)?.digest;
}

/** What of one side is not known and not on the other. */
function unreadBeside(side: Side, beside: Side): readonly string[] {
  const { content, live } = side;
  const { content: other } = beside;
  const { inline, ...rest } = content;
  const named = other.customerManaged.map(canonicalJson);
  const isNews =
    inline !== undefined && (other.inline === undefined || digestOf(inline) !== digestOf(other.inline));
  const own = {
    ...rest,
    ...(isNews ? { inline } : {}),
    managed: content.managed.filter(
      (arn) => !other.managed.includes(arn) || isTextChanged(arn, side, beside),
    ),
    customerManaged: content.customerManaged.filter((each) => !named.includes(canonicalJson(each))),
  };
  return readContent(own, live).unread;
}

function deniesLost(before: Side, after: Side): boolean {
  const still = new Set(denials(after.read.access).map(canonicalJson));
  return denials(before.read.access).some((each) => !still.has(canonicalJson(each)));
}
