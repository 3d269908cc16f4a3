import type { AwsGroup } from '../../core/state.js';
import { INDEX, nameBucket } from '../../core/world.js';
import { validation } from '../errors.js';
import { fromArray, page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { optional } from '../shapes.js';
import { checkUnique, findGroup, findStore, groupByAlternate } from './lookup.js';
import { shownGroup } from './profile.js';
import {
  alternateIdentifier,
  attributeOperations,
  filters,
  groupName,
  inStore,
  MOST,
  paging,
  resourceId,
  sensitive,
} from './shapes.js';
import { updateGroup } from './updates.js';

const byId = { ...inStore, GroupId: resourceId };

/** Groups of the Identity Store. */
export const groupOperations = {
  ListGroups: read({ ...inStore, Filters: filters, ...paging }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const filter = input.Filters?.[0];
    const reader = (position: number, limit: number) => call.aws.groups.page(position, limit);
    const { items, next } = page(
      call,
      input,
      MOST,
      filter === undefined ? reader : fromArray(named(call, filter)),
    );
    return { Groups: items.map((group) => shownGroup(call.aws, group)), ...next };
  }),

  DescribeGroup: read(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    return shownGroup(call.aws, findGroup(call, input.GroupId));
  }),

  GetGroupId: read({ ...inStore, AlternateIdentifier: alternateIdentifier }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    return {
      GroupId: groupByAlternate(call, input.AlternateIdentifier).id,
      IdentityStoreId: input.IdentityStoreId,
    };
  }),

  CreateGroup: write(
    { ...inStore, DisplayName: optional(groupName), Description: optional(sensitive) },
    (input, call) => {
      findStore(call, input.IdentityStoreId);
      const { DisplayName: displayName, Description: description } = input;
      if (displayName === undefined) throw validation('DisplayName is required.');
      checkUnique(
        call,
        'Duplicate GroupDisplayName',
        call.aws.groups.oneIn(INDEX.groupByName, nameBucket(displayName)),
      );
      const group: AwsGroup = {
        id: call.runtime.nextId('aws-group'),
        displayName,
        ...(description !== undefined && { description }),
      };
      call.aws.groups.set(group.id, group);
      return { GroupId: group.id, IdentityStoreId: input.IdentityStoreId };
    },
  ),

  UpdateGroup: write({ ...byId, Operations: attributeOperations }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const changed = { ...findGroup(call, input.GroupId) };
    for (const operation of input.Operations) updateGroup(changed, operation);
    const taken = call.aws.groups.oneIn(INDEX.groupByName, nameBucket(changed.displayName));
    checkUnique(call, 'Duplicate GroupDisplayName', taken, changed.id);
    call.aws.groups.set(changed.id, changed);
    return {};
  }),

  /** Takes the memberships along; account assignments stay, held by nobody, as in the real service. */
  DeleteGroup: write(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const { id } = findGroup(call, input.GroupId);
    for (const membership of call.aws.memberships.allIn(INDEX.membershipByGroup, id)) {
      call.aws.memberships.delete(membership.id);
    }
    call.aws.groups.delete(id);
    return {};
  }),
};

function named(call: Call, filter: { AttributePath: string; AttributeValue: string }): AwsGroup[] {
  const path = filter.AttributePath.toLowerCase();
  if (path === 'displayname')
    return call.aws.groups.allIn(INDEX.groupByName, nameBucket(filter.AttributeValue));
  if (path === 'externalid') return call.aws.groups.allIn(INDEX.groupByExternalId, filter.AttributeValue);
  throw validation(`Filtering by ${filter.AttributePath} is not supported.`);
}
