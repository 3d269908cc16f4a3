import {
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { isWritError } from '../../../kernel/index.js';
import type { PermissionSetContent } from '../../../model/index.js';
import type { AwsContext, Instance } from '../access.js';
import { malformed, required } from '../faults.js';
import type { ReadList } from '../pages.js';
import { listCenter } from './center.js';

type CustomerManaged = PermissionSetContent['customerManaged'][number];
type Boundary = NonNullable<PermissionSetContent['boundary']>;

/** ARNs of the AWS managed policies attached to a set. */
export function listManaged(access: AwsContext, instance: Instance, set: string): Promise<ReadList<string>> {
  return listCenter(access, {
    action: 'sso:ListManagedPoliciesInPermissionSet',
    send: async (NextToken, options) => {
      const command = new ListManagedPoliciesInPermissionSetCommand({
        ...of(instance, set),
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.AttachedManagedPolicies, next: answer.NextToken };
    },
    item: ({ Arn }) => Arn || undefined,
  });
}

/** Customer managed policies that a set refers to by path and name. */
export function listCustomerManaged(
  access: AwsContext,
  instance: Instance,
  set: string,
): Promise<ReadList<CustomerManaged>> {
  return listCenter(access, {
    action: 'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
    send: async (NextToken, options) => {
      const command = new ListCustomerManagedPolicyReferencesInPermissionSetCommand({
        ...of(instance, set),
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.CustomerManagedPolicyReferences, next: answer.NextToken };
    },
    item: ({ Name, Path }) => (Name ? { path: Path ?? '/', name: Name } : undefined),
  });
}

/** The inline policy as JSON; undefined when there is none, which the service says with an empty text. */
export async function readInline(access: AwsContext, instance: Instance, set: string): Promise<unknown> {
  const action = 'sso:GetInlinePolicyForPermissionSet';
  const command = new GetInlinePolicyForPermissionSetCommand(of(instance, set));
  const answer = await access.center.call(action, (o) => access.clients.sso.send(command, o), access.signal);
  const text = required(answer.InlinePolicy, action, 'InlinePolicy');
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed(action, 'holds a policy that is not JSON');
  }
}

/**
 * The permissions boundary. The service says "not found" both for a set without one and for a set that is gone, so
 * whoever asks must see afterwards that the set is there.
 */
export async function readBoundary(
  access: AwsContext,
  instance: Instance,
  set: string,
): Promise<Boundary | undefined> {
  const action = 'sso:GetPermissionsBoundaryForPermissionSet';
  const command = new GetPermissionsBoundaryForPermissionSetCommand(of(instance, set));
  try {
    const answer = await access.center.call(
      action,
      (o) => access.clients.sso.send(command, o),
      access.signal,
    );
    const boundary = required(answer.PermissionsBoundary, action, 'PermissionsBoundary');
    const policy = boundary.CustomerManagedPolicyReference;
    if (policy) return { path: policy.Path ?? '/', name: required(policy.Name, action, 'Name') };
    return { arn: required(boundary.ManagedPolicyArn, action, 'ManagedPolicyArn') };
  } catch (error) {
    if (isWritError(error) && error.code === 'PROVIDER_NOT_FOUND') return undefined;
    throw error;
  }
}

function of(instance: Instance, set: string): { InstanceArn: string; PermissionSetArn: string } {
  return { InstanceArn: instance.arn, PermissionSetArn: set };
}
