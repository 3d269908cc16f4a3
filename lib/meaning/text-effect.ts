import type { PermissionSetContent } from '../model/index.js';
import { gainsOf, type Gains } from './gains.js';
import type { LivePolicies } from './managed/index.js';

/** What the live text of a policy makes of a permission set that was declared with what AWS had published. */
export type TextEffect =
  | { readonly allows: 'more' | 'cannot-tell'; readonly gained: Gains }
  /** Nothing more, which is proved; whether it is less may be left open. */
  | { readonly allows: 'less' | 'same' | 'not-more'; readonly lost: Gains }
  /** Nobody can read the live text, so it may say anything. */
  | { readonly allows: 'not-understood' };

const WITHOUT_MORE = { yes: 'less', no: 'same', 'cannot-tell': 'not-more' } as const;

/**
 * The effect on the whole of a permission set: a Deny that is lost widens it, and what another of its policies allows is no news. Its
 * other policies are taken as they are live.
 */
export function textEffect(content: PermissionSetContent, arn: string, live: LivePolicies): TextEffect {
  if (live.get(arn)?.policy === undefined) return { allows: 'not-understood' };
  const before = withoutText(live, arn);
  const gained = gainsOf(content, content, live, before);
  if (gained.more !== 'no') return { allows: gained.more === 'yes' ? 'more' : 'cannot-tell', gained };
  const lost = gainsOf(content, content, before, live);
  return { allows: WITHOUT_MORE[lost.more], lost };
}

/** What was read live but for one policy, which stands as AWS had published it. */
export function withoutText(live: LivePolicies, arn: string): LivePolicies {
  return new Map([...live].filter(([each]) => each !== arn));
}
