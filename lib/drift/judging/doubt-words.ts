import type { Doubt } from '../../model/index.js';

/** What may keep an edge, in words. */
export function doubtText(doubt: Doubt): string {
  if (doubt.of === 'push') return `the push mappings of ${doubt.source} were not read, and one may bring it`;
  if (doubt.rules.length === 0) return 'the group rules were not read whole, and one may keep it';
  return `${rulesText(doubt.rules)} may keep it, and cannot be evaluated here for this holder`;
}

/** What to do so that it can be told what keeps the edge. */
export function doubtCure(doubt: Doubt): string {
  if (doubt.of === 'push') return `let the push mappings of ${doubt.source} be read, and look again`;
  if (doubt.rules.length === 0) return 'let the group rules be read, and look again';
  return `look at ${rulesText(doubt.rules)} in Okta: take the holder out of it, or out of the group where it does not mean the holder`;
}

function rulesText(rules: readonly string[]): string {
  return `group ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
}
