import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RAILS, type Rails } from '../../lib/drift/index.js';
import { verifyLedger, type LedgerRecord, type RecordOf } from '../../lib/evidence/index.js';
import { directoryStore } from '../../lib/adapters/ledger/directory.js';
import { digest, digestOf, instantOf, type Digest } from '../../lib/kernel/index.js';
import type { Manifest, Ticket } from '../../lib/manifest/index.js';
import { OKTA_SOURCE, person, type Edge } from '../../lib/model/index.js';
import type { Decision } from '../../lib/policy/index.js';
import { explain, ofKind, snapshotOf, stateAt, tombstonesIn } from '../../lib/record/index.js';
import {
  recordedTickets,
  recordSynthesis,
  runDrift,
  runRevert,
  type RevertInput,
  type RevertPorts,
} from '../../lib/workflow/index.js';
import {
  ADMINS,
  assignment,
  AWS_ADMINS,
  edge,
  ended,
  group,
  identity,
  idOf,
  LAST_WEEK,
  manifest,
  NOON,
  READERS,
  record,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn, type Evidence } from './_evidence.js';

const [DANA, SAM, EVE] = [person('1'), person('2'), person('3')];
const kept = edge(SAM, READERS);
const byHand = edge(DANA, READERS);
const direct = edge(EVE, assignment());
const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };
const PEOPLE = identity(record('1', { name: 'Dana Fox' }), record('2'), record('3'));
const FEED = { source: 'hr', generatedAt: YESTERDAY, rows: 3, digest: digest('hr.csv') } as const;
const FED = { ...PEOPLE, feeds: [FEED] };
const TICKET = { kind: 'ticket', ticket: 'ACC-0007' } as const;
const OPEN = { start: LAST_WEEK, end: TOMORROW };

function wants(props: Parameters<typeof manifest>[0] = {}): Manifest {
  return manifest({
    edges: [wanted(kept)],
    catalogue: {
      groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
    },
    ...props,
  });
}

function input(of: Manifest, props: Partial<RevertInput> = {}): RevertInput {
  return {
    manifest: of,
    manifestDigest: digestOf(of),
    identity: PEOPLE,
    pipelines: [],
    auditFor: 3_600_000,
    confirm: true,
    rails: PROMPT,
    run: 'run-1',
    by: 'hr:9',
    recordVerifies: true,
    ...props,
  };
}

function made(of: Manifest, decisions: readonly Decision[] = []) {
  return { decisions, tickets: [], manifest: of, manifestDigest: digestOf(of), identity: FED };
}

class Stage {
  private constructor(
    readonly world: FakeWorld,
    readonly evidence: Evidence,
  ) {}

  static async of(edges: readonly Edge[]): Promise<Stage> {
    const world = new FakeWorld(edges);
    return new Stage(world, await evidenceIn(tempFolder(), world.clock));
  }

  /** The ports of a new process. */
  ports(): RevertPorts {
    const { journal, recorder } = this.evidence.open();
    return { ...this.world.ports(), journal, recorder };
  }

  drift(of: Manifest = wants()) {
    return runDrift(this.ports(), input(of));
  }

  revert(of: Manifest = wants(), props: Partial<RevertInput> = {}) {
    return runRevert(this.ports(), input(of, props));
  }

  async kinds(from = 1): Promise<string[]> {
    return (await this.evidence.records()).slice(from).map(({ kind }) => kind);
  }

  async of<K extends LedgerRecord['kind']>(kind: K): Promise<RecordOf<K>[]> {
    return ofKind(await this.evidence.records(), kind);
  }

  body(of: Digest): Promise<unknown> {
    return this.evidence.open().bodies.tryFind(of);
  }
}

describe('the evidence of a drift run', () => {
  it('holds what each source was read to be, and what was judged of it, by digests of bodies kept beside it', async () => {
    const stage = await Stage.of([kept, byHand]);
    const { survey, report } = await stage.drift();
    const [judged] = await stage.of('drift');
    expect(await stage.kinds()).toEqual(['first-seen', 'object', 'observation', 'observation', 'drift']);
    expect(judged?.body).toMatchObject({
      wanted: digestOf(wants()),
      live: digestOf(snapshotOf(survey.inventory)),
      complete: true,
      counts: { matched: 1, foreign: 1 },
    });
    expect(await stage.body(judged?.body.wanted as Digest)).toEqual(JSON.parse(JSON.stringify(wants())));
    expect(await stage.body(judged?.body.report as Digest)).toMatchObject({ verdict: report.verdict });
  });

  it('says of a source that was not read whole how much failed', async () => {
    const stage = await Stage.of([kept]);
    stage.world.unread = [[OKTA_SOURCE, { part: 'group', group: 'g', name: 'g' }]];
    await stage.drift();
    const seen = await stage.of('observation');
    expect(seen.map(({ body }) => [body.source, body.complete, body.failures])).toEqual(
      expect.arrayContaining([
        ['okta', false, 1],
        ['aws', true, 0],
      ]),
    );
    expect((await stage.of('drift'))[0]?.body.complete).toBe(false);
  });

  it('appends nothing in an idle cycle', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.drift();
    const before = await stage.kinds();
    stage.world.clock.advance(60_000);
    await stage.drift();
    await stage.drift();
    expect(await stage.kinds()).toEqual(before);
  });

  it('records again when the world or what is wanted changed', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.drift();
    await stage.drift(wants({ asOf: instantOf(Date.parse(NOON) - 1000) }));
    expect(await stage.of('drift')).toHaveLength(2);
  });

  it('verifies a ticket once: when every edge of it was seen live', async () => {
    const grant = {
      principal: SAM,
      package: 'prod-read',
      asset: 'payments',
      entitlement: READERS,
      via: [idOf(kept)] as const,
      bases: [{ basis: TICKET, window: OPEN }] as const,
    };
    const of = wants({ edges: [wanted(kept, { basis: TICKET, window: OPEN })], grants: [grant] });
    const stage = await Stage.of([]);
    await stage.drift(of);
    expect(await stage.of('verification')).toEqual([]);
    const there = await Stage.of([kept]);
    await there.drift(of);
    await there.drift(of);
    expect((await there.of('verification')).map(({ body }) => [body.basis, body.state])).toEqual([
      [TICKET, 'matched'],
    ]);
  });
});

describe('REQ-106 the evidence of an end', () => {
  const over = wants({ ended: [ended(byHand, { basis: TICKET })] });

  it('is recorded with its proof once a whole reading after it shows it gone', async () => {
    const stage = await Stage.of([kept]);
    await stage.drift(over);
    await stage.drift(over);
    expect((await stage.of('end')).map(({ body }) => [body.basis, body.at, body.cause])).toEqual([
      [TICKET, YESTERDAY, 'window'],
    ]);
    const [proof, ...more] = await stage.of('end-verification');
    expect(more).toEqual([]);
    expect(proof?.body).toMatchObject({ state: 'absent', edges: [idOf(byHand)], endedAt: YESTERDAY });
    expect((proof?.body.observation.at ?? '') > YESTERDAY).toBe(true);
  });

  it('has no proof while it is live, nor from a part that could not be read', async () => {
    const live = await Stage.of([kept, byHand]);
    await live.drift(over);
    expect(await live.of('end')).toHaveLength(1);
    expect(await live.of('end-verification')).toEqual([]);

    const unread = await Stage.of([kept]);
    unread.world.unread = [[READERS.source, { part: 'listing', of: 'groups' }]];
    await unread.drift(over);
    expect(await unread.of('end-verification')).toEqual([]);
  });

  it('is not proved again by a later drift run once a read-back proved it', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(over);
    stage.world.clock.advance(1000);
    await stage.drift(over);
    expect(await stage.of('end-verification')).toHaveLength(1);
  });

  it('has its proof from the read-back of the revert that took it away', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(over);
    const records = await stage.evidence.records();
    const [ticket] = explain(
      { what: 'ticket', ticket: 'ACC-0007' },
      records,
      stage.world.clock.now(),
    ).tickets;
    expect(ticket?.end).toMatchObject({ state: 'ended', at: YESTERDAY });
  });
});

describe('the evidence of a revert', () => {
  it('REQ-105 holds both readings of its scope with digests, and the difference within it', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert();
    const [entry] = await stage.of('revocation');
    expect(entry?.body).toMatchObject({
      by: 'hr:9',
      run: 'run-1',
      reasonCode: 'ORPHANED_GRANT',
      state: 'revoked',
      scope: [idOf(byHand)],
      diff: [{ op: 'remove', edge: idOf(byHand) }],
    });
    expect(await stage.body(entry?.body.before.digest as Digest)).toMatchObject({
      edges: [{ edge: idOf(byHand), state: 'live' }],
    });
    expect(await stage.body(entry?.body.after.digest as Digest)).toMatchObject({
      edges: [{ edge: idOf(byHand), state: 'absent' }],
    });
  });

  it('stands in the order in which things were done, in a ledger that verifies', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert();
    expect(await stage.kinds()).toEqual([
      'first-seen',
      'object',
      'observation',
      'observation',
      'drift',
      'intent',
      'attempt',
      'revocation',
      'outcome',
      'run-ended',
    ]);
    const store = directoryStore(join(stage.evidence.folder, 'ledger'));
    expect(await verifyLedger({ store, key: stage.evidence.key })).toMatchObject({ state: 'whole' });
  });

  it('shows no difference for a removal that did not end it', async () => {
    const stage = await Stage.of([kept, byHand]);
    stage.world.trouble = (call) => {
      if (call === 'aws.submit') throw new Error('refused');
    };
    await stage.revert();
    expect((await stage.of('revocation')).map(({ body }) => [body.state, body.diff])).toEqual([
      ['failed', []],
    ]);
  });

  it('covers what was pushed from the edge too', async () => {
    const [atSource, atTarget] = [edge(DANA, ADMINS), edge(DANA, AWS_ADMINS)];
    const stage = await Stage.of([kept, atSource, atTarget]);
    await stage.revert();
    const [entry] = await stage.of('revocation');
    expect(entry?.body.diff).toEqual(
      [idOf(atSource), idOf(atTarget)].sort().map((id) => ({ op: 'remove', edge: id })),
    );
  });

  it('appends nothing when it was not confirmed', async () => {
    const stage = await Stage.of([kept, byHand]);
    await stage.revert(wants(), { confirm: false });
    expect(await stage.kinds()).toEqual([]);
  });

  it('leaves the state that is live: what was revoked is no finding any more', async () => {
    const stage = await Stage.of([kept, direct]);
    await stage.revert();
    await stage.drift();
    const state = stateAt(await stage.evidence.records(), stage.world.clock.now());
    expect(state.findings.size).toBe(0);
  });
});

/** Spoils the first entry after the founding; gives what mends it. */
function damage({ evidence }: Stage): () => void {
  const first = join(evidence.folder, 'ledger', 'entries', '000', '000', '000000001.json');
  const whole = readFileSync(first, 'utf8');
  writeFileSync(first, whole.replace('"seq"', '"seq" '));
  return () => writeFileSync(first, whole);
}

/** The kinds of the entries that lie aside. */
function kindsAside({ evidence }: Stage): string[] {
  const path = join(evidence.folder, 'aside.jsonl');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}

describe('a ledger that does not verify', () => {
  it('stops a drift run, and stops foreign reverts while ends go on', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    const mend = damage(stage);

    await expect(stage.drift(of)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    const result = await stage.revert(of);
    expect(stage.world.removed).toEqual([expired]);
    expect(
      result.plan.lines.filter(({ verdict }) => verdict.state === 'held').map(({ verdict }) => verdict),
    ).toMatchObject([{ rail: 'record' }]);
    const kinds = kindsAside(stage);
    expect(kinds).toEqual(['intent', 'attempt', 'outcome', 'run-ended']);

    mend();
    await stage.drift(of);
    expect(await stage.kinds()).toEqual(expect.arrayContaining(kinds));
    expect(kindsAside(stage)).toEqual([]);
  });

  it.each([
    ['the ceiling holds over runs in a row', 1, ['ceiling']],
    ['and below it ends go on', 2, []],
  ])('counts what was taken away meanwhile: %s', async (_what, count, held) => {
    const [one, two] = [edge(EVE, READERS), edge(DANA, READERS)];
    const of = wants({ ended: [ended(one), ended(two)] });
    const stage = await Stage.of([kept, one, two]);
    await stage.drift(of);
    damage(stage);
    const rails = { ...PROMPT, ceiling: { ...PROMPT.ceiling, count, fractionFrom: 20 } };
    await stage.revert(of, { rails, only: [idOf(one)] });
    expect(stage.world.removed).toEqual([one]);
    const { plan } = await stage.revert(of, { rails, run: 'run-2' });
    expect(plan.lines.flatMap(({ verdict }) => (verdict.state === 'held' ? [verdict.rail] : []))).toEqual(
      held,
    );
    expect(stage.world.removed).toHaveLength(held.length === 0 ? 2 : 1);
  });

  it('remembers nothing anew: a group that was made again meanwhile is not the one that was known', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    damage(stage);
    await stage.revert(of);
    const kinds = kindsAside(stage);
    expect(kinds).toContain('attempt');
    for (const kind of ['object', 'first-seen', 'gone']) expect(kinds).not.toContain(kind);
  });

  it('goes on with ends also where what lies aside is damaged as well', async () => {
    const expired = edge(EVE, READERS);
    const of = wants({ ended: [ended(expired)] });
    const stage = await Stage.of([kept, byHand, expired]);
    await stage.drift(of);
    writeFileSync(join(stage.evidence.folder, 'aside.jsonl'), 'no entry\n');
    await expect(stage.drift(of)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', place: { line: 1 } });
    await stage.revert(of);
    expect(stage.world.removed).toEqual([expired]);
    damage(stage);
    await stage.revert(of, { run: 'run-2' });
    expect(stage.world.removed).toEqual([expired]);
  });
});

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
    for (const each of [wants(), wants(), wants({ asOf: YESTERDAY }), wants()])
      await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(each));
    expect(await stage.kinds()).toEqual(['synthesis', 'synthesis']);
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

describe('REQ-037 decisions', () => {
  const decision = (ticket: string, props: Partial<Decision> = {}): Decision => ({
    ticket,
    digest: digest(ticket),
    outcome: 'approve',
    rules: ['route-one'],
    reasons: ['the owner approved'],
    approvers: ['hr:7'],
    policy: digest('policy'),
    at: YESTERDAY,
    ...props,
  });
  const denied = decision('ACC-0002', {
    outcome: 'deny',
    rules: ['separation-of-duties'],
    reasons: ['prepares payments already'],
    approvers: [],
  });

  async function recorded(decisions: readonly Decision[], of = wants()): Promise<Stage> {
    const stage = await Stage.of([]);
    await recordSynthesis(stage.ports().recorder!, stage.world.clock, made(of, decisions));
    return stage;
  }

  it('are each recorded with outcome, rules, reasons and the digests of inputs and policy, denials too', async () => {
    const stage = await recorded([decision('ACC-0001'), denied]);
    expect((await stage.of('decision')).map(({ body }) => body)).toMatchObject([
      { ticket: 'ACC-0001', outcome: 'approve', inputs: digestOf(wants().inputs), policy: digest('policy') },
      {
        ticket: 'ACC-0002',
        outcome: 'deny',
        rules: ['separation-of-duties'],
        reasons: ['prepares payments already'],
      },
    ]);
  });

  it('include what intake refused, by the codes that refused it', async () => {
    const reasons = [
      { code: 'SUBJECT_UNKNOWN', message: 'nobody is `hr:99`', remedy: 'name somebody' },
    ] as const;
    const stage = await recorded(
      [],
      wants({ omitted: [{ ticket: 'ACC-0003', file: 'f', state: 'invalid', reasons }] }),
    );
    expect((await stage.of('decision')).map(({ body }) => body)).toMatchObject([
      { ticket: 'ACC-0003', outcome: 'refuse', rules: ['SUBJECT_UNKNOWN'], reasons: ['nobody is `hr:99`'] },
    ]);
  });

  it('are recorded anew when their row is completed by another approver, and not once they were found to suffice', async () => {
    const alone = decision('ACC-0001', { approvers: ['hr:7'] });
    const both = decision('ACC-0001', { approvers: ['hr:7', 'hr:8'] });
    const seats = new Map([[both, [{ approver: 'hr:8', role: 'team security-oncall' }]]]);
    const stage = await recorded([alone]);
    const recorder = stage.ports().recorder!;
    await recordSynthesis(recorder, stage.world.clock, { ...made(wants(), [both]), seats });
    await recordSynthesis(
      recorder,
      stage.world.clock,
      made(wants(), [decision('ACC-0001', { approvers: ['hr:9'] })]),
    );
    expect((await stage.of('decision')).map(({ body }) => body.approvers)).toEqual([
      ['hr:7'],
      ['hr:7', 'hr:8'],
    ]);
  });

  it('are recorded once, however often they are read', async () => {
    const stage = await recorded([denied]);
    await recordSynthesis(
      stage.ports().recorder!,
      stage.world.clock,
      made(wants({ asOf: NOON }), [denied, decision('ACC-0004')]),
    );
    expect(await stage.of('decision')).toHaveLength(2);
  });
});
