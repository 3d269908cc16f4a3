import { digest } from '../../lib/kernel/index.js';
import { allDecisions, NOTHING_RECORDED, type Decision } from '../../lib/policy/index.js';
import { YESTERDAY } from '../_helpers/build.js';

const decision: Decision = {
  ...{ ticket: 'ACC-1', digest: digest('content'), outcome: 'approve', rules: [], reasons: [] },
  ...{ approvers: ['hr:7'], policy: digest('policy'), at: YESTERDAY },
};
const checked: Decision = { ...decision, seats: [{ approver: 'hr:7', role: 'owner platform' }] };
const all = (recorded: readonly Decision[], decisions: readonly Decision[] = []) =>
  allDecisions({ decisions, recorded: { ...NOTHING_RECORDED, decisions: recorded } });

test('a decision that was recorded unchecked, and again once it counted, is one decision: the checked one', () => {
  expect(all([decision, checked])).toEqual([checked]);
  expect(all([decision, checked], [decision])).toEqual([checked]);
  expect(all([checked])).toEqual([checked]);
});

test('one that was never checked stays as it is, and another is another', () => {
  expect(all([decision])).toEqual([decision]);
  const other: Decision = { ...decision, ticket: 'ACC-2' };
  expect(all([decision, checked, other])).toEqual([checked, other]);
});
