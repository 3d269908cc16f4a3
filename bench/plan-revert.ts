import {
  DEFAULT_PATIENCE,
  DEFAULT_RAILS,
  judge,
  planRevert,
  type JudgeInput,
  type Rails,
  type RevertPlan,
} from '../lib/drift/index.js';
import { digest } from '../lib/kernel/index.js';
import { packagesWorld, type Size } from './plan-revert/world.js';
import type { Measure } from './run.js';

/** Half of the whole: a plan that is linear takes half of the time for it. */
const HALF: Size = { edges: 25_000, packages: 100 };
const WHOLE: Size = { edges: 50_000, packages: 200 };

/** Plans the revert of a world in which every package ends for some and every package has a seat of administrators. */
export default function bench(): Promise<Measure[]> {
  const [half, whole] = [planned(HALF), planned(WHOLE)];
  return Promise.resolve([
    { name: 'plan-revert-25k-100-packages-seconds', value: half, unit: 's' },
    { name: 'plan-revert-50k-200-packages-seconds', value: whole, unit: 's' },
    { name: 'plan-revert-50k-over-25k', value: whole / half, unit: 'times' },
  ]);
}

/** The quicker of two runs, each over a world of its own: what is kept with one world must not help the other. */
function planned(size: Size): number {
  return Math.min(once(size), once(size));
}

function once(size: Size): number {
  const { expected, seats, ...world } = packagesWorld(size);
  const input: JudgeInput = {
    ...world,
    manifestDigest: digest('bench'),
    audit: new Map(),
    pipelines: [],
    patience: DEFAULT_PATIENCE,
  };
  const rails: Rails = {
    ...DEFAULT_RAILS,
    grace: 0,
    total: { count: size.edges, fraction: 1, fractionFrom: 20 },
    administrators: { atLeast: 2, seats },
  };
  const judgement = judge(input);
  (globalThis as { gc?: () => void }).gc?.();
  const started = performance.now();
  const plan = planRevert(judgement, rails, { confirmed: true, recordVerifies: true });
  const seconds = (performance.now() - started) / 1000;
  refuseWrong(plan, expected);
  return seconds;
}

/** A fast answer that is wrong is no answer. */
function refuseWrong({ lines }: RevertPlan, expected: Readonly<Record<string, number>>): void {
  const seen: Record<string, number> = {};
  for (const { verdict } of lines) {
    const what = verdict.state === 'go' ? 'go' : verdict.rail;
    seen[what] = (seen[what] ?? 0) + 1;
  }
  if (Object.entries(expected).some(([what, count]) => seen[what] !== count))
    throw new Error(`the plan is wrong: ${JSON.stringify({ seen, expected })}`);
}
