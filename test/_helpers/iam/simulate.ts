import { conditionHolds } from './conditions.js';
import { listed, type ConcreteRequest, type RawPolicy, type RawStatement } from './documents.js';
import { plain, substituted, wildcard } from './text.js';

/** What is attached to a role: its policies, and what bounds it. */
export interface Attached {
  readonly policies: readonly RawPolicy[];
  readonly boundary?: RawPolicy;
  readonly session?: RawPolicy;
}

export type Decision = 'allow' | 'explicit deny' | 'implicit deny';

/**
 * A second reading of what a role may do, for tests alone: one request at a time, on the documents as they are written, straight from
 * AWS's published logic, and with nothing of Writ's own. Within one account, without resource policies.
 * Source: IAM user guide, "Policy evaluation logic" and "Permissions boundaries for IAM entities".
 */
export function simulate(attached: Attached, request: ConcreteRequest): Decision {
  const { policies, boundary, session } = attached;
  const all = [...policies, ...(boundary ? [boundary] : []), ...(session ? [session] : [])];
  if (all.some((policy) => says(policy, 'Deny', request))) return 'explicit deny';
  if (!policies.some((policy) => says(policy, 'Allow', request))) return 'implicit deny';
  if (boundary && !says(boundary, 'Allow', request)) return 'implicit deny';
  if (session && !says(session, 'Allow', request)) return 'implicit deny';
  return 'allow';
}

function says(
  { Version, Statement }: RawPolicy,
  effect: 'Allow' | 'Deny',
  request: ConcreteRequest,
): boolean {
  return listed(Statement).some(
    (statement) => statement.Effect === effect && isAbout(statement, Version === '2012-10-17', request),
  );
}

function isAbout(
  statement: RawStatement,
  variables: boolean,
  { action, resource, context }: ConcreteRequest,
): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const named = (patterns: string | readonly string[]) =>
    listed(patterns).some((pattern) => wildcard(pattern.toLowerCase(), action.toLowerCase()));
  if (Action !== undefined ? !named(Action) : named(NotAction ?? [])) return false;
  const reaches = (patterns: string | readonly string[]) =>
    listed(patterns).some((pattern) => {
      const said = variables ? substituted(completed(pattern), context) : completed(pattern);
      return said !== undefined && wildcard(said, plain(resource));
    });
  if (Resource !== undefined ? !reaches(Resource) : reaches(NotResource ?? [])) return false;
  return conditionHolds(Condition ?? {}, context, variables);
}

/** An ARN that ends early goes on with stars. Source: IAM user guide, "IAM JSON policy elements: Resource". */
function completed(pattern: string): string {
  if (!pattern.startsWith('arn:')) return pattern;
  const missing = 6 - pattern.split(':').length;
  return missing > 0 ? pattern + ':*'.repeat(missing) : pattern;
}
