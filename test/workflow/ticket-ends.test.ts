import { digest } from '../../lib/kernel/index.js';
import type { Ticket } from '../../lib/manifest/index.js';
import type { Decision } from '../../lib/policy/index.js';
import { explain, tombstonesIn } from '../../lib/record/index.js';
import { recordedTickets, recordSynthesis } from '../../lib/workflow/index.js';
import { ended, NOON, YESTERDAY } from '../_helpers/build.js';
import { kept, made, Stage, TICKET, wants } from './_evidence-stage.js';

describe('H2.10 the end of a ticket', () => {
  const grant = { ...ended(kept), basis: TICKET };

  it('is a tombstone, written once, that synthesis reads back', async () => {
    const stage = await Stage.of([]);
    await stage.drift(wants({ ended: [grant] }));
    stage.world.clock.advance(3_600_000);
    await stage.drift(wants({ ended: [grant] }));
    expect(await stage.of('tombstone')).toHaveLength(1);
    expect(tombstonesIn(await stage.evidence.records())).toEqual([
      {
        principal: grant.principal,
        package: grant.package,
        asset: grant.asset,
        basis: TICKET,
        endedAt: grant.endedAt,
      },
    ]);
  });

  it('of a birthright is none: it comes back with the job', async () => {
    const stage = await Stage.of([]);
    await stage.drift(
      wants({ ended: [{ ...grant, basis: { kind: 'birthright', jobFunction: 'engineer' } }] }),
    );
    expect(await stage.of('tombstone')).toEqual([]);
  });
});

describe('H2.10 a removal that synthesis goes by', () => {
  const removal = {
    ticket: 'ACC-0099',
    kind: 'removal',
    of: 'ACC-0007',
    principal: 'hr:2',
    package: 'readers',
    asset: 'payments',
    justification: 'The work is done',
    window: { start: 'on-approval', for: 3_600_000 },
    file: '2026/ACC-0099.yaml',
  } as const satisfies Ticket;
  const decided = (outcome: Decision['outcome']): Decision => ({
    ticket: removal.ticket,
    digest: digest('removal'),
    outcome,
    rules: [],
    reasons: [],
    approvers: ['hr:7'],
    policy: digest('policy'),
    at: YESTERDAY,
  });
  const went = (decisions: readonly Decision[] = []) => ({
    ...made(wants(), decisions),
    tickets: [removal],
    asked: new Map([[digest('removal'), removal]]),
  });
  const recorded = async (stage: Stage) =>
    recordedTickets(await stage.evidence.records(), stage.evidence.open().bodies, []);

  it('is recorded once though nobody decided on it, and is read back without its file', async () => {
    const stage = await Stage.of([]);
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, went());
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, went());
    expect((await stage.of('intake')).map(({ body }) => body.ends)).toEqual(['ACC-0007']);
    expect((await recorded(stage)).removals).toEqual([removal]);
    const records = await stage.evidence.records();
    const told = explain({ what: 'ticket', ticket: 'ACC-0099' }, records, NOON);
    expect(told.tickets).toMatchObject([{ evidence: { complete: true, missing: [] } }]);
  });

  it('is no removal that was denied, nor one whose id was approved for something else before', async () => {
    const denied = await Stage.of([]);
    await recordSynthesis(denied.ports().recorder!, denied.world.clock, went([decided('deny')]));
    const taken = await Stage.of([]);
    const other = { ...decided('approve'), digest: digest('other') };
    await recordSynthesis(taken.ports().recorder!, taken.world.clock, made(wants(), [other]));
    await recordSynthesis(taken.ports().recorder!, taken.world.clock, went());
    expect([(await recorded(denied)).removals, (await recorded(taken)).removals]).toEqual([[], []]);
  });
});
