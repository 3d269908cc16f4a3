import { sortedTexts } from '../../../kernel/index.js';
import type { Rule, RuleChange } from '../../../policy/index.js';

/** Every rule that is another at the head, by id: as Cedar prints it, so that a comment or a line break is no change. */
export function ruleChanges(base: readonly Rule[], head: readonly Rule[]): readonly RuleChange[] {
  const [old, now] = [base, head].map((rules) => new Map(rules.map(({ id, text }) => [id, text])));
  return sortedTexts([...(old?.keys() ?? []), ...(now?.keys() ?? [])]).flatMap((id): RuleChange[] => {
    const [was, is] = [old?.get(id), now?.get(id)];
    if (was === is) return [];
    return [{ id, change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed' }];
  });
}
