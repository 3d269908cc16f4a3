import type { AwsUser } from '../../core/state.js';
import { INDEX, nameBucket } from '../../core/world.js';
import { validation } from '../errors.js';
import { fromArray, page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { document, optional, structure } from '../shapes.js';
import { checkUnique, findStore, findUser, userByAlternate } from './lookup.js';
import { emailOf, shownUser } from './profile.js';
import {
  alternateIdentifier,
  attributeOperations,
  filters,
  inStore,
  MOST,
  paging,
  resourceId,
  sensitive,
  userName,
} from './shapes.js';
import { KEPT_MEMBERS, updateUser } from './updates.js';

const byId = { ...inStore, UserId: resourceId };

const creation = {
  ...inStore,
  UserName: optional(userName),
  DisplayName: optional(sensitive),
  Name: optional(structure({ GivenName: optional(sensitive), FamilyName: optional(sensitive) })),
  Emails: optional(document()),
};

/** People of the Identity Store. */
export const userOperations = {
  ListUsers: read({ ...inStore, Filters: filters, ...paging }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const filter = input.Filters?.[0];
    const reader = (position: number, limit: number) => call.aws.users.page(position, limit);
    const { items, next } = page(
      call,
      input,
      MOST,
      filter === undefined ? reader : fromArray(named(call, filter)),
    );
    return { Users: items.map((user) => shownUser(call.aws, user)), ...next };
  }),

  DescribeUser: read(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    return shownUser(call.aws, findUser(call, input.UserId));
  }),

  GetUserId: read({ ...inStore, AlternateIdentifier: alternateIdentifier }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    return {
      IdentityStoreId: input.IdentityStoreId,
      UserId: userByAlternate(call, input.AlternateIdentifier).id,
    };
  }),

  CreateUser: write(creation, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const { UserName: name, DisplayName: displayName, Name: parts } = input;
    if (
      name === undefined ||
      displayName === undefined ||
      parts?.GivenName === undefined ||
      parts.FamilyName === undefined
    ) {
      throw validation('UserName, DisplayName, Name.GivenName and Name.FamilyName are required.');
    }
    checkUnique(call, 'Duplicate UserName', call.aws.users.oneIn(INDEX.userByName, nameBucket(name)));
    const user: AwsUser = {
      id: call.runtime.nextId('aws-user'),
      userName: name,
      displayName,
      givenName: parts.GivenName,
      familyName: parts.FamilyName,
      email: emailOf(input.Emails),
      userStatus: 'ENABLED',
      profile: Object.fromEntries(
        Object.entries(call.raw).filter(([member]) => KEPT_MEMBERS.includes(member)),
      ),
    };
    call.aws.users.set(user.id, user);
    return { IdentityStoreId: input.IdentityStoreId, UserId: user.id };
  }),

  UpdateUser: write({ ...byId, Operations: attributeOperations }, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const changed = { ...findUser(call, input.UserId) };
    for (const operation of input.Operations) updateUser(changed, operation);
    const taken = call.aws.users.oneIn(INDEX.userByName, nameBucket(changed.userName));
    checkUnique(call, 'Duplicate UserName', taken, changed.id);
    call.aws.users.set(changed.id, changed);
    return {};
  }),

  /** Takes the memberships along; account assignments stay, held by nobody, as in the real service. */
  DeleteUser: write(byId, (input, call) => {
    findStore(call, input.IdentityStoreId);
    const { id } = findUser(call, input.UserId);
    for (const membership of call.aws.memberships.allIn(INDEX.membershipByUser, id)) {
      call.aws.memberships.delete(membership.id);
    }
    call.aws.users.delete(id);
    return {};
  }),
};

function named(call: Call, filter: { AttributePath: string; AttributeValue: string }): AwsUser[] {
  const path = filter.AttributePath.toLowerCase();
  if (path === 'username') return call.aws.users.allIn(INDEX.userByName, nameBucket(filter.AttributeValue));
  if (path === 'externalid') return call.aws.users.allIn(INDEX.userByExternalId, filter.AttributeValue);
  throw validation(`Filtering by ${filter.AttributePath} is not supported.`);
}
