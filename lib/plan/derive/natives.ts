import type { Inventory } from '../../inventory/index.js';
import { liveObjects } from '../../inventory/index.js';
import { refKey, type ObjectKind, type ObjectRef, type Principal, type SourceId } from '../../model/index.js';
import type { IdentityLinks } from '../../identity/index.js';

/** What native ids stand for. Names are never asked: a look-alike has the name, and not the id. */
export interface Natives {
  /** Whose account it is, or was last; undefined where nobody's is known, or it may be several people's. */
  holderOf(source: SourceId, native: string): Principal | undefined;
  /** Whether the feeds claim an account for several owners. */
  isContested(source: SourceId, native: string): boolean;
  /** The object that it is: the declared one, or one that bears its native id since no declared name stands for it. Undefined where it is not known. */
  objectOf(source: SourceId, kind: ObjectKind, native: string): ObjectRef | undefined;
}

/**
 * What native ids stand for by a fresh sweep, anchored by what was seen before, and by the rows of accounts. A name that several objects may carry
 * stands for none of them, unless it is known by its id which it was.
 */
export function nativesOf(
  inventory: Pick<Inventory, 'groups' | 'roles' | 'apps' | 'ambiguous'>,
  links: Pick<IdentityLinks, 'principalOf' | 'isShared' | 'isContested'>,
): Natives {
  const doubtful = new Map(inventory.ambiguous.map((each) => [refKey(each.ref), each.known]));
  const objects = new Map<string, ObjectRef>();
  for (const { ref, native } of liveObjects(inventory)) {
    const key = refKey(ref);
    if (!doubtful.has(key) || doubtful.get(key) === native)
      objects.set(nativeKey(ref.source, ref.kind, native), ref);
  }
  return {
    holderOf: (source, native) =>
      links.isShared(source, native) || links.isContested(source, native)
        ? undefined
        : links.principalOf(source, native),
    isContested: (source, native) => links.isContested(source, native),
    objectOf: (source, kind, native) => objects.get(nativeKey(source, kind, native)),
  };
}

function nativeKey(source: SourceId, kind: ObjectKind, native: string): string {
  return JSON.stringify([source, kind, native]);
}
