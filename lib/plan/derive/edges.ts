import {
  assignmentOf,
  awsGroup,
  edgeIdOf,
  edgeKey,
  oktaApp,
  oktaGroup,
  permissionSet,
  tryEdge,
  type AnyHolder,
  type PerKind,
  type Target,
} from '../../model/index.js';
import type { PlannedEdge } from './effect.js';
import type { Resolver } from './resolve.js';
import type { PlanSide } from './side.js';

type EdgesOf = (side: PlanSide, resolve: Resolver) => readonly PlannedEdge[];

/** The resource types that carry each kind of edge, and how its ends are read. A kind without an entry does not compile. */
const CARRIERS: PerKind<Readonly<Record<string, EdgesOf>>> = {
  'okta.group-membership': {
    okta_group_memberships: (side, resolve) => {
      const group = resolve.object(side, 'group_id', oktaGroup);
      return resolve
        .texts(side, 'users')
        .flatMap((native) => one(side, resolve, resolve.holderOf(side, 'users', native), group, native));
    },
  },
  'aws.group-membership': {
    aws_identitystore_group_membership: (side, resolve) =>
      one(side, resolve, resolve.holder(side, 'member_id'), resolve.object(side, 'group_id', awsGroup)),
  },
  'aws.assignment': {
    aws_ssoadmin_account_assignment: (side, resolve) => {
      const set = resolve.object(side, 'permission_set_arn', permissionSet);
      const account = resolve.account(side, 'target_id');
      return one(side, resolve, assignee(side, resolve), set && account && assignmentOf(set, account));
    },
  },
  'okta.app-assignment': {
    okta_app_user: (side, resolve) =>
      one(side, resolve, resolve.holder(side, 'user_id'), resolve.object(side, 'app_id', oktaApp)),
    okta_app_group_assignment: (side, resolve) =>
      one(
        side,
        resolve,
        resolve.object(side, 'group_id', oktaGroup),
        resolve.object(side, 'app_id', oktaApp),
      ),
  },
};

const BY_TYPE: ReadonlyMap<string, EdgesOf> = new Map(
  Object.values(CARRIERS).flatMap((types) => Object.entries(types)),
);

/** Every edge that a resource carries, each member of a list by itself; none where it carries none. */
export function edgesIn(side: PlanSide, resolve: Resolver): readonly PlannedEdge[] {
  return BY_TYPE.get(side.type)?.(side, resolve) ?? [];
}

function assignee(side: PlanSide, resolve: Resolver): AnyHolder | undefined {
  const type = resolve.text(side, 'principal_type');
  if (type === 'USER') return resolve.holder(side, 'principal_id');
  if (type === 'GROUP') return resolve.object(side, 'principal_id', awsGroup);
  if (type !== undefined) resolve.refuse(side, 'PLAN_PRINCIPAL', `\`principal_type\` is \`${type}\``);
  return undefined;
}

function one(
  side: PlanSide,
  resolve: Resolver,
  holder: AnyHolder | undefined,
  target: Target | undefined,
  element?: string,
): readonly PlannedEdge[] {
  if (!holder || !target) return [];
  const edge = tryEdge({ holder, target });
  if (!edge) {
    resolve.refuse(side, 'PLAN_PRINCIPAL', `a \`${holder.kind}\` cannot hold a \`${target.kind}\``);
    return [];
  }
  const { address } = side;
  return [{ id: edgeIdOf(edgeKey(edge)), edge, address, ...(element === undefined ? {} : { element }) }];
}
