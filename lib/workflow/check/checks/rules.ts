import { counted, WritError } from '../../../kernel/index.js';
import { lintRules, rulesDue, type Rule } from '../../../policy/index.js';
import type { Check } from '../check.js';

/** The rules validate, each has an owner and a day of review, and the set leaves out nothing that it must be able to say. */
export const rules: Check = {
  id: 'rules',
  about: 'the rules validate against the facts, have owners and reviews, and leave no required reason out',
  find: ({ rules: read, catalogue, asOf }) => {
    if (!read) return { looked: 'no rules', faults: [] };
    if ('error' in read) return { looked: 'the rules', faults: [read.error] };
    const looked = counted(read.value.rules.length, 'rule');
    if ('error' in catalogue)
      return {
        looked,
        faults: [],
        notLooked: 'the declarations cannot be read, so owners of rules are not known',
      };
    return {
      looked,
      faults: lintRules(read.value.rules, catalogue.value, asOf),
      warnings: rulesDue(read.value.rules, asOf).map(due),
    };
  },
};

function due({ id, owner, reviewBy, place }: Rule): WritError {
  return new WritError('RULE_REVIEW_DUE', `rule \`${id}\` is to be looked at again by ${reviewBy}`, {
    place,
    remedy: `have \`${owner}\` look at it, and move its \`@reviewBy\` by a governance change`,
  });
}
