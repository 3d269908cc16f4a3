import {
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
  type User,
} from '@aws-sdk/client-identitystore';
import type { ObservedGroup, ObservedMembership, ObservedUser } from '../../../inventory/index.js';
import { awsGroup, type SourceId } from '../../../model/index.js';
import type { AwsContext, Instance } from '../access.js';
import type { ReadList } from '../pages.js';
import { listCenter } from './center.js';

/** All users of the Identity Store. */
export function listUsers(access: AwsContext, instance: Instance): Promise<ReadList<ObservedUser>> {
  return listCenter(access, {
    action: 'identitystore:ListUsers',
    send: async (NextToken, options) => {
      const command = new ListUsersCommand({ IdentityStoreId: instance.store, MaxResults: 100, NextToken });
      const answer = await access.clients.store.send(command, options);
      return { items: answer.Users, next: answer.NextToken };
    },
    item: userOf,
  });
}

/** All groups of the Identity Store. */
export function listGroups(
  access: AwsContext,
  instance: Instance,
  source: SourceId,
): Promise<ReadList<ObservedGroup>> {
  return listCenter(access, {
    action: 'identitystore:ListGroups',
    send: async (NextToken, options) => {
      const command = new ListGroupsCommand({ IdentityStoreId: instance.store, MaxResults: 100, NextToken });
      const answer = await access.clients.store.send(command, options);
      return { items: answer.Groups, next: answer.NextToken };
    },
    item: ({ GroupId: native, DisplayName: name }): ObservedGroup | undefined =>
      native && name ? { native, ref: awsGroup(name, source), origin: 'managed' } : undefined,
  });
}

/** All members of a group; ends early at the membership that `until` finds. */
export function listMembers(
  access: AwsContext,
  instance: Instance,
  group: string,
  until?: (membership: ObservedMembership) => boolean,
): Promise<ReadList<ObservedMembership>> {
  return listCenter(access, {
    action: 'identitystore:ListGroupMemberships',
    send: async (NextToken, options) => {
      const command = new ListGroupMembershipsCommand({
        IdentityStoreId: instance.store,
        GroupId: group,
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.store.send(command, options);
      return { items: answer.GroupMemberships, next: answer.NextToken };
    },
    item: ({ MembershipId: id, MemberId }) => {
      const user = MemberId?.UserId;
      return id && user ? { group, user, id } : undefined;
    },
    until,
  });
}

function userOf(user: User): ObservedUser | undefined {
  if (!user.UserId) return undefined;
  const login = user.UserName ?? user.UserId;
  const email = (user.Emails?.find((address) => address.Primary) ?? user.Emails?.[0])?.Value;
  return {
    native: user.UserId,
    login,
    displayName: user.DisplayName ?? login,
    // Disabled can be enabled again; a user that is gone is not listed at all.
    status: user.UserStatus === 'DISABLED' ? 'suspended' : 'active',
    ...(email === undefined ? {} : { email }),
  };
}
