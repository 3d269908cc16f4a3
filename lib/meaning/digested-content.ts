import { by, digestOf, sorted } from '../kernel/index.js';
import type { Content, ContentPart, PermissionSetContent, PermissionSetRef, Slot } from '../model/index.js';
import { readPolicy } from './grammar/index.js';

/**
 * The content of a permission set as digested parts; same content, same parts. An inline policy is known by its normal form: what
 * means the same is the same, in whatever order AWS gives it back. One that is not understood is known by its bytes.
 */
export function digestedContent(of: PermissionSetRef, content: PermissionSetContent): Content {
  const parts: ContentPart[] = [
    ...content.managed.map((arn) => part('managed', arn, arn)),
    ...content.customerManaged.map((policy) =>
      part('customer-managed', `${policy.path}${policy.name}`, { name: policy.name, path: policy.path }),
    ),
    part('session', 'session', content.sessionMinutes),
  ];
  if (content.inline !== undefined) parts.push(inlinePart(content.inline));
  if (content.boundary) {
    const { boundary } = content;
    parts.push(
      part('boundary', 'arn' in boundary ? boundary.arn : `${boundary.path}${boundary.name}`, boundary),
    );
  }
  return {
    of,
    parts: sorted(
      parts,
      by(
        (p) => p.slot,
        (p) => p.name,
      ),
    ),
  };
}

function inlinePart(document: unknown): ContentPart {
  const read = readPolicy(document);
  return read.policy
    ? { slot: 'inline', name: 'inline', digest: read.digest }
    : part('inline', 'inline', document);
}

function part(slot: Slot, name: string, value: unknown): ContentPart {
  return { slot, name, digest: digestOf(value) };
}
