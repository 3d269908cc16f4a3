import type { LiveRole } from '../../inventory/index.js';
import {
  effectsOf,
  publishedPolicy,
  type LivePolicies,
  type LivePolicy,
  type PublishedPolicy,
} from '../../meaning/index.js';
import type { ContentPart } from '../../model/index.js';

/** What taking a part off a role does: takes access away, gives access back, or cannot be told. */
export type Narrowing = 'narrows' | 'restricts' | 'unproved';

/**
 * Whether a role without `part` can do less: only where its document is known to hold Allow alone. A customer managed
 * policy is named by the set and lives in each account, where this sweep does not read it, so nothing is proved.
 */
export function narrowsWithout(part: ContentPart, live: LiveRole, policies: LivePolicies): Narrowing {
  switch (part.slot) {
    case 'managed':
      return ofManaged(part.name, policies.get(part.name));
    case 'boundary':
      return 'restricts';
    case 'inline':
      return ofStatements(live.holds?.inline);
    case 'customer-managed':
    case 'session':
      return 'unproved';
  }
}

/**
 * By the live text where it was read, else by what AWS had published. AWS can change a document at any time: what it changed once, it
 * may change back, so every version counts that is known. Of another partition than `aws`, unread, only a Deny is believed.
 */
function ofManaged(arn: string, live: LivePolicy | undefined): Narrowing {
  const published = publishedPolicy(arn);
  const ever = published?.everHeld;
  const now = live ? heldIn(live) : published?.ofItsPartition === true || ever === 'Deny' ? ever : undefined;
  if (now === 'Deny') return 'restricts';
  return now === 'Allow' && (ever ?? 'Allow') === 'Allow' ? 'narrows' : 'unproved';
}

/** What a text holds; undefined where it is not understood. */
function heldIn({ policy }: LivePolicy): PublishedPolicy['everHeld'] | undefined {
  const effects = new Set(policy?.statements.map(({ effect }) => effect));
  const [only] = effects;
  return effects.size > 1 ? 'both' : only;
}

function ofStatements(policy: unknown): Narrowing {
  const effects = effectsOf(policy);
  if (effects.length === 0) return 'unproved';
  if (effects.every((effect) => effect === 'Allow')) return 'narrows';
  return effects.every((effect) => effect === 'Deny') ? 'restricts' : 'unproved';
}
