import { meaningOf } from '../lib/meaning/meaning.js';
import { broadens } from '../lib/meaning/compare/broadens.js';
import { EVERY_ACTION } from '../lib/meaning/grammar/index.js';
import { pinnedActions } from '../lib/meaning/index/action-index.js';
import { pinnedPolicies, publishedPolicy } from '../lib/meaning/managed/index.js';
import type { Measure } from './run.js';

const ARN = 'arn:aws:iam::aws:policy/';
const PAIRS = 9;

/** What a thousand policies of AWS's own mean, what reading the data costs, and whether one of the two largest allows more. */
export default function meaning(): Promise<readonly Measure[]> {
  const loading = milliseconds(() => {
    pinnedActions().expand(EVERY_ACTION);
    publishedPolicy(`${ARN}ReadOnlyAccess`);
  });
  const accesses = pinnedPolicies().paths.flatMap((path) => {
    const policy = publishedPolicy(`${ARN}${path}`)?.policy;
    return policy ? [{ policies: [policy] }] : [];
  });
  const thousand = milliseconds(() => {
    for (const access of accesses.slice(0, 1000)) meaningOf(access);
  });
  const weight = (access: (typeof accesses)[number]) => JSON.stringify(access).length;
  const [largest, second] = [...accesses].sort((a, b) => weight(b) - weight(a));
  if (!largest || !second) throw new Error('the data has no two policies');
  const pairs = Array.from({ length: PAIRS }, () => milliseconds(() => broadens(largest, second)));
  return Promise.resolve([
    { name: 'meaning-load-ms', value: loading, unit: 'ms (budget 400)' },
    { name: 'meaning-1k-policies-seconds', value: thousand / 1000, unit: 's (budget 5)' },
    {
      name: 'broadens-pair-ms',
      value: pairs.sort((a, b) => a - b)[PAIRS >> 1] ?? 0,
      unit: 'ms, the median of nine (budget 50)',
    },
  ]);
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
