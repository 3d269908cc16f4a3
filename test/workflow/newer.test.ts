import { DEFAULT_RAILS, type Rails } from '../../lib/drift/index.js';
import type { Fact } from '../../lib/evidence/index.js';
import { digest, digestOf, plus } from '../../lib/kernel/index.js';
import type { Manifest } from '../../lib/manifest/index.js';
import { person, type Edge } from '../../lib/model/index.js';
import type { Decision } from '../../lib/policy/index.js';
import {
  recordSynthesis,
  runDrift,
  runRevert,
  type RevertInput,
  type RevertPorts,
  type RevertResult,
} from '../../lib/workflow/index.js';
import {
  assignment,
  edge,
  ended,
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
const approved = edge(DANA, READERS);
const stranger = edge(EVE, assignment());
const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };
const PEOPLE = identity(record('1', { name: 'Dana Fox' }), record('2'), record('3'));
const TICKET = { kind: 'ticket', ticket: 'ACC-0007' } as const;
const OPEN = { start: LAST_WEEK, end: TOMORROW };
const EARLIER = plus(NOON, -7_200_000);

const older = manifest({ asOf: EARLIER, edges: [wanted(kept)] });
const newer = manifest({
  asOf: plus(NOON, -3_600_000),
  edges: [wanted(kept), wanted(approved, { basis: TICKET, window: OPEN })],
});

function decision(outcome: Decision['outcome'] = 'approve', more: Partial<Decision> = {}): Decision {
  return {
    ticket: 'ACC-0007',
    digest: digest('content'),
    outcome,
    rules: ['dual'],
    reasons: ['approved'],
    approvers: ['hr:8'],
    policy: digest('policy'),
    at: YESTERDAY,
    ...more,
  };
}

class Desk {
  private constructor(
    readonly world: FakeWorld,
    readonly evidence: Evidence,
  ) {}

  static async open(...edges: readonly Edge[]): Promise<Desk> {
    const world = new FakeWorld(edges);
    return new Desk(world, await evidenceIn(tempFolder(), world.clock));
  }

  ports(): RevertPorts {
    const { journal, recorder, bodies } = this.evidence.open();
    return { ...this.world.ports(), journal, recorder, bodies };
  }

  async synthesized(of: Manifest, decisions: readonly Decision[] = [decision()]): Promise<void> {
    const { recorder } = this.evidence.open();
    await recordSynthesis(recorder, this.world.clock, {
      decisions,
      tickets: [],
      manifest: of,
      manifestDigest: digestOf(of),
      identity: PEOPLE,
    });
  }

  async records(...facts: readonly Fact[]): Promise<void> {
    await this.evidence.open().recorder.append(facts);
  }

  revert(of: Manifest, props: Partial<RevertInput> = {}): Promise<RevertResult> {
    return runRevert(this.ports(), input(of, props));
  }
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

function verdictOf({ plan }: RevertResult, of: Edge): unknown {
  return plan.lines.find(({ finding }) => finding.subject.id === idOf(of))?.verdict;
}

describe('a manifest older than the newest recorded', () => {
  it('H1.2 takes nothing foreign away, and says so in drift, whose verdict is not clean', async () => {
    const desk = await Desk.open(kept, approved, stranger);
    await desk.synthesized(newer);
    const result = await desk.revert(older);
    expect(desk.world.removed).toEqual([]);
    expect(result.drift.record).toMatchObject([{ code: 'NEWER_MANIFEST' }]);
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
    expect(verdictOf(result, stranger)).toMatchObject({ state: 'held', rail: 'newer-manifest' });
    const clean = await Desk.open(kept);
    await clean.synthesized(newer);
    expect((await runDrift(clean.ports(), input(older))).report.verdict).toBe('drift');
  });

  it('H1.2 is told as a newer decision, not as plainly foreign', async () => {
    const desk = await Desk.open(kept, approved);
    await desk.synthesized(newer);
    const { report } = await runDrift(desk.ports(), input(older));
    expect(report.findings).toMatchObject([
      {
        code: 'NEWER_DECISION',
        reason: 'newer-decision',
        severity: 'low',
        wanted: [{ standing: { basis: TICKET } }],
      },
    ]);
  });

  it('H1.2 lets proved ends go on', async () => {
    const over = edge(EVE, READERS);
    const gone = edge(person('4'), READERS);
    const desk = await Desk.open(kept, over, gone);
    await desk.synthesized(newer);
    await desk.revert(
      { ...older, ended: [ended(over)] },
      { identity: identity(...PEOPLE.people, record('4', { status: 'terminated' })) },
    );
    expect(desk.world.edges).toEqual([kept]);
  });

  it('H1.2 ends by no window that a newer decision has opened again', async () => {
    const desk = await Desk.open(kept, approved);
    await desk.synthesized(newer);
    const result = await desk.revert({ ...older, ended: [ended(approved, { endedAt: EARLIER })] });
    expect(desk.world.removed).toEqual([]);
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
  });

  it('H1.2 honest twin: by the newest manifest the same foreign edges go', async () => {
    const desk = await Desk.open(kept, approved, stranger);
    await desk.synthesized(older, []);
    const result = await desk.revert(older);
    expect(result.overall).toBe('done');
    expect(desk.world.edges).toEqual([kept]);
  });

  it('H1.2 is not measured by one that was made as of an instant ahead of the clock', async () => {
    const desk = await Desk.open(kept, stranger);
    await desk.synthesized(manifest({ asOf: plus(NOON, 30 * 86_400_000), edges: [wanted(kept)] }), []);
    await desk.revert(older);
    expect(desk.world.edges).toEqual([kept]);
  });
});

describe('a manifest that the ledger does not have yet', () => {
  const silent = manifest({ edges: [wanted(kept)] });

  it('H1.2 takes nothing away whose ticket the ledger knows approved and open, where it is silent', async () => {
    const desk = await Desk.open(kept, approved, stranger);
    await desk.synthesized(newer);
    const result = await desk.revert(silent);
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
    expect(desk.world.edges).toEqual([kept, approved]);
  });

  it.each<[string, Decision]>([
    ['is dated back', decision('deny', { at: LAST_WEEK })],
    ['is of the time of the approval', decision('deny')],
    ['is of another content under its id', decision('deny', { digest: digest('other'), at: EARLIER })],
    ['is dated ahead', decision('deny', { at: TOMORROW })],
  ])(
    'H1.2 holds what a denial that %s, recorded after the approval, does not undo',
    async (_name, denial) => {
      const desk = await Desk.open(kept, approved);
      await desk.synthesized(newer);
      await desk.synthesized(newer, [denial]);
      const result = await desk.revert(silent);
      expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
    },
  );

  it('H1.2 honest twin: an edge goes whose approval a later denial undoes', async () => {
    const desk = await Desk.open(kept, approved);
    await desk.synthesized(newer);
    await desk.synthesized(newer, [decision('deny', { at: EARLIER })]);
    await desk.revert(silent);
    expect(desk.world.edges).toEqual([kept]);
  });

  it.each<[string, Decision[], Fact[]]>([
    ['was denied', [decision('deny')], []],
    [
      'was ended since',
      [decision()],
      [
        {
          kind: 'end',
          body: { basis: TICKET, cause: 'removal', by: 'hr:9', at: EARLIER, edges: [idOf(approved)] },
        },
      ],
    ],
    [
      'has a tombstone',
      [decision()],
      [
        {
          kind: 'tombstone',
          body: { basis: TICKET, grant: digest('g'), endedAt: EARLIER, reason: 'removed' },
        },
      ],
    ],
  ])('H1.2 honest twin: an edge whose ticket %s goes', async (_name, decisions, facts) => {
    const desk = await Desk.open(kept, approved);
    await desk.synthesized(newer, decisions);
    await desk.records(...facts);
    await desk.revert(silent);
    expect(desk.world.edges).toEqual([kept]);
  });

  it('H1.2 honest twin: what it ends itself goes', async () => {
    const desk = await Desk.open(kept, approved);
    await desk.synthesized(newer);
    await desk.revert({ ...silent, ended: [ended(approved, { why: 'removal', endedAt: EARLIER })] });
    expect(desk.world.edges).toEqual([kept]);
  });
});

describe('what changes while a revert is under way', () => {
  const now = manifest({ edges: [wanted(kept)] });
  const replaced = manifest({
    asOf: plus(NOON, 60_000),
    edges: [wanted(kept), wanted(approved, { basis: TICKET, window: OPEN })],
  });
  const again = (of: Manifest) => () => Promise.resolve({ manifest: of, manifestDigest: digestOf(of) });

  it('H1.2 a manifest replaced before the effects holds what it wants, and all that is not a proved end', async () => {
    const over = edge(EVE, READERS);
    const desk = await Desk.open(kept, approved, stranger, over);
    const result = await desk.revert({ ...now, ended: [ended(over)] }, { reread: again(replaced) });
    expect(desk.world.removed).toEqual([over]);
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
    expect(verdictOf(result, stranger)).toMatchObject({
      state: 'held',
      rail: 'newer-manifest',
      why: expect.stringContaining('was replaced') as string,
    });
  });

  it('H1.2 a synthesis recorded meanwhile whose body is not kept holds, and says that it was recorded', async () => {
    const desk = await Desk.open(kept, approved);
    const ports = desk.ports();
    const recorder: NonNullable<RevertPorts['recorder']> = {
      ...ports.recorder!,
      glance: async (from) => {
        await desk.synthesized(replaced, []);
        return ports.recorder!.glance(from);
      },
    };
    const bodies = { tryFind: () => Promise.resolve(undefined) };
    const result = await runRevert({ ...ports, recorder, bodies }, input(now));
    expect(desk.world.removed).toEqual([]);
    expect(verdictOf(result, approved)).toMatchObject({
      state: 'held',
      why: expect.stringContaining('was recorded') as string,
    });
  });

  it('H1.2 honest twin: the same manifest written anew changes nothing', async () => {
    const desk = await Desk.open(kept, approved);
    expect(
      (await desk.revert(now, { reread: again(JSON.parse(JSON.stringify(now)) as Manifest) })).overall,
    ).toBe('done');
    expect(desk.world.edges).toEqual([kept]);
  });

  it('H1.2 a manifest that cannot be read any more holds what is not a proved end', async () => {
    const desk = await Desk.open(kept, approved);
    const result = await desk.revert(now, { reread: () => Promise.reject(new Error('torn')) });
    expect(desk.world.removed).toEqual([]);
    const held = { state: 'held', rail: 'newer-manifest' };
    expect(verdictOf(result, approved)).toMatchObject({
      ...held,
      why: expect.stringContaining('could not be read again') as string,
    });
    expect(verdictOf(result, approved)).not.toMatchObject({
      why: expect.stringContaining('replaced') as string,
    });
  });

  it('H1.2 a manifest replaced between two lines keeps the second, and its result says why', async () => {
    const desk = await Desk.open(kept, stranger, approved);
    let of = now;
    desk.world.trouble = (call) => {
      if (call.endsWith('submit')) of = replaced;
    };
    const result = await desk.revert(now, { atOnce: 1, reread: () => again(of)() });
    expect(desk.world.removed).toEqual([stranger]);
    expect(result).toMatchObject({
      overall: 'partial',
      results: [{ state: 'revoked' }, { state: 'not-attempted' }],
    });
    expect(result.results[1]?.detail).toContain('RAIL_BLOCKED: newer-decision');
  });

  it('H1.2 a synthesis recorded during the sweep is not overlooked', async () => {
    const desk = await Desk.open(kept, approved);
    const ports = desk.ports();
    let first = true;
    const recorder: NonNullable<RevertPorts['recorder']> = {
      ...ports.recorder!,
      glance: async (from) => {
        if (first) await desk.synthesized(replaced);
        first = false;
        return ports.recorder!.glance(from);
      },
    };
    const result = await runRevert({ ...ports, recorder }, input(now));
    expect(desk.world.removed).toEqual([]);
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'newer-decision' });
  });

  it('H1.2 an approval of which nobody is told whom it is for holds no end that is proved, and all else', async () => {
    const over = edge(EVE, READERS);
    const desk = await Desk.open(kept, approved, over);
    const ports = desk.ports();
    let first = true;
    const recorder: NonNullable<RevertPorts['recorder']> = {
      ...ports.recorder!,
      glance: async (from) => {
        if (first) await desk.records({ kind: 'decision', body: { ...bodyOf(decision()) } });
        first = false;
        return ports.recorder!.glance(from);
      },
    };
    await runRevert({ ...ports, recorder }, input(manifest({ edges: [wanted(kept)], ended: [ended(over)] })));
    expect(desk.world.removed).toEqual([over]);
  });

  it('H1.2 a decision recorded between two lines keeps what is its holder’s', async () => {
    const other = edge(SAM, assignment());
    const desk = await Desk.open(kept, other, approved);
    let asked = false;
    const ports = desk.ports();
    const recorder: NonNullable<RevertPorts['recorder']> = {
      ...ports.recorder!,
      glance: async (from) => {
        if (desk.world.removed.length > 0 && !asked) {
          asked = true;
          await desk.records(
            {
              kind: 'intake',
              body: {
                ticket: 'ACC-0007',
                kind: 'standard',
                request: digest('r'),
                requester: 'hr:1',
                principal: 'hr:1',
                package: 'p',
                at: NOON,
              },
            },
            { kind: 'decision', body: { ...bodyOf(decision()) } },
          );
        }
        return ports.recorder!.glance(from);
      },
    };
    const result = await runRevert({ ...ports, recorder }, input(now, { atOnce: 1 }));
    expect(desk.world.removed).toEqual([other]);
    expect(result.results[1]?.detail).toContain('newer-decision');
  });

  it('H1.2 a ledger that cannot be looked at again holds what is not a proved end', async () => {
    const desk = await Desk.open(kept, approved);
    const ports = desk.ports();
    const recorder = { ...ports.recorder!, glance: () => Promise.reject(new Error('gone')) };
    const result = await runRevert({ ...ports, recorder }, input(now));
    expect(verdictOf(result, approved)).toMatchObject({ state: 'held', rail: 'record' });
  });
});

function bodyOf({ ticket, digest: content, outcome, rules, reasons, approvers, policy, at }: Decision) {
  return {
    ticket,
    content,
    outcome,
    rules: [...rules],
    reasons: [...reasons] as [string, ...string[]],
    approvers: [...approvers],
    policy,
    inputs: digest('inputs'),
    at,
  };
}
