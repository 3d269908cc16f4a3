import { digestOf, type Digest } from '../kernel/index.js';
import type { ContentPart, PermissionSetContent, PermissionSetRef } from '../model/index.js';
import { digestedContent } from './digested-content.js';
import { publishedPolicy, type PublishedPolicy } from './managed/index.js';

/** How the policy of AWS's own that an ARN names is found. */
export type FindPublished = (arn: string) => Pick<PublishedPolicy, 'digest' | 'ofItsPartition'> | undefined;

/**
 * The digest of all that a permission set holds, with what its policies say in place of their names: a policy that AWS manages counts by
 * the normal form that is pinned, an inline one by its own. Of what is not known the name counts, and that nobody judged it. No part of it
 * rests on which actions a pattern matches, so that a newer index of actions leaves it as it is.
 */
export function resolvedDigest(
  of: PermissionSetRef,
  content: PermissionSetContent,
  find: FindPublished = publishedPolicy,
): Digest {
  return digestOf(digestedContent(of, content).parts.map((part) => resolvedPart(part, find)));
}

function resolvedPart({ slot, name, digest }: ContentPart, find: FindPublished): ContentPart | Unjudged {
  switch (slot) {
    case 'inline':
    case 'session':
      return { slot, name, digest };
    case 'managed':
    case 'customer-managed':
    case 'boundary': {
      const published = find(name);
      return published?.ofItsPartition === true
        ? { slot, name, digest: published.digest }
        : { slot, name, judged: false };
    }
  }
}

/** A policy of which nothing but the name is known. */
interface Unjudged extends Pick<ContentPart, 'slot' | 'name'> {
  readonly judged: false;
}
