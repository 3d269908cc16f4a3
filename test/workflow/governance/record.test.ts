import { digestOf, plus } from '../../../lib/kernel/index.js';
import { recordGovernance } from '../../../lib/workflow/index.js';
import { Stage } from '../_evidence-stage.js';
import { approves, changed, judge, TICKET_PATH, type Case } from './_stage.js';

const TWO = [approves('3'), approves('4')];
const APPROVED: Case = { reviews: TWO };

async function desk() {
  const stage = await Stage.of([]);
  return {
    stage,
    record: async (each: Case, later = 0) => {
      const made = await judge(each);
      const record = { ...made, at: plus(stage.world.clock.now(), later) };
      return { record, notes: await recordGovernance(stage.ports().recorder!, stage.world.clock, record) };
    },
    said: async () => (await stage.of('governance')).map(({ body }) => body.outcome),
  };
}

test('REQ-037 what was decided of a governance change is an entry, with the whole record beside the ledger', async () => {
  const { stage, record: tell } = await desk();
  const { record, notes } = await tell(APPROVED);
  expect(notes).toEqual([]);
  const [entry, ...more] = await stage.of('governance');
  expect(more).toEqual([]);
  const { change, repository, base, head, kind, content, inputs, policy, at, expires } = record;
  expect(entry?.body).toEqual({
    ...{ change, repository, base, head, kind, content, inputs, policy, at, expires },
    outcome: 'approve',
    reasons: ['as many as the base asks for approved exactly this'],
    approvers: ['hr:3', 'hr:4'],
    record: digestOf(record),
  });
  expect(await stage.body(digestOf(record))).toEqual(record);
});

test('REQ-037 it is there whether it allowed or not: who is waited for, and what was refused', async () => {
  const { stage, record, said } = await desk();
  await record({});
  await record({ unreadable: 'head' });
  await record({ paths: [changed('entitlements/platform.ts'), changed(TICKET_PATH)] });
  expect(await said()).toEqual(['pending', 'refuse', 'refuse']);
  const reasons = (await stage.of('governance')).map(({ body }) =>
    body.reasons.map((each) => each.split(':')[0]),
  );
  expect(reasons).toEqual([
    ['APPROVAL_MISSING', 'APPROVAL_MISSING'],
    ['GOVERNANCE_HEAD_UNREADABLE'],
    ['GOVERNANCE_MIXED'],
  ]);
});

test('REQ-037 what the newest entry of the change says is not said again; another outcome, head or change is', async () => {
  const { stage, record, said } = await desk();
  await record({});
  stage.world.clock.advance(60_000);
  await record({});
  expect(await said()).toEqual(['pending']);
  await record(APPROVED);
  await record({ change: { head: 'another' }, reviews: TWO });
  await record({ change: { change: 'github.com/acme/access/pull/8' } });
  await record({});
  expect(await said()).toEqual(['pending', 'approve', 'approve', 'pending', 'pending']);
  await record({});
  expect(await said()).toHaveLength(5);
});

test('of tickets nothing is decided here, and what is decided for a time to come is no evidence of now', async () => {
  const { record, said } = await desk();
  const tickets = await record({ paths: [changed(TICKET_PATH)] });
  expect(tickets.notes).toEqual([expect.stringContaining('it is tickets and no governance change')]);
  const ahead = await record(APPROVED, 3_600_000);
  expect(ahead.notes).toEqual([expect.stringContaining('is to come')]);
  expect(await said()).toEqual([]);
});
