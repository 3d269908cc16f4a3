import { digestOf, plus } from '../../lib/kernel/index.js';
import { parseRecords, RuleEngine, type ObservedReview } from '../../lib/policy/index.js';
import { synthesize } from '../../lib/synth/index.js';
import {
  consumptionsIn,
  decidedTickets,
  recordedTickets,
  recordEvaluations,
  recordSynthesis,
} from '../../lib/workflow/index.js';
import { file, forbid, permit } from '../policy/rules/_rules.js';
import { H, identity, inputs, person, ticket } from '../synth/builders.js';
import { Stage } from './_evidence-stage.js';

const lead = person('900', { department: 'Leads', accounts: [], forgeLogin: 'lead' });
const people = identity(person('1'), person('2'), lead);
const TICKETS = [ticket('ACC-1'), ticket('ACC-2', { principal: 'hr:2', package: 'audit' })];

type DecidedOn = Parameters<typeof decidedTickets>[0];

/** A founded ledger, and what is decided and synthesized over what it has, each time by a new process. */
class Desk {
  constructor(
    readonly stage: Stage,
    readonly rules: readonly string[],
    public tickets = TICKETS,
  ) {}

  static async of(...rules: readonly string[]): Promise<Desk> {
    return new Desk(await Stage.of([]), [...rules, COUNTS]);
  }

  private async inputs(): Promise<DecidedOn> {
    const { recorder } = this.stage.ports();
    const records = await recorder!.read();
    const given = inputs({
      identity: people,
      tickets: this.tickets.filter((each) => each.package !== 'nothing'),
      asOf: this.stage.world.clock.now(),
    });
    const undecided = { ...given, tickets: this.tickets, decisions: [] };
    const reviews = given.decisions
      .filter(({ ticket: id }) => id === 'ACC-1')
      .map((each): ObservedReview => ({
        ...{ id: 'review-1', change: 'pull/1', by: { login: 'lead', kind: 'user' }, state: 'approved' },
        ...{ at: plus(given.asOf, -H), base: 'main@1', head: 'head@1', contents: { 'ACC-1': each.digest } },
      }));
    const changes = TICKETS.map(({ ticket: id }, index) => ({
      ...{ change: `pull/${String(index + 1)}`, repository: 'r', base: 'main@1', head: 'head@1' },
      ...{ openedBy: { login: 'x', kind: 'user' as const }, openedAt: plus(given.asOf, -2 * H) },
      ...{ pushedBy: [], emails: [], tickets: [id] },
    }));
    // Reviews are dated once, so that deciding again is deciding on the same.
    const observations = this.forge ?? { changes, reviews, digest: digestOf({ changes, reviews }) };
    this.forge = observations;
    const engine = await RuleEngine.of(this.rules.map((text, index) => file(text, `${String(index)}.cedar`)));
    const recorded = await recordedTickets(records, this.stage.evidence.open().bodies, this.tickets);
    return { ...undecided, recorded, observations, engine };
  }

  private forge: DecidedOn['observations'] | undefined = undefined;

  async decide(only?: string) {
    const given = await this.inputs();
    const { records, asked } = decidedTickets(given);
    const chosen = records.filter(({ ticket: id }) => only === undefined || id === only);
    const { tickets, catalogue } = given;
    const evaluated = { records: chosen, asked, tickets, catalogue };
    const notes = await recordEvaluations(this.stage.ports().recorder!, this.stage.world.clock, evaluated);
    return { records: chosen, notes };
  }

  async synth() {
    const given = await this.inputs();
    const { engine, observations, ...rest } = given;
    const made = synthesize({ ...rest, rules: { engine, observations } });
    await recordSynthesis(this.stage.ports().recorder!, this.stage.world.clock, {
      ...{ decisions: rest.decisions, tickets: rest.tickets, asked: made.asked, seats: made.seats },
      ...{ manifest: made.manifest, manifestDigest: made.digest, identity: made.identity },
    });
    return made.manifest;
  }

  async said(): Promise<(readonly [string, string])[]> {
    return (await this.stage.of('decision')).map(({ body }) => [body.ticket, body.outcome]);
  }
}

const route = permit('true', { lasts: '1d' });
const COUNTS = permit('true', { id: 'a-review' }).replace('"grant"', '"approve"');

describe('REQ-037 an evaluation', () => {
  it('is recorded whether it allowed or not, with inputs, policy, rules, approvers, expiry and the whole record', async () => {
    const desk = await Desk.of(route);
    const { records, notes } = await desk.decide();
    expect(notes).toEqual([]);
    expect(await desk.said()).toEqual([
      ['ACC-1', 'approve'],
      ['ACC-2', 'pending'],
    ]);
    const [first] = records;
    const [entry] = await desk.stage.of('decision');
    expect(entry?.body).toEqual({
      ...{ ticket: 'ACC-1', outcome: 'approve', rules: ['a-path'], approvers: ['hr:900'] },
      ...{ reasons: ['it is so'], content: first?.content, inputs: first?.inputs, policy: first?.policy },
      ...{ at: first?.at, expires: first?.expires, record: digestOf(first) },
    });
    expect(first?.expires).toBeDefined();
    const kept = await desk.stage.body(digestOf(first));
    expect(parseRecords({ schema: 'writ.decisions/2', decisions: [kept] }, 'f').decisions).toEqual([first]);
  });

  it('comes after the intake and the classification of its ticket, each once', async () => {
    const desk = await Desk.of(route);
    await desk.decide();
    expect(await desk.stage.kinds()).toEqual([
      'intake',
      'classification',
      'decision',
      'intake',
      'classification',
      'decision',
    ]);
  });

  it.each(['deny', 'refuse', 'escalate'] as const)('is recorded of %s too', async (outcome) => {
    const desk = await Desk.of(route, forbid('resource.package == "audit"', { outcome }));
    await desk.decide();
    expect(await desk.said()).toContainEqual(['ACC-2', outcome]);
    const [, other] = await desk.stage.of('decision');
    expect(other?.body.rules).toContain('a-rule');
  });

  it('of a ticket that does not resolve is recorded as a refusal of its own', async () => {
    const desk = await Desk.of(route);
    desk.tickets = [ticket('ACC-3', { package: 'nothing' })];
    await desk.decide();
    await desk.decide();
    expect(await desk.said()).toEqual([['ACC-3', 'refuse']]);
  });
});

describe('an evaluation that says what the newest one of its ticket says', () => {
  it('on the same inputs and policy is not recorded again, at a later time either', async () => {
    const desk = await Desk.of(route);
    await desk.decide('ACC-2');
    desk.stage.world.clock.advance(60_000);
    await desk.decide('ACC-2');
    expect(await desk.said()).toEqual([['ACC-2', 'pending']]);
  });

  it('is recorded on other inputs, under another policy, and after another one was recorded between', async () => {
    const desk = await Desk.of(route);
    await desk.decide('ACC-2');
    desk.tickets = [...TICKETS, ticket('ACC-4')];
    await desk.decide('ACC-2');
    expect(await desk.said()).toHaveLength(2);
    const other = new Desk(desk.stage, [permit('true', { lasts: '2d' }), COUNTS], desk.tickets);
    await other.decide('ACC-2');
    expect(await desk.said()).toHaveLength(3);
    await desk.decide('ACC-2');
    expect(await desk.said()).toHaveLength(4);
  });

  it('settles: what was recorded of others changes what is decided on once, and no more', async () => {
    const desk = await Desk.of(route);
    for (let i = 0; i < 2; i += 1) await desk.decide();
    const settled = (await desk.said()).length;
    for (let i = 0; i < 3; i += 1) await desk.decide();
    expect(await desk.said()).toHaveLength(settled);
  });

  it('made for a time to come is no evidence of now', async () => {
    const desk = await Desk.of(route);
    const { records } = await desk.decide('ACC-2');
    const ahead = records.map((each) => ({ ...each, at: plus(each.at, 3 * H) }));
    const evaluated = { records: ahead, asked: new Map(), tickets: [], catalogue: inputs().catalogue };
    const { recorder } = desk.stage.ports();
    expect(await recordEvaluations(recorder!, desk.stage.world.clock, evaluated)).toHaveLength(1);
    expect(await desk.said()).toHaveLength(1);
  });
});

describe('a decision that was recorded', () => {
  it('is what the next synthesis goes by, which says that it used it and who was seen to approve, once', async () => {
    const desk = await Desk.of(route);
    await desk.decide();
    expect(consumptionsIn(await desk.stage.evidence.records())).toEqual([]);
    const manifest = await desk.synth();
    expect(manifest.grants.flatMap(({ bases }) => bases.map(({ basis }) => basis))).toContainEqual({
      ...{ kind: 'ticket', ticket: 'ACC-1' },
    });
    desk.stage.world.clock.advance(60_000);
    await desk.synth();
    const [used, ...more] = await desk.stage.of('consumption');
    expect(more).toEqual([]);
    const [decision] = await desk.stage.of('decision');
    expect(used?.body).toMatchObject({
      ...{ ticket: 'ACC-1', content: decision?.body.content, decidedAt: decision?.body.at, by: 'synthesis' },
      manifest: digestOf(manifest),
    });
    const seats = (await desk.stage.of('decision')).flatMap(({ body }) => (body.seats ? [body.seats] : []));
    expect(seats).toEqual([[{ approver: 'hr:900', role: 'owner platform' }]]);
  });

  it('and was ended for good is not decided again: its reviews count for nothing else', async () => {
    const desk = await Desk.of(route);
    await desk.decide('ACC-1');
    await desk.synth();
    desk.stage.world.clock.advance(60_000);
    desk.tickets = [...TICKETS, ticket('ACC-9', { kind: 'removal', of: 'ACC-1' })];
    await desk.synth();
    desk.stage.world.clock.advance(60_000);
    const { records } = await desk.decide('ACC-1');
    expect(records.map(({ outcome, reasons }) => [outcome, reasons.map(({ code }) => code)])).toEqual([
      ['deny', ['DECISION_REPLAYED']],
    ]);
    // Nor once the removal's file is gone; a new ticket for the same is decided as any other.
    desk.tickets = TICKETS;
    expect((await desk.decide('ACC-1')).records[0]?.reasons[0]?.code).toBe('DECISION_REPLAYED');
    expect((await desk.synth()).grants.flatMap(({ bases }) => bases)).not.toContainEqual(
      expect.objectContaining({ basis: { kind: 'ticket', ticket: 'ACC-1' } }),
    );
    desk.tickets = [...TICKETS, ticket('ACC-4')];
    expect((await desk.decide('ACC-4')).records[0]?.reasons[0]?.code).not.toBe('DECISION_REPLAYED');
  });

  it('is read back as it was', async () => {
    const desk = await Desk.of(route);
    await desk.decide();
    const records = await desk.stage.evidence.records();
    const back = await recordedTickets(records, desk.stage.evidence.open().bodies, TICKETS);
    expect(back.decisions.map(({ ticket: id, outcome }) => [id, outcome])).toEqual(await desk.said());
  });
});
