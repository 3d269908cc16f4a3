import { parseArgs } from 'node:util';
import type { Tally } from './campaign.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const MINUTE = 60_000;

/** Plays a campaign for some minutes and says what happened; ends with 1 when a rule was broken. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '1' } },
  });
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  if (!Number.isSafeInteger(seed) || !(minutes > 0))
    throw new Error('usage: npm run chaos -- --seed 7 --minutes 5');
  const until = Date.now() + minutes * MINUTE;
  // After the line above has been heard by the AWS SDK.
  const { campaign } = await import('./campaign.js');
  const tally = await campaign({
    seed,
    goesOn: () => Date.now() < until,
    say: (line) => console.error(line),
  });
  console.log(linesOf(tally, seed).join('\n'));
  if (tally.violations.length > 0) process.exitCode = 1;
}

function linesOf(tally: Tally, seed: number): string[] {
  const { episodes, rounds, revoked, violations } = tally;
  return [
    `seed ${seed}: ${episodes} episodes, ${rounds} rounds, ${revoked} revocations proved`,
    `ends: ${counts(tally.exits)}`,
    `faults: ${counts(tally.strikes)}`,
    `inputs: ${counts(tally.damages)}`,
    `errors named: ${counts(tally.errors)}`,
    ...violations.map(({ invariant, where, detail }) => `BROKEN ${invariant}\n  ${where}\n  ${detail}`),
    violations.length === 0 ? 'no rule was broken' : `${violations.length} rules were broken`,
  ];
}

function counts(of: ReadonlyMap<string, number>): string {
  const sorted = [...of].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([what, times]) => `${what} × ${times}`).join(', ') || 'none';
}

void main();
