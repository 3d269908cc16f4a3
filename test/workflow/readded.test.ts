import { DEFAULT_PATIENCE, DEFAULT_RAILS, type ReadBack, type Revocation } from '../../lib/drift/index.js';
import { digest, WritError } from '../../lib/kernel/index.js';
import { person } from '../../lib/model/index.js';
import { runRevert, type RevertInput, type RevertResult } from '../../lib/workflow/index.js';
import { ADMINS, AWS_ADMINS, edge, group, identity, manifest, record } from '../_helpers/build.js';
import { FakeWorld } from '../_helpers/fake-world.js';

const PEOPLE = ['1', '2', '3', '4', '5', '6'];
const atSource = edge(person('1'), ADMINS);
const atTarget = edge(person('1'), AWS_ADMINS);
const DENIED = new WritError('PROVIDER_DENIED', 'access denied', { remedy: 'allow it' });
const AWAY = new WritError('PROVIDER_UNAVAILABLE', 'not now', { remedy: 'wait' });

function input(props: Partial<RevertInput> = {}): RevertInput {
  return {
    manifest: manifest({
      catalogue: {
        groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
      },
    }),
    manifestDigest: digest('m'),
    identity: identity(...PEOPLE.map((id) => record(id))),
    pipelines: [],
    auditFor: 3_600_000,
    confirm: true,
    rails: { ...DEFAULT_RAILS, grace: 0 },
    run: 'run-1',
    by: 'keeper',
    recordVerifies: true,
    ...props,
  };
}

/** What a source says when it is read back for the `n`-th time, from 1; undefined lets the world answer. */
type Answer = (call: 'okta' | 'aws', n: number) => ReadBack | undefined;

async function revert(
  world: FakeWorld,
  answer: Answer = () => undefined,
  props: Partial<RevertInput> = {},
): Promise<{ result: RevertResult; waited: number }> {
  const ports = world.ports();
  const seen = new Map<string, number>();
  const revokers = ports.revokers.map((revoker) => ({
    ...revoker,
    readBack: async (revocation: Revocation, signal?: AbortSignal) => {
      const n = (seen.get(revoker.id) ?? 0) + 1;
      seen.set(revoker.id, n);
      const own = await revoker.readBack(revocation, signal);
      return answer(revoker.id === 'okta' ? 'okta' : 'aws', n) ?? own;
    },
  }));
  const before = Date.parse(world.clock.now());
  const result = await runRevert({ ...ports, revokers }, input(props));
  return { result, waited: Date.parse(world.clock.now()) - before };
}

const statesOf = ({ results }: RevertResult) => results[0]?.targets.map(({ state }) => state);

describe('H3.18 somebody who is added again', () => {
  it.each<[string, ReadBack, string]>([
    ['was read back as still there', { state: 'present' }, 'still-active'],
    ['could not be read back', { state: 'unreadable', error: DENIED }, 'unknown'],
  ])('is waited for at no copy while the source %s', async (_, read, state) => {
    const world = new FakeWorld([atSource, atTarget]);
    world.pushDelay = 86_400_000;
    const { result, waited } = await revert(world, (source) => (source === 'okta' ? read : undefined));
    expect(waited).toBe(0);
    expect(statesOf(result)).toEqual([state, 'still-active']);
    expect(result).toMatchObject({ overall: 'partial', results: [{ state: 'still-live' }] });
    expect(result.stillActive).toHaveLength(2);
  });

  it('has no copy that is proved ended while the source is there', async () => {
    const world = new FakeWorld([atSource, atTarget]);
    world.pushDelay = 0;
    const { result } = await revert(world, (source) =>
      source === 'okta' ? { state: 'present' } : undefined,
    );
    expect(statesOf(result)).toEqual(['still-active', 'unknown']);
  });

  it('is noticed while a copy is waited for, soon and not after the whole patience', async () => {
    const world = new FakeWorld([atSource, atTarget]);
    world.pushDelay = 86_400_000;
    const { result, waited } = await revert(world, (source, n) =>
      source === 'okta' && n > 1 ? { state: 'present' } : undefined,
    );
    expect(waited).toBeLessThanOrEqual(20 * DEFAULT_PATIENCE.pollEvery);
    expect(statesOf(result)).toEqual(['still-active', 'still-active']);
  });

  it('does not keep those behind: six of them cost no more waiting than one', async () => {
    const edges = PEOPLE.flatMap((id) => [edge(person(id), ADMINS), edge(person(id), AWS_ADMINS)]);
    const world = new FakeWorld(edges);
    world.pushDelay = 86_400_000;
    const { result, waited } = await revert(world, (source) =>
      source === 'okta' ? { state: 'present' } : undefined,
    );
    expect([result.results.length, waited]).toEqual([6, 0]);
  });

  it('a copy is waited for when the source is gone, and the line is done', async () => {
    const world = new FakeWorld([atSource, atTarget]);
    world.pushDelay = 300_000;
    const { result, waited } = await revert(world);
    expect(statesOf(result)).toEqual(['ended', 'ended']);
    expect(waited).toBeGreaterThanOrEqual(300_000);
  });

  it('a copy that may not be read is not asked for again and again', async () => {
    const world = new FakeWorld([atSource, atTarget]);
    const denied = (source: string): ReadBack | undefined =>
      source === 'aws' ? { state: 'unreadable', error: DENIED } : undefined;
    const { result, waited } = await revert(world, denied);
    expect([statesOf(result), waited]).toEqual([['ended', 'unknown'], 0]);
  });

  it('a copy that cannot be read for a while is waited for', async () => {
    const world = new FakeWorld([atSource, atTarget]);
    const away = (source: string, n: number): ReadBack | undefined =>
      source === 'aws' && n < 4 ? { state: 'unreadable', error: AWAY } : undefined;
    expect(statesOf((await revert(world, away)).result)).toEqual(['ended', 'ended']);
  });
});

describe('H3.18 the intent of a run', () => {
  const edges = PEOPLE.flatMap((id) => [edge(person(id), ADMINS), edge(person(id), AWS_ADMINS)]);

  it('covers what it does: what would begin after it is over is not attempted, and said', async () => {
    const world = new FakeWorld(edges);
    world.pushDelay = 86_400_000;
    const { result } = await revert(world, undefined, { intentFor: 600_000, atOnce: 1 });
    expect(result.results.map(({ state }) => state)).toEqual([
      'still-live',
      ...Array<string>(5).fill('not-attempted'),
    ]);
    expect(result.results.at(-1)?.detail).toMatch(/^INTENT_OVER/);
    expect(result.overall).toBe('partial');
    expect(world.removed).toHaveLength(1);
    expect(world.entries.at(-1)?.kind).toBe('run-ended');
  });

  it('lets a line begin until the millisecond at which it is over', async () => {
    const attemptsWithin = async (intentFor: number) => {
      const world = new FakeWorld(edges);
      world.pushDelay = 86_400_000;
      await revert(world, undefined, { intentFor, atOnce: 1 });
      const times = (kind: string) =>
        world.entries.flatMap((entry) =>
          entry.kind === kind && 'at' in entry ? [Date.parse(entry.at)] : [],
        );
      return { intent: times('intent')[0] ?? 0, attempts: times('attempt') };
    };
    const { intent, attempts } = await attemptsWithin(86_400_000);
    const second = (attempts[1] ?? 0) - intent;
    expect(second).toBeGreaterThan(0);
    const begun = [];
    for (const offset of [-1, 0, 1]) begun.push((await attemptsWithin(second + offset)).attempts.length);
    expect(begun).toEqual([1, 1, 2]);
  });

  it('that lasts lets every line begin', async () => {
    const world = new FakeWorld(edges);
    world.pushDelay = 86_400_000;
    const { result } = await revert(world, undefined, { atOnce: 1, intentFor: 86_400_000 });
    expect(result.results.map(({ state }) => state)).toEqual(Array<string>(6).fill('still-live'));
  });
});
