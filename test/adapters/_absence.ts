import type { ReadBack } from '../../lib/drift/index.js';
import { readability, type Inventory } from '../../lib/inventory/index.js';
import { isWritError } from '../../lib/kernel/index.js';
import { edgeKey } from '../../lib/model/index.js';
import type { Fault, Sandbox } from '../../sandbox/index.js';

export type Effect = Fault['effect'];

/** Every way in which a read fails. What a provider words itself (not found, an error of its own) each adapter's test adds. */
export const FAILURES: readonly Effect[] = [
  { kind: 'denied' },
  { kind: 'throttle' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 404 },
  { kind: 'status', status: 200, body: '<html>sign in</html>', contentType: 'text/html' },
  { kind: 'status', status: 200, body: '', contentType: 'application/json' },
  { kind: 'half-body' },
  { kind: 'drop' },
];

/** A fault of a law: what it strikes, how, and how many calls it lets through before, so that a later page fails too. */
export interface Injection {
  readonly match: string;
  readonly effect: Effect;
  readonly skip: number;
}

/** What a run with these faults came to, and which operations it called how often. */
interface Tried<T> {
  readonly of: T;
  readonly called: ReadonlyMap<string, number>;
}

/**
 * Runs `read` under every failure of every call that it makes, and then under a second failure of each call that only the first
 * one brings about (the listings that are asked when something is not found). Returns the number of runs.
 */
export async function underEveryFailure<T>(
  { runtime }: Sandbox,
  failures: readonly Effect[],
  read: () => Promise<T>,
  check: (of: T, faults: readonly Injection[]) => void,
): Promise<number> {
  const within = async (faults: readonly Injection[]): Promise<Tried<T>> => {
    const before = runtime.calls.length;
    const own = faults.map((fault, at) => ({ id: `law-${at}-${fault.effect.kind}-${fault.skip}`, ...fault }));
    runtime.faults.push(...own);
    const of = await read();
    runtime.faults.splice(
      0,
      Infinity,
      ...runtime.faults.filter((fault) => !own.some(({ id }) => id === fault.id)),
    );
    return { of, called: tally(runtime.calls.slice(before)) };
  };
  const honest = (await within([])).called;
  let runs = 0;
  const run = async (faults: readonly Injection[]): Promise<ReadonlyMap<string, number>> => {
    const { of, called } = await within(faults);
    runs += 1;
    check(of, faults);
    return called;
  };
  for (const first of injections(honest, new Map(), failures)) {
    const called = await run([first]);
    for (const second of injections(called, honest, failures.filter(hides))) await run([first, second]);
  }
  return runs;
}

/** A failure in every way of each operation's first call beyond what was called `before`, and of the call after it in some. */
function injections(
  calls: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
  failures: readonly Effect[],
): readonly Injection[] {
  return [...calls].flatMap(([match, count]) => {
    const from = before.get(match) ?? 0;
    const first = count > from ? failures.map((effect) => ({ match, effect, skip: from })) : [];
    const next =
      count > from + 1 ? failures.filter(hides).map((effect) => ({ match, effect, skip: from + 1 })) : [];
    return [...first, ...next];
  });
}

/** The failures that look most like an answer; enough where the calls are many. */
function hides({ kind }: Effect): boolean {
  return kind === 'denied' || kind === 'half-body';
}

function tally(calls: Sandbox['runtime']['calls']): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { service, operation } of calls) {
    const name = `${service}:${operation}`;
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return count;
}

/** What a read-back concludes; one that throws concludes nothing. */
export async function concluded(read: Promise<ReadBack>): Promise<ReadBack['state'] | 'thrown'> {
  try {
    return (await read).state;
  } catch (error) {
    if (!isWritError(error)) throw error;
    return 'thrown';
  }
}

/** The edges of `honest` that `seen` neither shows nor excuses: what it would call absent. */
export function calledAbsent(honest: Inventory, seen: Inventory): readonly string[] {
  const shown = new Set(seen.edges.map(({ edge }) => edgeKey(edge)));
  const provenAbsent = readability(seen);
  return honest.edges
    .filter(({ edge }) => !shown.has(edgeKey(edge)) && provenAbsent(edge) === true)
    .map(({ edge }) => edgeKey(edge));
}
