import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measured figure. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Every bench file with a default export; each runs in a process of its own, so that memory is its own too. */
function benches(): string[] {
  return readdirSync(__dirname)
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .filter((file) => /^export default /m.test(readFileSync(join(__dirname, file), 'utf8')))
    .sort();
}

async function runOne(file: string, json: boolean): Promise<void> {
  const module = (await import(join(__dirname, file))) as { default: () => Promise<readonly Measure[]> };
  for (const { name, value, unit } of await module.default()) {
    const rounded = Math.round(value * 1000) / 1000;
    process.stdout.write(
      json
        ? `${JSON.stringify({ name, value: rounded, unit })}\n`
        : `${name.padEnd(38)} ${rounded} ${unit}\n`,
    );
  }
}

function inChild(file: string, args: readonly string[]): Promise<number> {
  const runner = join(__dirname, '..', 'scripts', 'run-ts.js');
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      ['--expose-gc', runner, __filename, '--in-process', '--only', file, ...args],
      {
        stdio: 'inherit',
      },
    );
    child.on('close', (code) => done(code ?? 1));
  });
}

async function main(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1] : undefined;
  const files = benches().filter((file) => only === undefined || file === only || file === `${only}.ts`);
  if (argv.includes('--in-process')) {
    for (const file of files) await runOne(file, json);
    return;
  }
  for (const file of files) {
    const code = await inChild(file, json ? ['--json'] : []);
    if (code !== 0) {
      process.stderr.write(`bench ${file} failed with exit code ${String(code)}\n`);
      process.exitCode = 1;
    }
  }
}

void main(process.argv.slice(2));
