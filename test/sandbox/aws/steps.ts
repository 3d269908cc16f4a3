import { CreateGroupCommand, CreateUserCommand } from '@aws-sdk/client-identitystore';
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
} from '@aws-sdk/client-sso-admin';
import type { Rig } from './harness.js';

export const ACCOUNT = '100000000001';

export interface SetRef {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

export async function newSet(rig: Rig, name = 'Reader'): Promise<SetRef> {
  const { PermissionSet } = await rig.sso.send(
    new CreatePermissionSetCommand({ ...rig.instance, Name: name }),
  );
  return { ...rig.instance, PermissionSetArn: PermissionSet!.PermissionSetArn! };
}

export async function newGroup(rig: Rig, name = 'engineers'): Promise<string> {
  const { GroupId } = await rig.store.send(new CreateGroupCommand({ ...rig.inStore, DisplayName: name }));
  return GroupId!;
}

export async function newUser(rig: Rig, name = 'ada'): Promise<string> {
  const names = { UserName: name, DisplayName: name, Name: { GivenName: name, FamilyName: name } };
  const { UserId } = await rig.store.send(new CreateUserCommand({ ...rig.inStore, ...names }));
  return UserId!;
}

export const to = (principal: string, type: 'USER' | 'GROUP' = 'GROUP') => ({
  TargetId: ACCOUNT,
  TargetType: 'AWS_ACCOUNT' as const,
  PrincipalType: type,
  PrincipalId: principal,
});

/** Starts a creation and lets it end. */
export async function assign(rig: Rig, set: SetRef, principal: string, type: 'USER' | 'GROUP' = 'GROUP') {
  const answer = await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(principal, type) }));
  rig.runtime.advance(100);
  return answer.AccountAssignmentCreationStatus!;
}

export async function creation(rig: Rig, requestId: string) {
  const answer = await rig.sso.send(
    new DescribeAccountAssignmentCreationStatusCommand({
      ...rig.instance,
      AccountAssignmentCreationRequestId: requestId,
    }),
  );
  return answer.AccountAssignmentCreationStatus!;
}

export async function holders(rig: Rig, set: SetRef): Promise<string[]> {
  const answer = await rig.sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId: ACCOUNT }));
  return answer.AccountAssignments!.map((assignment) => assignment.PrincipalId!);
}
