import type { LiveRole } from '../../inventory/index.js';
import { effectsOf, publishedPolicy } from '../../meaning/index.js';
import type { ContentPart } from '../../model/index.js';

/** What taking a part off a role does: takes access away, gives access back, or cannot be told. */
export type Narrowing = 'narrows' | 'restricts' | 'unproved';

/**
 * Whether a role without `part` can do less: only where its document is known to hold Allow alone. A customer managed
 * policy is named by the set and lives in each account, where this sweep does not read it, so nothing is proved.
 */
export function narrowsWithout(part: ContentPart, live: LiveRole): Narrowing {
  switch (part.slot) {
    case 'managed':
      return ofPublished(part.name);
    case 'boundary':
      return 'restricts';
    case 'inline':
      return ofStatements(live.inline);
    case 'customer-managed':
    case 'session':
      return 'unproved';
  }
}

/**
 * AWS can change a document at any time: what it changed once, it may change back, so every version counts that is known.
 * Of another partition than `aws` only a Deny is believed.
 */
function ofPublished(arn: string): Narrowing {
  const published = publishedPolicy(arn);
  if (published?.everHeld === 'Deny') return 'restricts';
  return published?.everHeld === 'Allow' && published.ofItsPartition ? 'narrows' : 'unproved';
}

function ofStatements(policy: unknown): Narrowing {
  const effects = effectsOf(policy);
  if (effects.length === 0) return 'unproved';
  if (effects.every((effect) => effect === 'Allow')) return 'narrows';
  return effects.every((effect) => effect === 'Deny') ? 'restricts' : 'unproved';
}
