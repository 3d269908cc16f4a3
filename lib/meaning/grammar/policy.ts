import type { Id } from '../../kernel/index.js';
import type { ResourcePattern } from '../resource.js';
import type { ActionPattern } from './action.js';

/** A policy document in its normal form: what means the same is the same, in whatever order it was written. */
export interface Policy {
  readonly statements: readonly PolicyStatement[];
}

/** One statement: an effect on all that its actions, resources, principals and conditions match. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns<ActionPattern>;
  readonly resources: Patterns<ResourcePattern>;
  /** Absent in a policy that is attached to whom it is about. */
  readonly principals?: Patterns<PrincipalPattern>;
  /** All of them have to hold. */
  readonly conditions: readonly ConditionClause[];
}

/** What a list of patterns matches: any of them, or with `except` everything but them. */
export interface Patterns<Pattern extends string> {
  readonly except: boolean;
  /** Sorted, without repetition; actions in lower case. */
  readonly of: readonly Pattern[];
}

/** `AWS arn:aws:iam::111122223333:root`, `Service ec2.amazonaws.com`, `*`. */
export type PrincipalPattern = Id<'principal-pattern'>;

/** One key of a condition block: the operator in lower case, the key in lower case, the values sorted. */
export interface ConditionClause {
  readonly set?: 'forallvalues' | 'foranyvalue';
  readonly operator: string;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}
