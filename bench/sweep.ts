import { install } from '@sinonjs/fake-timers';
import { awsAdapters, type RequestHandler } from '../lib/adapters/aws/index.js';
import { systemClock } from '../lib/kernel/index.js';
import { openSandbox, type Handler, type QuietSandbox } from '../sandbox/index.js';
import type { Measure } from './run.js';
import { leastCalls } from './sweep/least.js';
import { organization } from './sweep/organization.js';

/**
 * How many calls a sweep of AWS makes above the least that the API permits: 200 accounts × 50 permission sets with
 * 2,000 provisioned pairs, under a virtual clock, with the provider's rate limits enforced and no sockets. What is
 * throttled and tried again counts as a call.
 */
export default async function bench(): Promise<Measure[]> {
  const clock = install({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    const sandbox = openSandbox({
      load: organization(),
      now: () => Date.now(),
      settings: { enforceLimits: true },
    });
    const start = Date.now();
    const sweep = sweepOf(sandbox);
    const state = { settled: false };
    void sweep.finally(() => (state.settled = true)).catch(() => undefined);
    while (!state.settled) {
      await drained();
      await clock.nextAsync();
    }
    const { completeness, seen } = await sweep;
    const { calls, world } = sandbox.runtime;
    if (!completeness.complete)
      throw new Error(`incomplete: ${completeness.failures[0]?.error.message ?? ''}`);
    if (seen.pairs.length !== 2000) throw new Error(`${seen.pairs.length} pairs instead of 2000`);
    if ((seen.edges['aws.assignment'] ?? []).length !== world.aws.assignments.size)
      throw new Error('the sweep lost assignments');
    const least = leastCalls(world.aws);
    return [
      { name: 'sweep-overhead-percent', value: (100 * (calls.length - least)) / least, unit: '%' },
      { name: 'sweep-calls', value: calls.length, unit: 'calls' },
      { name: 'sweep-virtual-seconds', value: (Date.now() - start) / 1000, unit: 's' },
    ];
  } finally {
    clock.uninstall();
  }
}

function sweepOf(sandbox: QuietSandbox): ReturnType<ReturnType<typeof awsAdapters>['source']['sweep']> {
  const { source } = awsAdapters({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox-secret-of-nobody' },
    clock: systemClock,
    requestHandler: inProcess(sandbox.handle.aws),
  });
  return source.sweep();
}

/** An SDK request handler that calls the sandbox as a function. */
function inProcess(handler: Handler): RequestHandler {
  return {
    handle: async (request: {
      readonly method: string;
      readonly path: string;
      readonly headers: Record<string, string>;
      readonly body?: string | Uint8Array;
    }) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([k, v]) => [k.toLowerCase(), v]),
      );
      const body = request.body === undefined ? '' : Buffer.from(request.body).toString('utf8');
      const answer = await handler({ method: request.method, url: request.path, headers, body });
      return {
        response: {
          statusCode: answer.status,
          headers: answer.headers,
          body: new Uint8Array(Buffer.from(answer.body, 'utf8')),
        },
      };
    },
  };
}

/** Lets everything that is under way without a timer come to rest, before time moves on. */
async function drained(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
