import { allowLayers, denials, type Access } from './access.js';
import { matches } from './glob.js';
import type { ConditionClause, Patterns, PolicyStatement } from './grammar/index.js';

/** One call as IAM sees it. */
export interface PolicyRequest {
  /** `s3:GetObject`, in any case. */
  readonly action: string;
  /** An ARN, or `*` for what works on no resource. Plain asterisks in an ARN are held as `${*}` is: see `encoded`. */
  readonly resource: string;
  /** Whether a clause of a condition holds for it. */
  readonly holds: (clause: ConditionClause) => boolean;
}

/** Whether the call is allowed. */
export function isAllowed(access: Access, request: PolicyRequest): boolean {
  if (denials(access).some((statement) => applies(statement, request))) return false;
  return allowLayers(access).every((layer) => layer.some((statement) => applies(statement, request)));
}

/** Whether a statement is about the call. */
export function applies(
  { actions, resources, conditions }: PolicyStatement,
  request: PolicyRequest,
): boolean {
  return (
    matchesOf(actions, request.action.toLowerCase()) &&
    matchesOf(resources, request.resource) &&
    conditions.every((clause) => request.holds(clause))
  );
}

/** Whether one of the patterns matches a text, or none where they are exceptions. */
export function matchesOf({ except, of }: Patterns<string>, text: string): boolean {
  return of.some((pattern) => pattern === '*' || matches(pattern, text)) !== except;
}
