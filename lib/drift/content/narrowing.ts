import type { LiveRole } from '../../inventory/index.js';
import {
  effectsIn,
  effectsOf,
  gainsOf,
  publishedPolicy,
  withParts,
  type Effects,
  type LivePolicies,
  type LivePolicy,
} from '../../meaning/index.js';
import type { ContentPart } from '../../model/index.js';

/** What taking a part off a role does: takes access away, gives access back, or cannot be told. */
export type Narrowing = 'narrows' | 'restricts' | 'unproved';

/**
 * Whether a role without `part` can do less. It narrows only where the whole role is proved to allow nothing more without it, and the part
 * is known to hold Allow alone: what is covered by another Deny today is no proof once that one goes too. It restricts where it only ever
 * denies, and where it is proved to give nothing and not proved to take nothing away.
 */
export function narrowsWithout(part: ContentPart, live: LiveRole, policies: LivePolicies): Narrowing {
  const effects = effectsOfPart(part, live, policies);
  if (part.slot === 'boundary' || effects === 'Deny') return 'restricts';
  const { holds } = live;
  if (!holds) return 'unproved';
  const without = withParts(holds, holds, { added: [], removed: [part] });
  if (gainsOf(holds, without, policies).more === 'no') return effects === 'Allow' ? 'narrows' : 'unproved';
  return gainsOf(without, holds, policies).more === 'no' ? 'restricts' : 'unproved';
}

/** What a part holds; undefined where it is not known, or is no policy. */
function effectsOfPart(part: ContentPart, { holds }: LiveRole, policies: LivePolicies): Effects | undefined {
  switch (part.slot) {
    case 'managed':
      return ofManaged(part.name, policies.get(part.name));
    case 'inline':
      return effectsIn(holds?.inline);
    // The set names it, and it lives in each account, where this sweep does not read it.
    case 'customer-managed':
    case 'boundary':
    case 'session':
      return undefined;
  }
}

/**
 * By the live text where it was read, else by what AWS had published. AWS can change a document at any time: what it changed once, it
 * may change back, so every version counts that is known. Of another partition than `aws`, unread, only a Deny is believed.
 */
function ofManaged(arn: string, live: LivePolicy | undefined): Effects | undefined {
  const published = publishedPolicy(arn);
  const ever = published?.everHeld;
  const now = live
    ? live.policy && effectsOf(live.policy)
    : published?.ofItsPartition === true || ever === 'Deny'
      ? ever
      : undefined;
  return now === 'Allow' && ever !== undefined && ever !== 'Allow' ? 'both' : now;
}
