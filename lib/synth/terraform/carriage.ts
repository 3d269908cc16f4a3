import {
  isGroup,
  ofEdge,
  refKey,
  type EdgeKind,
  type EdgeOf,
  type ObjectKind,
  type ObjectRef,
  type PerObject,
} from '../../model/index.js';
import { edgeResourceId, refResourceId } from './names.js';
import type { Want } from '../../wanted/index.js';

/** Where in a stack an edge is carried. */
export interface StackSlot {
  readonly address: string;
  /** The attribute of a resource that carries many edges, in which each is an element; absent on a resource of its own. */
  readonly attribute?: string;
  /** The key of what the resource is shared by: whoever stands there is in one stack. */
  readonly sharedBy?: string;
}

type SlotOf<K extends EdgeKind> = (edge: EdgeOf<K>, id: Want['id']) => StackSlot;

/** The Terraform resource of each kind of edge. A kind without an entry does not compile. */
const SLOTS: { readonly [K in EdgeKind]: SlotOf<K> } = {
  'okta.group-membership': ({ target }) => ({
    address: `okta_group_memberships.${refResourceId(target)}`,
    attribute: 'users',
    sharedBy: refKey(target),
  }),
  'aws.group-membership': (_, id) => ({
    address: `aws_identitystore_group_membership.${edgeResourceId('membership', id)}`,
  }),
  'okta.app-assignment': ({ holder }, id) => ({
    address: isGroup(holder)
      ? `okta_app_group_assignment.${edgeResourceId('assignment', id)}`
      : `okta_app_user.${edgeResourceId('assignment', id)}`,
  }),
  'aws.assignment': (_, id) => ({
    address: `aws_ssoadmin_account_assignment.${edgeResourceId('assignment', id)}`,
  }),
};

/** Where an edge is carried in its stack. */
export function slotOf({ edge, id }: Pick<Want, 'edge' | 'id'>): StackSlot {
  return ofEdge<StackSlot, [Want['id']]>(SLOTS, edge, id);
}

/** The family of stacks that what is declared of each kind of object is in. */
const FAMILIES: PerObject<'groups' | 'sets' | 'apps'> = {
  'okta.group': 'groups',
  'aws.group': 'groups',
  'aws.permission-set': 'sets',
  'okta.app': 'apps',
};

/** A family of structure stacks. */
export type Family = (typeof FAMILIES)[ObjectKind];

/** The family of stacks that a declared object is in, with what carriers hold of it. */
export function familyOf({ kind }: ObjectRef): Family {
  return FAMILIES[kind];
}
