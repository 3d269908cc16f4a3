import { differences, type SavedFinding } from './check.js';
import { SCRIPT, type Step, type StepEnd } from './script.js';
import type { Stage, StepRun } from './stage.js';

/** Who is told while a play goes on. */
export interface Audience {
  begins(step: Step): void;
  /** Runs a step, and may show that something is under way. */
  during(step: Step, run: () => Promise<StepRun>): Promise<StepRun>;
  ended(step: Step, ran: StepRun): void;
}

/** Plays the script until a step does not do what it should, and says in which way; empty when all went well. */
export async function play(
  stage: Stage,
  codes: Readonly<Record<StepEnd, number>>,
  audience: Audience,
  signal: AbortSignal,
): Promise<string[]> {
  for (const step of SCRIPT) {
    signal.throwIfAborted();
    if (step.sandboxAt && !(await stage.startSandbox(step.sandboxAt)))
      return ['the sandbox did not start; run `writ sandbox start` by itself to see why'];
    audience.begins(step);
    const ran = await audience.during(step, () => stage.writ(step.run));
    audience.ended(step, ran);
    const wrong = await faultsOf(stage, step, codes[step.ends], ran);
    // What comes after builds on this step.
    if (wrong.length > 0) return wrong;
  }
  return [];
}

async function faultsOf(stage: Stage, step: Step, wanted: number, ran: StepRun): Promise<string[]> {
  if (ran.code !== wanted)
    return [`\`writ ${step.run.join(' ')}\` ended with ${ran.code} and should with ${wanted}`];
  const unsaid = (step.says ?? []).filter((text) => !ran.out.includes(text));
  if (unsaid.length > 0) return unsaid.map((text) => `expected and not said: ${text}`);
  if (step.finds) {
    const report = (await stage.saved(step.finds.saved)) as { findings: SavedFinding[] };
    return differences(report.findings, step.finds.exactly);
  }
  if (step.revokes) return differences(revoked(await stage.saved(step.revokes.saved)), step.revokes.exactly);
  return [];
}

/** The findings whose line a revert read back as gone. */
function revoked(saved: unknown): SavedFinding[] {
  const { plan, results } = saved as {
    plan: { lines: { finding: SavedFinding & { subject: { id: string } } }[] };
    results: { id: string; state: string }[];
  };
  const gone = new Set(results.filter((line) => line.state === 'revoked').map((line) => line.id));
  return plan.lines.map((line) => line.finding).filter((finding) => gone.has(finding.subject.id));
}
