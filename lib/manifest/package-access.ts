import { readSets, type NamedContent, type ReadContent } from '../meaning/index.js';
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
  return readSets(
    [...given].map(([key, { name }]): NamedContent => {
      const declared = permissionSets.find(({ ref }) => refKey(ref) === key);
      return declared ? { name, content: declared.content } : { name: `${name}, which others own` };
    }),
  );
}
