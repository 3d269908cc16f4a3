import type { Schema } from './schema.js';
import { isObject } from './schema.js';

/** One kind of entry, as published: which zones may append it, how many people must sign, what its body holds. */
export interface KindRule {
  readonly zones: readonly string[];
  readonly quorum: number;
  readonly body: Schema;
}

/** The published kinds by name; handed in, since they are data. */
export type Kinds = Readonly<Record<string, KindRule>>;

/** The name of the kind of a predicate type, undefined when the published table does not have it. */
export function kindNameOf(kinds: Kinds, predicateType: string): string | undefined {
  const name = /^urn:x-writ:([a-z-]+):v1$/.exec(predicateType)?.[1];
  return name !== undefined && Object.hasOwn(kinds, name) ? name : undefined;
}

/** What docs/ledger.md asks of bodies beyond their schemas; what is wrong, or undefined. */
export function extraMisfit(kind: string, body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  if (kind === 'change') return outsideScope(body) ?? unapproved(body);
  if (kind === 'revocation') return outsideScope(body);
  if (kind === 'end-verification') return tooEarly(body);
  if (kind === 'exception-review') return selfReviewed(body);
  return undefined;
}

function outsideScope({ scope, diff }: Record<string, unknown>): string | undefined {
  if (!Array.isArray(scope) || !Array.isArray(diff)) return undefined;
  const outside = diff.findIndex((one) => isObject(one) && !scope.includes(one['edge']));
  return outside < 0 ? undefined : `\`body.diff.${String(outside)}.edge\` is outside the scope`;
}

function unapproved({ approvers, basis, route }: Record<string, unknown>): string | undefined {
  const why = isObject(basis) ? basis['kind'] : undefined;
  if (!Array.isArray(approvers) || approvers.length > 0 || why === 'birthright') return undefined;
  return why === 'ticket' && route === 'auto'
    ? undefined
    : '`body.approvers` must name who approved: only a birthright and an automatic route ask nobody';
}

function tooEarly({ observation, endedAt }: Record<string, unknown>): string | undefined {
  const at = isObject(observation) ? observation['at'] : undefined;
  return typeof at === 'string' && typeof endedAt === 'string' && at < endedAt
    ? '`body.observation.at` is before the end that it is to prove'
    : undefined;
}

function selfReviewed({ approvers, reviewer }: Record<string, unknown>): string | undefined {
  return Array.isArray(approvers) && approvers.includes(reviewer)
    ? '`body.reviewer` is also an approver'
    : undefined;
}
