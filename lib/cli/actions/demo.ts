import { readIdentity } from '../../adapters/files/feeds.js';
import { counted, parseInstant, WritError } from '../../kernel/index.js';
import { flag, type Call } from '../command.js';
import { differences } from '../demo/check.js';
import { beforeWrit } from '../demo/before.js';
import { MORNING, NEXT, SCRIPT, type Step } from '../demo/script.js';
import { Stage, type StepRun } from '../demo/stage.js';
import { EXIT, type Exit } from '../exit.js';
import { loadConfig } from '../load-config.js';
import { exampleConfig } from '../example-config.js';
import { paintFor, writeWhole } from '../output.js';
import { withProgress } from '../progress.js';
import { feedFiles } from '../world.js';

/** Plays the script against the real sandbox; done only when every step did what it should. */
export async function run(call: Call): Promise<Exit> {
  const loaded = await loadConfig(exampleConfig(call));
  const stage = await Stage.open(call.io, loaded.file, call.signal);
  try {
    const identity = await readIdentity(feedFiles(loaded), parseInstant(MORNING));
    await writeWhole(stage.path('before.seed.json'), JSON.stringify(beforeWrit(identity)));
    const wrong = await play(call, stage);
    conclude(call, wrong, stage);
    return wrong.length === 0 ? 'done' : 'failed';
  } finally {
    await stage.close(flag(call, 'keep'));
  }
}

async function play(call: Call, stage: Stage): Promise<string[]> {
  for (const step of SCRIPT) {
    call.signal.throwIfAborted();
    if (step.sandboxAt) await stage.startSandbox(step.sandboxAt);
    announce(call, step);
    const ran = await withProgress(call.io, `writ ${step.run[0] ?? ''}`, () => stage.writ(step.run));
    show(call, step, ran);
    const wrong = await faultsOf(stage, step, ran);
    // What comes after builds on this step.
    if (wrong.length > 0) return wrong;
  }
  return [];
}

async function faultsOf(stage: Stage, step: Step, ran: StepRun): Promise<string[]> {
  const wanted = EXIT[step.ends].code;
  if (ran.code !== wanted)
    return [`\`writ ${step.run.join(' ')}\` ended with ${ran.code} and should with ${wanted}`];
  const unsaid = (step.says ?? []).filter((text) => !ran.out.includes(text));
  if (unsaid.length > 0) return unsaid.map((text) => `expected and not said: ${text}`);
  if (step.finds) {
    const report = (await stage.saved(step.finds.saved)) as { findings: SavedFindings };
    return differences(report.findings, step.finds.exactly);
  }
  if (step.revokes) return differences(revoked(await stage.saved(step.revokes.saved)), step.revokes.exactly);
  return [];
}

type SavedFindings = Parameters<typeof differences>[0];

/** The findings whose line a revert read back as gone. */
function revoked(saved: unknown): SavedFindings {
  const { plan, results } = saved as {
    plan: { lines: { finding: SavedFindings[number] & { subject: { id: string } } }[] };
    results: { id: string; state: string }[];
  };
  const gone = new Set(results.filter((line) => line.state === 'revoked').map((line) => line.id));
  return plan.lines.map((line) => line.finding).filter((finding) => gone.has(finding.subject.id));
}

function announce(call: Call, step: Step): void {
  const paint = paintFor(call.io);
  if (step.say) call.io.out(`\n${paint.strong(step.say)}\n`);
  call.io.out(`${paint.faint(`$ writ ${step.run.map(quoted).join(' ')}`)}\n`);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function show(call: Call, step: Step, ran: StepRun): void {
  if (step.quiet && ran.code === EXIT[step.ends].code) return;
  const lines = `${ran.out}${ran.err}`.replace(/\n+$/, '').split('\n');
  call.io.out(`${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n`);
}

function conclude(call: Call, wrong: readonly string[], stage: Stage): void {
  const paint = paintFor(call.io);
  if (wrong.length > 0) {
    const fault = new WritError('BUG', `the demo is not as it should be: ${wrong.join('; ')}`, {
      remedy: 'run `writ demo --keep` and look into the folder',
    });
    call.io.err(`\nerror ${fault.code}: ${fault.message}\n  try: ${fault.remedy}\n`);
    return;
  }
  call.io.out(
    `\n${paint.good(`All ${counted(SCRIPT.length, 'step')} did what they should, each with its exit code checked.`)} Nothing is left running.\n`,
  );
  if (flag(call, 'keep')) call.io.out(`Manifest, journal and reports are in ${stage.folder}\n`);
  call.io.out(`\nTry next:\n${NEXT.map((line) => `  ${line}`).join('\n')}\n`);
}
