import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from './run.js';

const RUNS = 9;
const BINARY = join(__dirname, '..', 'dist', 'lib', 'cli', 'main.js');

/** How long the compiled `writ --help` takes: the median of several processes, after one that warms the disk. */
export default async function bench(): Promise<Measure[]> {
  if (!existsSync(BINARY)) throw new Error('run `npm run build` first: the compiled binary is measured');
  once();
  const times = Array.from({ length: RUNS }, once).sort((a, b) => a - b);
  return [{ name: 'help-ms', value: times[Math.floor(RUNS / 2)] ?? Number.NaN, unit: 'ms' }];
}

function once(): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [BINARY, '--help'], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`writ --help ended with ${String(status)}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
