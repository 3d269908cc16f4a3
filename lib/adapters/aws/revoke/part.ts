import {
  DeleteInlinePolicyFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type { ContentPart } from '../../../model/index.js';
import { whole } from '../reads/content.js';
import { listCustomerManaged, listManaged, readInline } from '../reads/policies.js';
import type { ContentRemoval } from './content.js';
import type { WriteContext } from './context.js';

/** Whether a part is the one that a removal takes off. */
export function isRemoved(removal: ContentRemoval, { slot, name }: ContentPart): boolean {
  return removal.what === 'delete-inline'
    ? slot === 'inline'
    : slot === removal.slot && name === removal.name;
}

/** Whether the set still has it. */
export async function isHeld({ access, instance }: WriteContext, removal: ContentRemoval): Promise<boolean> {
  const { native } = removal;
  if (removal.what === 'delete-inline') return (await readInline(access, instance, native)) !== undefined;
  if (removal.slot === 'managed')
    return (await whole(listManaged(access, instance, native))).includes(removal.name);
  const references = await whole(listCustomerManaged(access, instance, native));
  return references.some(({ path, name }) => `${path}${name}` === removal.name);
}

/** Takes it off the set; the accounts keep it. */
export async function take({ access, instance }: WriteContext, removal: ContentRemoval): Promise<void> {
  const { center, clients, signal } = access;
  const of = { InstanceArn: instance.arn, PermissionSetArn: removal.native };
  if (removal.what === 'delete-inline') {
    const command = new DeleteInlinePolicyFromPermissionSetCommand(of);
    await center.call('sso:DeleteInlinePolicyFromPermissionSet', (o) => clients.sso.send(command, o), signal);
  } else if (removal.slot === 'managed') {
    const command = new DetachManagedPolicyFromPermissionSetCommand({
      ...of,
      ManagedPolicyArn: removal.name,
    });
    await center.call(
      'sso:DetachManagedPolicyFromPermissionSet',
      (o) => clients.sso.send(command, o),
      signal,
    );
  } else {
    const CustomerManagedPolicyReference = referenceOf(removal.name);
    const command = new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
      ...of,
      CustomerManagedPolicyReference,
    });
    const action = 'sso:DetachCustomerManagedPolicyReferenceFromPermissionSet';
    await center.call(action, (o) => clients.sso.send(command, o), signal);
  }
}

function referenceOf(pathAndName: string): { Path: string; Name: string } {
  const at = pathAndName.lastIndexOf('/') + 1;
  return { Path: pathAndName.slice(0, at) || '/', Name: pathAndName.slice(at) };
}
