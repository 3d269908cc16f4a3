import type { LiveRole } from '../../inventory/index.js';
import type { ContentPart } from '../../model/index.js';
import { effectsOf } from './effects.js';
import { ALLOW_ALONE, DENY_ALONE } from './published-policies.js';

/** What taking a part off a role does: takes access away, gives access back, or cannot be told. */
export type Narrowing = 'narrows' | 'restricts' | 'unproved';

/** An AWS managed policy of any partition; what follows `policy/` is its path and name. */
const AWS_MANAGED = /^arn:(aws[\w-]*):iam::aws:policy\/(.+)$/;

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

/** Documents of other partitions may differ from those published for `aws`: from them only a Deny is believed. */
function ofPublished(arn: string): Narrowing {
  const [, partition, path] = AWS_MANAGED.exec(arn) ?? [];
  if (path === undefined) return 'unproved';
  if (DENY_ALONE.has(path)) return 'restricts';
  return partition === 'aws' && ALLOW_ALONE.has(path) ? 'narrows' : 'unproved';
}

function ofStatements(policy: unknown): Narrowing {
  const effects = effectsOf(policy);
  if (effects.length === 0) return 'unproved';
  if (effects.every((effect) => effect === 'Allow')) return 'narrows';
  return effects.every((effect) => effect === 'Deny') ? 'restricts' : 'unproved';
}
