import type { AwsMembership } from '../../core/state.js';
import { INDEX } from '../../core/world.js';
import { notFound } from '../errors.js';
import { page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { list } from '../shapes.js';
import { checkUnique, findGroup, findMembership, findStore, findUser, memberUser } from './lookup.js';
import { inStore, memberId, MOST, paging, resourceId } from './shapes.js';

const pair = { ...inStore, GroupId: resourceId, MemberId: memberId };
const byId = { ...inStore, MembershipId: resourceId };

/** Who is in which group. */
export const membershipOperations = {
  ListGroupMemberships: read({ ...inStore, GroupId: resourceId, ...paging }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const { id } = findGroup(call, input.GroupId);
    const { items, next } = page(call, input, MOST, (position, limit) =>
      call.aws.memberships.pageIn(INDEX.membershipByGroup, id, position, limit),
    );
    return { GroupMemberships: items.map((membership) => shown(call, membership)), ...next };
  }),

  ListGroupMembershipsForMember: read({ ...inStore, MemberId: memberId, ...paging }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const { id } = findUser(call, memberUser(input.MemberId));
    const { items, next } = page(call, input, MOST, (position, limit) =>
      call.aws.memberships.pageIn(INDEX.membershipByUser, id, position, limit),
    );
    return { GroupMemberships: items.map((membership) => shown(call, membership)), ...next };
  }),

  DescribeGroupMembership: read(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    return shown(call, findMembership(call, input.MembershipId));
  }),

  GetGroupMembershipId: read(pair, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const membership = between(
      call,
      findGroup(call, input.GroupId).id,
      findUser(call, memberUser(input.MemberId)).id,
    );
    if (membership === undefined) {
      throw notFound('GROUP_MEMBERSHIP not found.', {
        ResourceType: 'GROUP_MEMBERSHIP',
        RequestId: call.requestId,
      });
    }
    return { MembershipId: membership.id, IdentityStoreId: input.IdentityStoreId };
  }),

  IsMemberInGroups: read(
    { ...inStore, MemberId: memberId, GroupIds: list(resourceId, 1, 100) },
    (input, call) => {
      findStore(call, input.IdentityStoreId);
      const { id } = findUser(call, memberUser(input.MemberId));
      const results = input.GroupIds.map((groupId) => ({
        GroupId: groupId,
        MemberId: { UserId: id },
        MembershipExists: between(call, groupId, id) !== undefined,
      }));
      return { Results: results };
    },
  ),

  CreateGroupMembership: write(pair, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const groupId = findGroup(call, input.GroupId).id;
    const userId = findUser(call, memberUser(input.MemberId)).id;
    checkUnique(call, 'Member and group relationship already exists.', between(call, groupId, userId));
    const membership: AwsMembership = { id: call.runtime.nextId('aws-membership'), groupId, userId };
    call.aws.memberships.set(membership.id, membership);
    return { MembershipId: membership.id, IdentityStoreId: input.IdentityStoreId };
  }),

  DeleteGroupMembership: write(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    call.aws.memberships.delete(findMembership(call, input.MembershipId).id);
    return {};
  }),
};

function between(call: Call, groupId: string, userId: string): AwsMembership | undefined {
  return call.aws.memberships.oneIn(INDEX.membershipByPair, `${groupId} ${userId}`);
}

function shown(call: Call, membership: AwsMembership): object {
  return {
    IdentityStoreId: call.aws.identityStoreId,
    MembershipId: membership.id,
    GroupId: membership.groupId,
    MemberId: { UserId: membership.userId },
  };
}
