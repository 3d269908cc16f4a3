import {
  DeleteInlinePolicyFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type { ReadBack, Revocation, Submitted } from '../../../drift/index.js';
import { isWritError, WritError } from '../../../kernel/index.js';
import { contentDigest, contentOf, type PermissionSetContent } from '../../../model/index.js';
import { readContent, whole } from '../reads/content.js';
import { listProvisioned } from '../reads/pairs.js';
import { listCustomerManaged, listManaged, readInline } from '../reads/policies.js';
import { whenFree, type WriteContext } from './context.js';
import { provision, provisionToEnd, readBehind, setIsGone } from './provision.js';

/** Takes something out of a permission set. */
export type Removal = Extract<Revocation, { readonly what: 'detach-policy' | 'delete-inline' }>;

type Reprovision = Extract<Revocation, { readonly what: 're-provision' }>;

/** Looks at the content after a removal before it is called changed by someone else. */
const LOOKS = 5;

/**
 * Takes a policy out of a set, and then out of the accounts: they keep it until the set is provisioned there again.
 * INVARIANT: provisioning narrows. Only accounts that had exactly the content from before are provisioned, and only
 * when the content after differs from it by nothing but the policy.
 */
export async function removePart(context: WriteContext, removal: Removal): Promise<Submitted> {
  const { access, instance } = context;
  const set = removal.native;
  const before = await contentNow(context, removal);
  if (before === 'gone') return { state: 'done' };
  const left = without(before, removal);
  if (left === undefined) return { state: 'done' };
  const where = await whole(listProvisioned(access, instance, set));
  const behind = new Set(
    await whole(listProvisioned(access, instance, set, 'LATEST_PERMISSION_SET_NOT_PROVISIONED')),
  );
  await whenFree(
    context,
    () => take(context, removal),
    () => Promise.resolve(false),
  );
  if (where.length === 0) return { state: 'done' };
  await seen(context, removal, left);
  if (behind.size === 0) return provision(context, set, 'everywhere');
  for (const account of where) if (!behind.has(account)) await provisionToEnd(context, set, account);
  return { state: 'done' };
}

/**
 * Brings one account up to the content that was judged. INVARIANT: what was put on the set since the judgement is never
 * spread by it. Throws when the content is another one by now; a set that is gone is done.
 */
export async function reprovision(context: WriteContext, wanted: Reprovision): Promise<Submitted> {
  const { native, set, account, content } = wanted;
  const now = await contentNow(context, wanted);
  if (now === 'gone') return { state: 'done' };
  if (content !== undefined && contentDigest(contentOf(set, now)) !== content) throw changed(native);
  return provision(context, native, { account });
}

/** Gone from the set, and no account behind it: an account that is may still have the policy. */
export async function readPart(context: WriteContext, removal: Removal): Promise<ReadBack> {
  try {
    if (await isHeld(context, removal)) return { state: 'present' };
    return await readBehind(context, removal.native, 'everywhere');
  } catch (error) {
    if (!isWritError(error)) throw error;
    if (error.code === 'PROVIDER_NOT_FOUND' && (await setIsGone(context, removal.native)))
      return { state: 'absent' };
    return { state: 'unreadable', error };
  }
}

async function isHeld({ access, instance }: WriteContext, removal: Removal): Promise<boolean> {
  const { native } = removal;
  if (removal.what === 'delete-inline') return (await readInline(access, instance, native)) !== undefined;
  if (removal.slot === 'managed')
    return (await whole(listManaged(access, instance, native))).includes(removal.name);
  const references = await whole(listCustomerManaged(access, instance, native));
  return references.some((policy) => pathAndName(policy) === removal.name);
}

async function contentNow(
  context: WriteContext,
  { native }: Pick<Removal, 'native'>,
): Promise<PermissionSetContent | 'gone'> {
  const { content, failure } = await readContent(context.access, context.instance, native);
  if (content) return content;
  if (failure?.code === 'PROVIDER_NOT_FOUND' && (await setIsGone(context, native))) return 'gone';
  throw failure ?? changed(native);
}

/** The content without what is removed; undefined when it does not hold it. Throws when an inline policy denies. */
function without(content: PermissionSetContent, removal: Removal): PermissionSetContent | undefined {
  if (removal.what === 'delete-inline') {
    const { inline, ...rest } = content;
    if (inline !== undefined && mayDeny(inline)) throw denies(removal.native);
    return inline === undefined ? undefined : rest;
  }
  const managed = content.managed.filter((arn) => removal.slot !== 'managed' || arn !== removal.name);
  const customerManaged = content.customerManaged.filter(
    (policy) => removal.slot !== 'customer-managed' || pathAndName(policy) !== removal.name,
  );
  const fewer =
    managed.length < content.managed.length || customerManaged.length < content.customerManaged.length;
  return fewer ? { ...content, managed, customerManaged } : undefined;
}

async function take({ access, instance }: WriteContext, removal: Removal): Promise<void> {
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

/** Waits until the set shows what is left, and nothing else. */
async function seen(context: WriteContext, removal: Removal, left: PermissionSetContent): Promise<void> {
  const { clock, limits, signal } = context.access;
  const wanted = digestOfContent(removal, left);
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const now = await contentNow(context, removal);
    if (now !== 'gone' && digestOfContent(removal, now) === wanted) return;
    await clock.sleep(limits.writePoll, signal);
  }
  throw changed(removal.native);
}

function digestOfContent({ set }: Removal, content: PermissionSetContent): string {
  return contentDigest(contentOf(set, content));
}

/** Whether a policy may hold anything but Allow: whatever is not plainly an Allow counts. */
function mayDeny(policy: unknown): boolean {
  const statement = (policy as { readonly Statement?: unknown } | null)?.Statement;
  const statements: unknown[] = Array.isArray(statement) ? statement : [statement];
  return statements.some(
    (one) => (one as { readonly Effect?: unknown } | null | undefined)?.Effect !== 'Allow',
  );
}

/** How contents call a customer managed policy: its path, which ends in a slash, and its name. */
function pathAndName(policy: { readonly path: string; readonly name: string }): string {
  return `${policy.path}${policy.name}`;
}

function referenceOf(pathAndName: string): { Path: string; Name: string } {
  const at = pathAndName.lastIndexOf('/') + 1;
  return { Path: pathAndName.slice(0, at) || '/', Name: pathAndName.slice(at) };
}

function changed(set: string): WritError {
  return new WritError('PROVIDER_CONFLICT', `the content of \`${set}\` was changed meanwhile`, {
    remedy: 'run drift again: what changed has to be judged before accounts are brought up to it',
  });
}

function denies(set: string): WritError {
  return new WritError('PROVIDER_CONFLICT', `the inline policy of \`${set}\` denies something now`, {
    remedy: 'run drift again: a Deny is reported to its owner and never removed',
  });
}
