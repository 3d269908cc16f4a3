import type { LiveRole } from '../../inventory/index.js';
import type { ContentPart } from '../../model/index.js';

/** What taking a part off a role does: takes access away, gives access back, or cannot be told. */
export type Narrowing = 'narrows' | 'restricts' | 'unproved';

/**
 * AWS managed policies that only deny. Source: the AWS managed policy reference, in every partition; the quarantine
 * policies are what AWS Support attaches to a leaked key.
 */
const DENYING = /^arn:aws[\w-]*:iam::aws:policy\/(?:AWSDenyAll|AWSCompromisedKeyQuarantine(?:V\d+)?)$/;

/**
 * Whether a role without `part` can do less. A customer managed policy is named by the set and lives in the accounts,
 * where this sweep does not read it: it may deny, so nothing is proved. An inline policy is proved by its statements.
 */
export function narrowsWithout(part: ContentPart, live: LiveRole): Narrowing {
  switch (part.slot) {
    case 'managed':
      return DENYING.test(part.name) ? 'restricts' : 'narrows';
    case 'boundary':
      return 'restricts';
    case 'inline':
      return ofStatements(live.inline);
    case 'customer-managed':
    case 'session':
      return 'unproved';
  }
}

function ofStatements(policy: unknown): Narrowing {
  const effects = effectsOf(policy);
  if (effects.length === 0) return 'unproved';
  if (effects.every((effect) => effect === 'Allow')) return 'narrows';
  return effects.every((effect) => effect === 'Deny') ? 'restricts' : 'unproved';
}

function effectsOf(policy: unknown): unknown[] {
  if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) return [];
  const statements: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  return statements.map((one) =>
    typeof one === 'object' && one !== null && 'Effect' in one ? one.Effect : undefined,
  );
}
