import { sortedTexts } from '../kernel/index.js';
import { allowLayers, denials, type Access } from './access.js';
import { pinnedConditionKeys, type ConditionKeys } from './index/condition-keys.js';

/** A condition key that AWS does not document: no request has it. */
export interface UnknownKey {
  /** In lower case, as AWS compares keys. */
  readonly key: string;
  /** The documented one that it may mean. */
  readonly nearest?: string;
}

/**
 * Condition keys of an access that AWS does not document, in order. No proof rests on them: what is allowed under such a condition counts as
 * allowed, and what is denied under it as not denied, whatever AWS makes of an absent key (false, or true where it is negated, `IfExists`, `ForAllValues` or `Null`).
 */
export function unknownKeysIn(
  access: Access,
  keys: ConditionKeys = pinnedConditionKeys(),
): readonly UnknownKey[] {
  const statements = [...allowLayers(access).flat(), ...denials(access)];
  const named = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  return sortedTexts(named)
    .filter((key) => !keys.knows(key))
    .map((key) => {
      const meant = keys.nearest(key);
      return { key, ...(meant === undefined ? {} : { nearest: meant }) };
    });
}
