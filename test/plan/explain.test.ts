import { digest } from '../../lib/kernel/index.js';
import { sentenceOf } from '../../lib/model/index.js';
import type { Effect } from '../../lib/plan/index.js';
import { PLANS } from './_plan.js';
import { SYNTHESIS } from './_syntheses.js';
import { explainedOf, stoppedBy } from './_world.js';

const WORDS = {
  holder: (holder: object) =>
    'id' in holder ? String(holder.id) : 'name' in holder ? String(holder.name) : 'unlinked',
  account: (id: string) => id,
};
const said = (effect: Effect): string =>
  effect.what === 'edge'
    ? `${effect.op} ${sentenceOf(effect.edge, WORDS)}`
    : effect.what === 'content'
      ? `content of ${effect.of.name}`
      : `${effect.op} ${effect.object.kind} ${effect.object.name}`;

test.each(PLANS)('what Terraform planned of %s is explained to the last change', (name) => {
  const { planned, found, also, lacking } = explainedOf(name);
  expect([found, also, lacking]).toEqual([[], [], []]);
  if (name.startsWith('noop')) expect(planned).toEqual([]);
  else expect(planned.length).toBeGreaterThan(0);
});

test('every effect has all that explains it', () => {
  const why = (name: string) =>
    explainedOf(name).planned.map(({ effect, because }) => [said(effect), because.map(({ by }) => by)]);
  expect(why('create-aws-groups-0')).toEqual([['add aws.group auditors', ['governance']]]);
  expect(why('create-aws-sets-0')).toEqual([
    ['content of Admin', ['governance']],
    ['content of Read', ['governance']],
    ['add prod-admins has Admin on 111122223333', ['governance']],
    ['add auditors has Read on 111122223333', ['governance']],
  ]);
  expect(why('create-aws-tickets-0')).toEqual([
    ['add 1 is a member of Identity Store group auditors', ['ticket']],
    ['add 1 has Read on 444455556666', ['ticket']],
  ]);
});

test('what nobody decided stops the shard', () => {
  expect(stoppedBy('create-aws-tickets-0', { decisions: [] })).toEqual(['PLAN_UNDECIDED']);
  expect(stoppedBy('create-aws-groups-0', { governance: [] })).toEqual(['PLAN_STRUCTURE_UNDECIDED']);
  expect(stoppedBy('create-aws-sets-0', { governance: [] })).toEqual([
    'PLAN_CONTENT_UNDECIDED',
    'PLAN_STRUCTURE_UNDECIDED',
  ]);
  const other = [{ declarations: digest('other'), approval: digest('a') }];
  expect(stoppedBy('create-aws-groups-0', { governance: other })).toEqual(['PLAN_STRUCTURE_UNDECIDED']);
  expect(stoppedBy('create-aws-sets-0', { synthesis: SYNTHESIS })).toEqual([]);
});
