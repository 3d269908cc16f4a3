import type { AccountId, ObjectRef, Provider } from '../ref.js';
import type { AnyHolder, EdgeKind, EdgeOf, HolderOf, TargetOf } from './kinds.js';

/** How people call the ends of an edge; missing names fall back to ids. */
export interface Words {
  holder(holder: AnyHolder): string;
  account(id: string): string;
}

/** Which holders a kind admits; held equal to the type map, member by member. */
export type AdmittedHolders<K extends EdgeKind> = {
  readonly [H in AnyHolder['kind']]: H extends HolderOf<K>['kind'] ? true : false;
};

/** Where a target is among all targets: kind, source, what divides it further (an account), and name. */
export type Path = readonly [kind: string, source: string, within: string, name: string];

/** What one kind of edge knows of itself. */
export interface KindSpec<K extends EdgeKind> {
  readonly kind: K;
  /** The `kind` that its targets bear. */
  readonly target: TargetOf<K>['kind'];
  readonly holders: AdmittedHolders<K>;
  readonly provider: Provider;
  /** The named object at its far end: the group, the permission set. */
  object(target: TargetOf<K>): ObjectRef;
  /** The AWS account that it is given on, where it is given on one. */
  account(target: TargetOf<K>): AccountId | undefined;
  /** The canonical JSON of a target. */
  key(target: TargetOf<K>): string;
  /** A target member by member, without making a text. */
  path(target: TargetOf<K>): Path;
  /** `Okta group prod-admins`, `ReadOnly on account ledger`. */
  what(target: TargetOf<K>, words: Pick<Words, 'account'>): string;
  /** `Dana Fox is a member of Okta group prod-admins`. */
  sentence(edge: EdgeOf<K>, words: Words): string;
  /** What outlives its removal, in plain words. */
  readonly tail: string;
}
