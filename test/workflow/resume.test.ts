import { edgeKey } from '../../lib/model/index.js';
import { manifest, wanted } from '../_helpers/build.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { atSource, atTarget, byHand, direct, kept, revert } from './_revert-input.js';

describe('a revert that is killed', () => {
  const start = [kept, byHand, direct, atSource, atTarget];

  /** Lets `calls` calls through; then the process is gone: nothing answers any more. */
  async function killedAfter(calls: number): Promise<FakeWorld> {
    const world = new FakeWorld(start);
    let left = calls;
    world.trouble = () => {
      if (left-- <= 0) throw new Error('killed');
    };
    await revert(world, { atOnce: 1 }).catch(() => undefined);
    world.trouble = () => undefined;
    return world;
  }

  it('ends the same when run again, wherever it was killed', async () => {
    const whole = new FakeWorld(start);
    await revert(whole, { atOnce: 1 });
    for (let calls = 0; calls <= whole.calls.length; calls++) {
      const world = await killedAfter(calls);
      const again = await revert(world, { run: 'run-2' });
      expect(['done', 'nothing']).toContain(again.overall);
      expect(world.edges.map(edgeKey)).toEqual([kept].map(edgeKey));
      const third = await revert(world, { run: 'run-3' });
      expect(third).toMatchObject({ overall: 'nothing', resumed: [] });
    }
  });

  it('closes what was left open: every attempt has an outcome, every intent an end', async () => {
    const whole = new FakeWorld(start);
    await revert(whole, { atOnce: 1 });
    for (let calls = 0; calls <= whole.calls.length; calls++) {
      const world = await killedAfter(calls);
      await revert(world, { run: 'run-2' });
      const runs = (kind: string): string[] =>
        world.entries.flatMap((e) => (e.kind === kind && 'run' in e ? [e.run] : []));
      expect(new Set(runs('run-ended'))).toEqual(new Set(runs('intent')));
      const attempted = new Set(world.entries.flatMap((e) => (e.kind === 'attempt' ? [e.edge] : [])));
      const ended = new Set(world.entries.flatMap((e) => (e.kind === 'outcome' ? [e.edge] : [])));
      expect(ended).toEqual(attempted);
    }
  });

  it('polls on what was submitted before, and does not ask for it twice', async () => {
    const world = new FakeWorld([kept, direct]);
    world.trouble = () => {
      if (world.calls.includes('aws.poll')) throw new Error('killed');
    };
    await revert(world).catch(() => undefined);
    world.trouble = () => undefined;
    const again = await revert(world, { run: 'run-2' });
    expect(again.resumed).toMatchObject([{ state: 'revoked' }]);
    expect(world.calls.filter((call) => call === 'aws.submit')).toHaveLength(1);
    expect(world.edges).toEqual([kept]);
  });

  it('does not submit what was decided in the meantime', async () => {
    const world = new FakeWorld([kept, byHand]);
    world.trouble = (call) => {
      if (call === 'aws.submit' || world.calls.filter((c) => c === 'aws.submit').length > 0)
        throw new Error('killed');
    };
    await revert(world).catch(() => undefined);
    world.trouble = () => undefined;
    const decided = manifest({ edges: [wanted(kept), wanted(byHand)] });
    await revert(world, { run: 'run-2', manifest: decided });
    expect(world.removed).toEqual([]);
  });
});
