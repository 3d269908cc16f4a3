import { readContent, type ReadContent } from '../meaning/index.js';
import { isAssignment, refKey } from '../model/index.js';
import type { Catalogue, PackageDeclaration } from './catalogue.js';

/** What the sets that a package gives allow, taken together: a holder may do what any of them allows. */
export function packageAccess({ permissionSets }: Catalogue, { grants }: PackageDeclaration): ReadContent {
  const given = new Map(
    grants.flatMap(({ entitlements }) =>
      entitlements.flatMap(({ target }) =>
        isAssignment(target) ? [[refKey(target.set), target.set] as const] : [],
      ),
    ),
  );
  const contents = [...given].map(([key, { name }]): ReadContent => {
    const declared = permissionSets.find(({ ref }) => refKey(ref) === key);
    return declared
      ? readContent(declared.content)
      : { access: { policies: [] }, unread: [`permission set ${name}, which others own`] };
  });
  const [only, another] = contents;
  return {
    // What one set may not do for its boundary, another may: of several, no boundary holds.
    access: only && !another ? only.access : { policies: contents.flatMap(({ access }) => access.policies) },
    unread: contents.flatMap(({ unread }) => unread),
  };
}
