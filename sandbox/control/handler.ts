import { z } from 'zod';
import type { Handler, PlainRequest, PlainResponse } from '../core/plain.js';
import type { CallRecord, Runtime } from '../core/runtime.js';
import { stateDump, summary } from './dump.js';
import { ControlError } from './errors.js';
import { faultFrom } from './fault-schema.js';
import { loadSeed } from './load.js';
import { parsed, strict } from './schema.js';
import { tamper } from './tamper.js';

interface Control {
  readonly runtime: Runtime;
  readonly body: unknown;
  /** What follows the route's path: `/faults/f1` gives `f1`. */
  readonly rest: string | undefined;
}

type Act = (control: Control) => unknown;

const delay = z.number().int().min(0);
const settings = strict({
  scimDelayMs: delay.optional(),
  assignmentDelayMs: delay.optional(),
  enforceLimits: z.boolean().optional(),
  cloudTrailDelayMs: delay.optional(),
  cloudTrailAheadMs: delay.optional(),
  retiredStatus: z.boolean().optional(),
  appUnassign: z.enum(['refused', 'group', 'ended']).optional(),
});
const clock = strict({ advanceMs: delay });

const ROUTES: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  '/health': { GET: ({ runtime }) => ({ status: 'ok', now: instant(runtime) }) },
  '/state': { GET: ({ runtime }) => stateDump(runtime) },
  '/summary': { GET: ({ runtime }) => summary(runtime) },
  '/load': { POST: ({ runtime, body }) => ({ loaded: loadSeed(runtime, body) }) },
  '/tamper': { POST: ({ runtime, body }) => tamper(runtime, body) },
  '/faults': { GET: listFaults, POST: addFault, DELETE: dropFaults },
  '/calls': { GET: ({ runtime }) => callReport(runtime.calls), DELETE: dropCalls },
  '/clock': { GET: ({ runtime }) => ({ now: instant(runtime) }), POST: advance },
  '/settings': { GET: ({ runtime }) => ({ ...runtime.settings }), PATCH: patchSettings },
};

/** The plane through which tests, demos and the CLI look at the sandbox from outside its providers. */
export function controlHandler(runtime: Runtime): Handler {
  return async (request) => {
    runtime.runDue();
    try {
      return answer(200, (await dispatch(runtime, request)) ?? {});
    } catch (error) {
      if (error instanceof ControlError) return answer(error.status, error.body());
      throw error;
    }
  };
}

function dispatch(runtime: Runtime, request: PlainRequest): unknown {
  const path = new URL(request.url, 'http://control').pathname;
  const [, head = '', rest] = path.split('/');
  const route = ROUTES[`/${head}`];
  if (route === undefined || (rest !== undefined && head !== 'faults'))
    throw new ControlError(404, 'unknown-path', `no such path: \`${path}\``, { paths: Object.keys(ROUTES) });
  const act = route[request.method];
  if (act === undefined) {
    const methods = Object.keys(route);
    throw new ControlError(405, 'wrong-method', `\`${request.method}\` is not served here`, { methods });
  }
  return act({
    runtime,
    body: bodyOf(request),
    rest: rest === undefined ? undefined : decodeURIComponent(rest),
  });
}

function bodyOf(request: PlainRequest): unknown {
  if (request.body.trim() === '') return undefined;
  try {
    return JSON.parse(request.body) as unknown;
  } catch (error) {
    throw new ControlError(400, 'not-json', `the body is not JSON: ${String(error)}`);
  }
}

function listFaults({ runtime, rest }: Control): unknown {
  return rest === undefined ? { faults: runtime.faults } : runtime.faults[indexOfFault(runtime, rest)];
}

function addFault({ runtime, body }: Control): unknown {
  const fault = faultFrom(body, () => `fault-${runtime.nextId('fault').slice(0, 8)}`);
  if (runtime.faults.some((each) => each.id === fault.id))
    throw new ControlError(409, 'exists', `a fault named \`${fault.id}\` is on already`);
  runtime.faults.push(fault);
  return fault;
}

function dropFaults({ runtime, rest }: Control): unknown {
  const at = rest === undefined ? 0 : indexOfFault(runtime, rest);
  const dropped = runtime.faults.splice(at, rest === undefined ? runtime.faults.length : 1);
  return { dropped: dropped.map((fault) => fault.id) };
}

function indexOfFault({ faults }: Runtime, id: string): number {
  const at = faults.findIndex((fault) => fault.id === id);
  if (at >= 0) return at;
  throw new ControlError(404, 'unknown-fault', `no fault is named \`${id}\``, {
    faults: faults.map((fault) => fault.id),
  });
}

/** Calls counted by `service:operation`, and one by one. */
export function callReport(calls: readonly CallRecord[]): Record<string, unknown> {
  const counts = new Map<string, number>();
  for (const { service, operation } of calls) {
    const name = `${service}:${operation}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { total: calls.length, counts: Object.fromEntries(sorted), calls };
}

function dropCalls({ runtime }: Control): unknown {
  return { dropped: runtime.calls.splice(0, runtime.calls.length).length };
}

function advance({ runtime, body }: Control): unknown {
  runtime.advance(parsed(clock, body, 'the clock').advanceMs);
  return { now: instant(runtime) };
}

function patchSettings({ runtime, body }: Control): unknown {
  const given = Object.entries(parsed(settings, body, 'the settings')).filter(
    ([, value]) => value !== undefined,
  );
  return Object.assign(runtime.settings, Object.fromEntries(given));
}

function instant(runtime: Runtime): string {
  return new Date(runtime.now()).toISOString();
}

function answer(status: number, body: unknown): PlainResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
