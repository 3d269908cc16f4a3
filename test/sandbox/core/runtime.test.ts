import { startRuntime } from '../../../sandbox/core/start-runtime.js';

describe('the clock of a sandbox', () => {
  it('runs what falls due in order, each at its own instant, when it is advanced', () => {
    const runtime = startRuntime({ now: () => 1000 });
    const ran: [string, number][] = [];
    const job = (name: string) => () => ran.push([name, runtime.now()]);
    runtime.after(20, job('late'));
    runtime.after(10, () => {
      job('early')();
      runtime.after(5, job('nested'));
    });
    runtime.after(10, job('early too'));
    runtime.after(99, job('never'));
    runtime.advance(30);
    expect(ran).toEqual([
      ['early', 1010],
      ['early too', 1010],
      ['nested', 1015],
      ['late', 1020],
    ]);
    expect(runtime.now()).toBe(1030);
  });

  it('runs what is due under a given clock when a request comes', () => {
    let now = 0;
    const runtime = startRuntime({ now: () => now });
    const job = jest.fn();
    runtime.after(10, job);
    now = 9;
    runtime.runDue();
    expect(job).not.toHaveBeenCalled();
    now = 10;
    runtime.runDue();
    expect(job).toHaveBeenCalledTimes(1);
  });

  describe('without a given clock', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('runs by itself as time goes by, and stops', () => {
      const runtime = startRuntime();
      const due = jest.fn();
      const stopped = jest.fn();
      runtime.after(20, due);
      jest.advanceTimersByTime(19);
      expect(due).not.toHaveBeenCalled();
      jest.advanceTimersByTime(1);
      expect(due).toHaveBeenCalledTimes(1);
      runtime.after(10, stopped);
      runtime.stop();
      jest.advanceTimersByTime(40);
      expect(stopped).not.toHaveBeenCalled();
    });
  });
});

describe('made ids', () => {
  it('are the same for the same seed and order, and in the format of their provider', () => {
    const made = (seed: string) => {
      const runtime = startRuntime({ seed });
      return ['aws-user', 'permission-set', 'okta-group', 'request', 'request'].map((kind) =>
        runtime.nextId(kind),
      );
    };
    expect(made('a')).toEqual(made('a'));
    expect(made('a')).not.toEqual(made('b'));
    expect(new Set(made('a')).size).toBe(5);
    const [user, set, group, request] = made('a');
    expect(user).toMatch(/^[0-9a-f]{10}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(set).toMatch(/^ps-[0-9a-f]{16}$/);
    expect(group).toMatch(/^00g[A-Za-z0-9]{17}$/);
    expect(request).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('credentials', () => {
  it('act as their registered actor, or as an unknown role', () => {
    const runtime = startRuntime();
    expect(runtime.actorOf('AKIASANDBOXKEEPER')).toMatchObject({
      kind: 'iam-role',
      arn: expect.stringMatching(/writ-keeper$/),
    });
    expect(runtime.actorOf('AKIAWHOEVER')).toMatchObject({ arn: expect.stringMatching(/role\/unknown$/) });
    runtime.setActor('AKIAWHOEVER', { kind: 'identity-center-user', userId: 'u', userName: 'ada' });
    expect(runtime.actorOf('AKIAWHOEVER')).toMatchObject({ kind: 'identity-center-user' });
  });
});
