import { DeleteGroupMembershipCommand, IsMemberInGroupsCommand } from '@aws-sdk/client-identitystore';
import type { ReadBack, Submitted } from '../../../drift/index.js';
import { isWritError } from '../../../kernel/index.js';
import { AWS_SOURCE, type LiveEdge, type NativeEdge } from '../../../model/index.js';
import { required } from '../faults.js';
import { listGroups, listMembers } from '../reads/store.js';
import { whenFree, type WriteContext } from './context.js';

/** Deletes a membership by its id; one that is gone is done. */
export async function deleteMembership(context: WriteContext, { native }: LiveEdge): Promise<Submitted> {
  const id = native.id ?? (await membershipId(context, native));
  if (id === undefined) return { state: 'done' };
  const { access, instance } = context;
  const action = 'identitystore:DeleteGroupMembership';
  const command = new DeleteGroupMembershipCommand({ IdentityStoreId: instance.store, MembershipId: id });
  await whenFree(
    context,
    () => access.center.call(action, (o) => access.clients.store.send(command, o), access.signal),
    async () => (await readMembership(context, native)).state === 'absent',
  );
  return { state: 'done' };
}

/** A fresh answer to "is this user in this group"; where either is not found, the listings decide. */
export async function readMembership(context: WriteContext, native: NativeEdge): Promise<ReadBack> {
  try {
    return { state: (await isMember(context, native)) ? 'present' : 'absent' };
  } catch (error) {
    if (!isWritError(error)) throw error;
    if (error.code !== 'PROVIDER_NOT_FOUND') return { state: 'unreadable', error };
    return await readListed(context, native);
  }
}

async function isMember(
  { access, instance }: WriteContext,
  { holder, target }: NativeEdge,
): Promise<boolean> {
  const action = 'identitystore:IsMemberInGroups';
  const command = new IsMemberInGroupsCommand({
    IdentityStoreId: instance.store,
    MemberId: { UserId: holder },
    GroupIds: [target],
  });
  const answer = await access.center.call(
    action,
    (o) => access.clients.store.send(command, o),
    access.signal,
  );
  const result = answer.Results?.find((one) => one.GroupId === target);
  return required(result?.MembershipExists, action, 'MembershipExists');
}

async function readListed(
  { access, instance }: WriteContext,
  { holder, target }: NativeEdge,
): Promise<ReadBack> {
  const isIt = ({ user }: { readonly user: string }): boolean => user === holder;
  const members = await listMembers(access, instance, target, isIt);
  if (members.items.some(isIt)) return { state: 'present' };
  if (!members.failure) return { state: 'absent' };
  if (members.failure.code === 'PROVIDER_NOT_FOUND') {
    const groups = await listGroups(access, instance, AWS_SOURCE);
    if (!groups.failure && groups.items.every((group) => group.native !== target)) return { state: 'absent' };
  }
  return { state: 'unreadable', error: members.failure };
}

async function membershipId(
  { access, instance }: WriteContext,
  native: NativeEdge,
): Promise<string | undefined> {
  const isIt = ({ user }: { readonly user: string }): boolean => user === native.holder;
  const { items, failure } = await listMembers(access, instance, native.target, isIt);
  const found = items.find(isIt);
  if (!found && failure) throw failure;
  return found?.id;
}
