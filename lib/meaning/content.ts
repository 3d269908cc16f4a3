import type { PermissionSetContent } from '../model/index.js';
import type { Access } from './access.js';
import { readPolicy, type Policy } from './grammar/index.js';
import { publishedPolicy } from './managed/index.js';

/** What a permission set allows, as far as its documents are known. */
export interface ReadContent {
  readonly access: Access;
  /** What could not be read and so may allow anything, in plain words. */
  readonly unread: readonly string[];
}

/** The documents of a permission set: its own, and those that AWS publishes, as of the data that this version holds. */
export function readContent(content: PermissionSetContent): ReadContent {
  const unread: string[] = [];
  const policies: Policy[] = [];
  for (const arn of content.managed) {
    const published = publishedPolicy(arn);
    if (published) policies.push(published.policy);
    // The text of another partition may differ from the one that stands in for it.
    if (published?.ofItsPartition !== true) unread.push(`policy ${arn}`);
  }
  for (const { path, name } of content.customerManaged) unread.push(`customer-managed policy ${path}${name}`);
  if (content.inline !== undefined) {
    const read = readPolicy(content.inline);
    if (read.policy) policies.push(read.policy);
    else unread.push(`its inline policy (${read.faults[0]?.message ?? 'not understood'})`);
  }
  const boundary = boundaryOf(content);
  return { access: { policies, ...(boundary ? { boundary } : {}) }, unread };
}

/** A boundary that is not known is taken as none: it could only take away. */
function boundaryOf({ boundary }: PermissionSetContent): Policy | undefined {
  const published = boundary && 'arn' in boundary ? publishedPolicy(boundary.arn) : undefined;
  return published?.ofItsPartition === true ? published.policy : undefined;
}
