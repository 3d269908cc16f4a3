import type { PermissionSetContent } from '../model/index.js';
import { denials, type Access } from './access.js';
import { readPolicy, type Policy } from './grammar/index.js';
import { knownText, NONE_LIVE, type LivePolicies } from './managed/index.js';

/** What a permission set allows, as far as its documents are known. */
export interface ReadContent {
  readonly access: Access;
  /** What could not be read and so may allow anything, in plain words. */
  readonly unread: readonly string[];
  /**
   * Whether `access` may hold more than is given, beside what is unread: a boundary that is not known, or denials of one of several roles, was
   * left out. Nothing is proved to lie within such an access.
   * @default false
   */
  readonly isAbove?: true;
}

/** The documents of a permission set: its own, and those that AWS publishes, as read live or as of the data that this version holds. */
export function readContent(content: PermissionSetContent, live: LivePolicies = NONE_LIVE): ReadContent {
  const unread: string[] = [];
  const policies: Policy[] = [];
  for (const arn of content.managed) {
    const { policy, isSure } = knownText(arn, live);
    if (policy) policies.push(policy);
    if (!isSure) unread.push(`policy ${arn}`);
  }
  for (const { path, name } of content.customerManaged) unread.push(`customer-managed policy ${path}${name}`);
  if (content.inline !== undefined) {
    const read = readPolicy(content.inline);
    if (read.policy) policies.push(read.policy);
    else unread.push(`its inline policy (${read.faults[0]?.message ?? 'not understood'})`);
  }
  const boundary = boundaryOf(content, live);
  const isAbove = content.boundary !== undefined && !boundary;
  return {
    access: { policies, ...(boundary ? { boundary } : {}) },
    unread,
    ...(isAbove ? { isAbove } : {}),
  };
}

/** A boundary that is not known is taken as none: it could only take away. */
function boundaryOf({ boundary }: PermissionSetContent, live: LivePolicies): Policy | undefined {
  const known = boundary && 'arn' in boundary ? knownText(boundary.arn, live) : undefined;
  return known?.isSure === true ? known.policy : undefined;
}

/** The ARNs of the policies that AWS manages and a permission set refers to: attached, or as its boundary. */
export function managedArns({ managed, boundary }: PermissionSetContent): readonly string[] {
  return [...managed, ...(boundary && 'arn' in boundary ? [boundary.arn] : [])];
}

/** What the meaning of a content rests on, as data: how long a session lasts says nothing of what it may do. */
export function contentKey(content: PermissionSetContent, live: LivePolicies): unknown {
  const texts = managedArns(content).map((arn) => live.get(arn)?.digest ?? null);
  return { content: { ...content, sessionMinutes: 0 }, texts };
}

/**
 * Several that one holder has. Each is a role of its own, and whoever may take several uses the one that allows: what one may not do for its
 * boundary or its denials, another may, so of several no boundary and no denial holds.
 */
export function together(contents: readonly ReadContent[]): ReadContent {
  const [only, another] = contents;
  if (only && !another) return only;
  return {
    access: { policies: contents.flatMap(({ access }) => access.policies.map(allowingAlone)) },
    unread: contents.flatMap(({ unread }) => unread),
    ...(contents.some(isCut) ? { isAbove: true } : {}),
  };
}

function allowingAlone(policy: Policy): Policy {
  return { ...policy, statements: policy.statements.filter(({ effect }) => effect === 'Allow') };
}

/** Whether something of a content is left out where it stands beside others. */
function isCut({ access, isAbove }: ReadContent): boolean {
  return isAbove === true || access.boundary !== undefined || denials(access).length > 0;
}
