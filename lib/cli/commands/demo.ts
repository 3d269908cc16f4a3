import { join } from 'node:path';
import { writeWhole } from '../../adapters/files/durable.js';
import type { Audience, Step } from '../../../sandbox/demo/index.js';
import { readIdentity } from '../../adapters/feeds/read.js';
import { counted, parseInstant, WritError } from '../../kernel/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import { exampleConfig } from '../example-config.js';
import { EXIT, type Exit } from '../exit.js';
import { loadConfig } from '../load-config.js';
import { paintFor } from '../output.js';
import { withProgress } from '../progress.js';
import { identitySources } from '../identity-sources.js';

const OPTIONS = [
  { flags: '--keep', about: 'keep the folder with the manifest, ledger and reports' },
  {
    flags: '--config <file>',
    about: 'another organization to play it with (default: the example in this package)',
  },
] as const satisfies readonly OptionSpec[];

type DemoCall = Call<typeof OPTIONS>;

/** `writ demo`. */
export const spec = command({
  about:
    'Starts the sandbox on free loopback ports, makes the example organization live, plays what goes wrong in real life, and runs drift and ' +
    'revert on it. Every step is this same binary, run against the real server and checked. Leaves nothing running.',
  examples: ['writ demo', 'writ demo --keep'],
  arguments: [],
  options: OPTIONS,
  schema: undefined,
  run,
});

/** The compiled binary that runs the demo and every step of it. */
const BINARY = join(__dirname, '..', 'main.js');
const CODES = { done: EXIT.done.code, drift: EXIT.drift.code, incomplete: EXIT.incomplete.code };

/** Plays the script against the real sandbox; done only when every step did what it should. */
async function run(call: DemoCall): Promise<Exit> {
  const { beforeWrit, MORNING, NEXT, play, SCRIPT, Stage } = await import('../../../sandbox/demo/index.js');
  const loaded = await loadConfig(exampleConfig(call));
  const keep = call.options.keep === true;
  const stage = await Stage.open(
    { binary: BINARY, env: { ...call.io.env, WRIT_CONFIG: loaded.file } },
    call.signal,
  );
  try {
    const identity = await readIdentity(await identitySources(call, loaded), parseInstant(MORNING));
    await writeWhole(stage.path('before.seed.json'), JSON.stringify(beforeWrit(identity)));
    const wrong = await play(stage, CODES, audienceOf(call), call.signal);
    if (wrong.length > 0) refuse(call, wrong);
    else conclude(call, SCRIPT.length, keep ? stage.folder : undefined, NEXT);
    return wrong.length === 0 ? 'done' : 'failed';
  } finally {
    await stage.close(keep);
  }
}

function audienceOf({ io }: DemoCall): Audience {
  const paint = paintFor(io);
  return {
    begins: ({ say, run }) => {
      if (say) io.out(`\n${paint.strong(say)}\n`);
      io.out(`${paint.faint(`$ writ ${run.map(quoted).join(' ')}`)}\n`);
    },
    during: (step, ran) => withProgress(io, `writ ${step.run[0] ?? ''}`, ran),
    ended: (step, { code, out, err }) => {
      if (isQuiet(step, code)) return;
      const lines = `${out}${err}`.replace(/\n+$/, '').split('\n');
      io.out(`${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n`);
    },
  };
}

function isQuiet({ quiet, ends }: Step, code: number): boolean {
  return quiet === true && code === EXIT[ends].code;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function refuse({ io }: DemoCall, wrong: readonly string[]): void {
  const fault = new WritError('BUG', `the demo is not as it should be: ${wrong.join('; ')}`, {
    remedy: 'run `writ demo --keep` and look into the folder',
  });
  io.err(`\nerror ${fault.code}: ${fault.message}\n  try: ${fault.remedy}\n`);
}

function conclude({ io }: DemoCall, steps: number, kept: string | undefined, next: readonly string[]): void {
  const paint = paintFor(io);
  io.out(
    `\n${paint.good(`All ${counted(steps, 'step')} did what they should, each with its exit code checked.`)} Nothing is left running.\n`,
  );
  if (kept !== undefined) io.out(`Manifest, ledger and reports are in ${kept}\n`);
  io.out(`\nTry next:\n${next.map((line) => `  ${line}`).join('\n')}\n`);
}
