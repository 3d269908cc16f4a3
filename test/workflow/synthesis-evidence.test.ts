import { digest, digestOf, instantOf } from '../../lib/kernel/index.js';
import type { Decision } from '../../lib/policy/index.js';
import { recordSynthesis } from '../../lib/workflow/index.js';
import { YESTERDAY } from '../_helpers/build.js';
import { FED, FEED, made, Stage, wants } from './_evidence-stage.js';

describe('H1.9 a synthesis', () => {
  it('is recorded by digest, with the feeds that it was made of and the bodies beside the ledger', async () => {
    const stage = await Stage.of([]);
    const of = wants();
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(of));
    const [record] = await stage.of('synthesis');
    expect(record?.body).toEqual({
      at: stage.world.clock.now(),
      asOf: of.asOf,
      manifest: digestOf(of),
      identity: of.inputs.identity,
      inputs: of.inputs,
      feeds: [FEED],
    });
    expect(await stage.body(digestOf(of))).toEqual(JSON.parse(JSON.stringify(of)));
    expect(await stage.body(digestOf(FED))).toEqual(FED);
  });

  it('that is the same again appends nothing; one of another manifest does', async () => {
    const stage = await Stage.of([]);
    const old = wants({ asOf: YESTERDAY });
    for (const each of [wants(), wants(), old, old, wants()])
      await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(each));
    // Which of them is the newest counts: what is new next is held to it.
    expect(await stage.kinds()).toEqual(['synthesis', 'synthesis', 'synthesis']);
  });
});

describe('H1.8 a fact that no entry can hold', () => {
  it('is said and does not lose the others', async () => {
    const stage = await Stage.of([]);
    const reasons = (words: string) => [
      { code: 'SUBJECT_UNKNOWN' as const, message: words, remedy: 'name somebody' },
    ];
    const omitted = [
      { ticket: 'ACC-0003', file: 'f', state: 'invalid' as const, reasons: reasons('x'.repeat(300_000)) },
      { ticket: 'ACC-0004', file: 'g', state: 'invalid' as const, reasons: reasons('nobody is that') },
    ];
    const said = await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(wants({ omitted })));
    expect(said).toHaveLength(1);
    expect((await stage.of('decision')).map(({ body }) => body.ticket)).toEqual(['ACC-0004']);
    expect(await stage.of('synthesis')).toHaveLength(1);
  });
});

describe('H1.7 evidence under an id', () => {
  const nonsense = {
    ticket: '2027/ACC-0007.yaml',
    file: '2027/ACC-0007.yaml',
    state: 'invalid',
    reasons: [{ code: 'TICKET_INVALID', message: 'is not a mapping', remedy: 'write one' }],
  } as const;

  it('is never written out of a file that the id was not read from', async () => {
    const stage = await Stage.of([]);
    const of = wants({ omitted: [nonsense] });
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(of));
    expect(await stage.kinds()).toEqual(['synthesis']);
  });

  it('that was approved is not turned to a refusal by what carries its id later', async () => {
    const stage = await Stage.of([]);
    const later = { ...nonsense, ticket: 'ACC-0007' };
    const approval: Decision = {
      ticket: 'ACC-0007',
      digest: digest('content'),
      outcome: 'approve',
      rules: [],
      reasons: [],
      approvers: ['hr:7'],
      policy: digest('policy'),
      at: YESTERDAY,
    };
    const { recorder } = stage.ports();
    await recordSynthesis(recorder!, stage.world.clock, made(wants(), [approval]));
    await recordSynthesis(recorder!, stage.world.clock, made(wants({ omitted: [later] })));
    expect((await stage.of('decision')).map(({ body }) => body.outcome)).toEqual(['approve']);
    const refused = await Stage.of([]);
    await recordSynthesis(refused.ports().recorder!, stage.world.clock, made(wants({ omitted: [later] })));
    expect((await refused.of('decision')).map(({ body }) => body.outcome)).toEqual(['refuse']);
  });
});

describe('H6 the roles that approvers held', () => {
  it('are recorded with the decision that counts, and with no other', async () => {
    const stage = await Stage.of([]);
    const decision = (ticket: string): Decision => ({
      ticket,
      digest: digest(ticket),
      outcome: 'approve',
      rules: [],
      reasons: [],
      approvers: ['hr:7'],
      policy: digest('policy'),
      at: YESTERDAY,
    });
    const [counts, other] = [decision('ACC-0001'), decision('ACC-0002')];
    const seats = new Map([[counts, [{ approver: 'hr:7', role: 'owner platform' }]]]);
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, {
      ...made(wants(), [counts, other]),
      seats,
    });
    expect((await stage.of('decision')).map(({ body }) => body.seats)).toEqual([
      [{ approver: 'hr:7', role: 'owner platform' }],
      undefined,
    ]);
  });
});

describe('H1.3 a synthesis for a time to come', () => {
  it('is no evidence of now', async () => {
    const stage = await Stage.of([]);
    const of = wants({ asOf: instantOf(Date.UTC(2099, 0)) });
    expect(await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(of))).toHaveLength(1);
    expect(await stage.kinds()).toEqual([]);
  });
});
