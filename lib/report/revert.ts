import type { RevertLine, RevertPlan } from '../drift/index.js';
import { whoText, type NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { clean, counted, wrapped } from './text.js';

/** How a plan of revocations is told. */
export interface RevertTextOptions {
  readonly width: number;
  readonly nameOf: NameOf;
}

/** What a revert would do or does: each line with why it is there, and what holds it where a rail does. */
export function revertPlanText(plan: RevertPlan, paint: Paint, options: RevertTextOptions): string[] {
  const go = plan.lines.filter((line) => line.verdict.state === 'go').length;
  const held = plan.lines.length - go;
  if (plan.lines.length === 0) return [paint.good('nothing to take away')];
  const head = plan.confirmed ? 'taking away' : 'would take away';
  return [
    `${head} ${counted(go, 'grant')}${held > 0 ? `; ${counted(held, 'line')} held by safety rails` : ''}`,
    ...plan.lines.flatMap((line) => lineText(line, paint, options)),
    ...(plan.confirmed || go === 0 ? [] : ['nothing was changed: run it again with --confirm to do this']),
  ];
}

function lineText(
  { finding, action, verdict }: RevertLine,
  paint: Paint,
  { width, nameOf }: RevertTextOptions,
): string[] {
  const mark = verdict.state === 'go' ? paint.bad(action.padEnd(12)) : paint.faint('held'.padEnd(12));
  const [first = '', ...rest] = wrapped(clean(finding.gives), width - 15);
  const who = finding.attribution.by === 'unknown' ? '' : `; by ${whoText(finding.attribution, nameOf)}`;
  const why = wrapped(`${finding.class}: ${clean(finding.because)}${clean(who)}`, width - 15);
  const hold =
    verdict.state === 'held' ? wrapped(`rail ${verdict.rail}: ${clean(verdict.why)}`, width - 15) : [];
  return [
    `  ${mark} ${first}`,
    ...[...rest, ...why].map((line) => `${' '.repeat(15)}${line}`),
    ...hold.map((line) => `${' '.repeat(15)}${paint.warn(line)}`),
  ];
}
