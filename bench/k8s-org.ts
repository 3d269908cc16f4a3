import { parseArgs } from 'node:util';
import { isWritError } from '../lib/kernel/index.js';
import { playOrganization } from './k8s/play.js';
import { readSnapshot } from './k8s/snapshot.js';

const SEED = 20_261_121;

/** Plays the organization whose published membership is in the folder that `--data` names. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean' } } });
  if (values.data === undefined) throw new Error('usage: npm run bench:k8s-org -- --data FOLDER');
  const steps = new Steps();
  const edges = await playOrganization(readSnapshot(values.data), SEED, (name, what) =>
    steps.step(name, what),
  );
  process.stdout.write(`found exactly the ${edges} edges that 100 changes touched\n`);
}

/** Prints each step with its time and the memory of the process. */
class Steps {
  #last = process.hrtime.bigint();

  step(name: string, what: string): void {
    const now = process.hrtime.bigint();
    const seconds = (Number(now - this.#last) / 1e9).toFixed(1);
    this.#last = now;
    process.stdout.write(
      `${name.padEnd(16)} ${what}; ${seconds} s, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB\n`,
    );
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${isWritError(error) ? JSON.stringify(error, undefined, 2) : String(error)}
`);
  process.exitCode = 1;
});
