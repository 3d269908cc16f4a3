import { meaningOf } from '../lib/meaning/meaning.js';
import { broadens } from '../lib/meaning/compare/broadens.js';
import { EVERY_ACTION } from '../lib/meaning/grammar/index.js';
import { pinnedActions } from '../lib/meaning/index/action-index.js';
import { pinnedPolicies, publishedPolicy } from '../lib/meaning/managed/index.js';
import { readPolicy, type Policy } from '../lib/meaning/grammar/index.js';
import type { Measure } from './run.js';
import { HOSTILE_PAIRS, type HostilePair } from './support/hostile-policies.js';

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
    {
      name: 'meaning-hostile-worst-ms',
      value: Math.max(...HOSTILE_PAIRS.flatMap(hostile)),
      unit: 'ms for the slowest question about a hostile policy (budget 1000)',
    },
  ]);
}

/** What each question about two policies that were written to be slow takes. */
function hostile({ before, after }: HostilePair): number[] {
  const [one, other] = [policyOf(before), policyOf(after)];
  const [a, b] = [{ policies: [one] }, { policies: [other] }];
  return [
    () => meaningOf(a),
    () => meaningOf({ ...a, boundary: other }),
    () => broadens(a, b),
    () => broadens(b, a),
    () => broadens({ ...a, boundary: other }, { policies: [other, one] }),
  ].map(milliseconds);
}

function policyOf(Statement: HostilePair['before']): Policy {
  const { policy } = readPolicy(JSON.stringify({ Version: '2012-10-17', Statement }));
  if (!policy) throw new Error('a hostile policy is a policy all the same');
  return policy;
}

function milliseconds(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
