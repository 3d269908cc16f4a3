import {
  allowedBy,
  meaningBy,
  readSets,
  type Allowed,
  type Meaning,
  type NamedContent,
  type ReadContent,
} from '../meaning/index.js';
import { isAssignment, refKey } from '../model/index.js';
import type { Catalogue, PackageDeclaration } from './catalogue.js';

/** What a package gives, on every asset or on those that are asked about. */
type GivenOn = Pick<PackageDeclaration, 'grants'>;

/** What the sets that a package gives allow, taken together: a holder may do what any of them allows. */
export function packageAccess(catalogue: Catalogue, given: GivenOn): ReadContent {
  return readSets(setsIn(catalogue, given));
}

/** What that means, judged once for the same contents. */
export function packageMeaning(catalogue: Catalogue, given: GivenOn): Meaning {
  return meaningBy(setsIn(catalogue, given));
}

/** How dangerous that is, and why it counts as privileged where it does; undefined of a package that gives no sets. */
export function packageAllows(catalogue: Catalogue, given: GivenOn): Allowed | undefined {
  const sets = setsIn(catalogue, given);
  return sets.length === 0 ? undefined : allowedBy(sets);
}

function setsIn({ permissionSets }: Catalogue, { grants }: GivenOn): NamedContent[] {
  const given = new Map(
    grants.flatMap(({ entitlements }) =>
      entitlements.flatMap(({ target }) =>
        isAssignment(target) ? [[refKey(target.set), target.set] as const] : [],
      ),
    ),
  );
  return [...given].map(([key, { name }]): NamedContent => {
    const declared = permissionSets.find(({ ref }) => refKey(ref) === key);
    return declared ? { name, content: declared.content } : { name: `${name}, which others own` };
  });
}
