import type { PermissionSetContent } from '../model/index.js';
import { broadens, type AccessGain } from './compare/broadens.js';
import type { Point } from './compare/points.js';
import type { Cell } from './compare/cell.js';
import { readContent } from './content.js';
import { decoded } from './encode.js';
import { pinnedActions } from './index/action-index.js';
import type { LivePolicies } from './managed/index.js';
import { weightOf } from './weight.js';

/** What the live text of a policy makes of a permission set that was declared with what AWS had published. */
export interface TextEffect {
  /** `cannot-tell` counts as more. `same`: neither more nor less. */
  readonly allows: 'more' | 'less' | 'same' | 'cannot-tell';
  /** How many actions that AWS documents are allowed further, or less far, than before. */
  readonly actions: number;
  /** The heaviest of them; a pattern where AWS documents none of what it matches. */
  readonly action?: string;
  /** The patterns of resources that this is on, all of which one has to match; none where it is on every one. */
  readonly resources?: readonly string[];
  /** Whether it is under conditions. */
  readonly conditional?: boolean;
}

const CANNOT_TELL: TextEffect = { allows: 'cannot-tell', actions: 0 };

/**
 * The effect on the whole of a permission set: a Deny that is lost widens it, and what another of its policies allows is no news. Its
 * other policies are taken as they are live.
 */
export function textEffect(content: PermissionSetContent, arn: string, live: LivePolicies): TextEffect {
  if (live.get(arn)?.policy === undefined) return CANNOT_TELL;
  const before = readContent(content, withoutText(live, arn)).access;
  const after = readContent(content, live).access;
  const more = broadens(before, after);
  if (more.broadens !== false) return effectOf(more.broadens === true ? 'more' : 'cannot-tell', more.gains);
  const less = broadens(after, before);
  return less.broadens === true ? effectOf('less', less.gains) : { allows: 'same', actions: 0 };
}

/** What was read live but for one policy, which stands as AWS had published it. */
export function withoutText(live: LivePolicies, arn: string): LivePolicies {
  return new Map([...live].filter(([each]) => each !== arn));
}

function effectOf(allows: TextEffect['allows'], gains: readonly AccessGain[]): TextEffect {
  const actions = new Set(
    gains.flatMap(({ points }) => points.flatMap((point) => ('action' in point ? [point.action] : []))),
  );
  const { point, gain } = gains
    .flatMap((each) => each.points.map((one) => ({ point: one, gain: each })))
    .reduce(heavier);
  return {
    allows,
    actions: actions.size,
    action: nameOf(point),
    resources: resourcesOf(gain.cell),
    conditional: gain.cell.conditions.length > 0,
  };
}

function resourcesOf({ within }: Cell): readonly string[] {
  return within.filter((pattern) => pattern !== '*').map(decoded);
}

interface TextGains {
  readonly point: Point;
  readonly gain: AccessGain;
}

function heavier(a: TextGains, b: TextGains): TextGains {
  return weight(b) > weight(a) ? b : a;
}

/** What a call was found for tells more than what may be. */
function weight({ point, gain }: TextGains): number {
  const known = 'action' in point ? weightOf(pinnedActions().facts(point.action)) : -1;
  return known + (gain.example ? 0.5 : 0);
}

function nameOf(point: Point): string {
  return 'action' in point ? pinnedActions().nameOf(point.action) : point.beyond;
}
