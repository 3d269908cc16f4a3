import { DEFAULT_RAILS, type Rails } from '../../lib/drift/index.js';
import type { Fact } from '../../lib/evidence/index.js';
import { digest, digestOf } from '../../lib/kernel/index.js';
import type { Manifest } from '../../lib/manifest/index.js';
import { person, type Edge } from '../../lib/model/index.js';
import type { ScopeReading } from '../../lib/record/index.js';
import { runDrift, runRevert, type RevertInput } from '../../lib/workflow/index.js';
import { removalRecorder } from '../../lib/workflow/record-removal.js';
import {
  ADMINS,
  AWS_ADMINS,
  edge,
  ended,
  identity,
  idOf,
  LAST_WEEK,
  manifest,
  NOON,
  pushed,
  READERS,
  record,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn } from './_evidence.js';

const DANA = person('1');
const SAM = person('2');
const reads = edge(DANA, READERS);
const kept = edge(SAM, READERS);
const joined = edge(DANA, ADMINS);
const copy = edge(DANA, AWS_ADMINS);
const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };

function input(of: Manifest, props: Partial<RevertInput> = {}): RevertInput {
  return {
    ...{
      manifest: of,
      manifestDigest: digestOf(of),
      identity: identity(record('1'), record('2')),
      pipelines: [],
      auditFor: 3_600_000,
    },
    ...{ confirm: true, rails: PROMPT, run: 'run-1', by: 'hr:9', recordVerifies: true },
    ...props,
  };
}

describe('what a revert records of a removal', () => {
  type State = 'ended' | 'still-active' | 'spread' | 'unknown';
  const grant = ended(reads);
  const own = { basis: grant.basis, window: grant.window, endedAt: grant.endedAt };

  interface Told {
    readonly over?: typeof own | null;
    readonly now?: typeof NOON;
    readonly state?: string;
  }

  async function facts(states: readonly State[], { over = own, now = NOON, state = 'revoked' }: Told = {}) {
    const bodies: ScopeReading[] = [];
    const recorded: Fact[] = [];
    const recorder = {
      read: async () => [],
      keep: async (body: ScopeReading) => digest(String(bodies.push(body))),
      append: async (more: readonly Fact[]) => void recorded.push(...more),
    };
    const finding = {
      subject: { what: 'edge', id: idOf(joined), edge: joined },
      downstream: [pushed(copy, joined)],
      code: 'EXPIRED_BUT_LIVE',
      ...(over ? { ended: over } : {}),
    };
    const recordRemoval = removalRecorder(
      { recorder, clock: { now: () => now } } as never,
      { lines: [{ finding }] } as never,
      { inventory: { endedAt: YESTERDAY } } as never,
      { run: 'run-1', by: 'hr:9' },
    );
    await recordRemoval!(
      { id: idOf(joined), downstream: [pushed(copy, joined)] } as never,
      { state, targets: states.map((each) => ({ state: each })) } as never,
    );
    return {
      recorded,
      kinds: recorded.map(({ kind }) => kind),
      after: bodies[1]?.edges.map((each) => each.state).sort(),
    };
  }

  it('REQ-106 is the end, once every place of it was read back as gone', async () => {
    const { kinds, after } = await facts(['ended', 'ended']);
    expect(kinds).toEqual(['revocation', 'end-verification']);
    expect(after).toEqual(['absent', 'absent']);
  });

  it.each<State>(['still-active', 'spread', 'unknown'])(
    'REQ-106 is no end while a place of it is %s',
    async (state) => {
      for (const states of [
        ['ended', state],
        [state, 'ended'],
      ] as State[][])
        expect((await facts(states)).kinds).toEqual(['revocation']);
    },
  );

  it('REQ-106 is unreadable where a place was not read, never absent', async () => {
    expect(await facts(['ended'])).toMatchObject({ kinds: ['revocation'], after: ['absent', 'unreadable'] });
    expect(await facts([])).toMatchObject({ kinds: ['revocation'], after: ['unreadable', 'unreadable'] });
    expect((await facts(['unknown', 'unknown'])).after).toEqual(['unreadable', 'unreadable']);
    expect((await facts(['still-active', 'spread'])).after).toEqual(['live', 'live']);
  });

  it('is no end of what had no basis, and no proof from before the end', async () => {
    expect((await facts(['ended', 'ended'], { over: null })).kinds).toEqual(['revocation']);
    const proofs = atBounds(
      own.endedAt,
      async (now) => (await facts(['ended', 'ended'], { now })).kinds.length,
    );
    expect([await proofs.before, await proofs.on, await proofs.after]).toEqual([1, 1, 2]);
  });

  it('is a failure where nothing was attempted', async () => {
    const { recorded } = await facts([], { state: 'not-attempted' });
    expect(recorded[0]?.body).toMatchObject({ state: 'failed' });
  });
});

it('REQ-106 a reading proves an end only when it began after it', async () => {
  const proofs = atBounds(NOON, async (endedAt) => {
    const world = new FakeWorld([kept]);
    const evidence = await evidenceIn(tempFolder(), world.clock);
    const { journal, recorder } = evidence.open();
    const over = ended(reads, { window: { start: LAST_WEEK, end: endedAt }, endedAt });
    const of = manifest({ edges: [wanted(kept)], ended: [over] });
    await runDrift({ ...world.ports(), journal, recorder }, input(of));
    return (await evidence.records()).filter(({ kind }) => kind === 'end-verification').length;
  });
  expect([await proofs.before, await proofs.on, await proofs.after]).toEqual([1, 0, 0]);
});

describe('a run after a run', () => {
  const counted = (world: FakeWorld, kind: string): number =>
    world.entries.filter((entry) => entry.kind === kind).length;
  const goes = async (world: FakeWorld, of: Manifest, props: Partial<RevertInput> = {}) =>
    runRevert(world.ports(), input(of, props));

  it('does not end again what has ended', async () => {
    const world = new FakeWorld([kept, reads]);
    const of = manifest({ edges: [wanted(kept)] });
    for (const run of ['run-1', 'run-2', 'run-3']) await goes(world, of, { run });
    expect(counted(world, 'run-ended')).toBe(counted(world, 'intent'));
    expect(counted(world, 'run-ended')).toBe(1);
  });

  it('does not queue again what is queued, and appends nothing when nothing changed', async () => {
    const gone: Edge[] = Array.from({ length: 3 }, (_, n) => edge(person(`p${n}`), READERS));
    const world = new FakeWorld([kept, ...gone]);
    const of = manifest({ edges: [wanted(kept)], ended: gone.map((one) => ended(one)) });
    const rails: Rails = { ...PROMPT, ceiling: { count: 1, fraction: 1, fractionFrom: 1000 } };
    const people = identity(record('2'), ...gone.map((_, n) => record(`p${n}`)));
    await goes(world, of, { rails, identity: people });
    const entries = world.entries.length;
    expect(counted(world, 'queued')).toBe(1);
    await goes(world, of, { rails, identity: people, run: 'run-2' });
    expect(counted(world, 'queued')).toBe(1);
    expect(world.entries).toHaveLength(entries);
  });
});
