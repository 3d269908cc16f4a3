import { sortedTexts } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { whyInline } from './inline.js';
import { whyManaged } from './managed.js';

/**
 * Why a permission set counts as privileged, in plain words, sorted; empty when it does not. What cannot be judged
 * (a policy that is not read, a statement that is not understood) counts as privileged. A permissions boundary is not
 * taken as an excuse.
 */
export function privilegeOf(content: PermissionSetContent): readonly string[] {
  return sortedTexts([
    ...content.managed.flatMap(whyManaged),
    ...content.customerManaged.map(({ path, name }) => notRead(`customer-managed policy ${path}${name}`)),
    ...(content.inline === undefined ? [] : whyInline(content.inline)),
  ]);
}

function notRead(what: string): string {
  return `content of ${what} is not read`;
}
