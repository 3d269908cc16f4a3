import {
  classRow,
  type DriftReport,
  type Finding,
  type RevertLine,
  type RevertPlan,
} from '../drift/index.js';
import { counted, sortedTexts, type WritError } from '../kernel/index.js';
import { recordLines, whoText, type NameOf } from './drift-words.js';
import { allowsText } from './allows.js';
import type { Paint } from './paint.js';
import { indented, labelled, wrapped } from './columns.js';
import { clean } from './text.js';

/** How a plan of revocations is told. */
export interface RevertTextOptions {
  readonly width: number;
  readonly nameOf: NameOf;
}

/** The result of a revert, as far as it is told. */
export interface RevertTold {
  readonly overall: string;
  readonly plan: RevertPlan;
  readonly drift: DriftReport;
  readonly resumed: readonly LineTold[];
  readonly results: readonly LineTold[];
  readonly stillActive: readonly string[];
  readonly stopped?: WritError;
  readonly actor:
    | { readonly state: 'known'; readonly who: string }
    | { readonly state: 'nobody' | 'unknown'; readonly why: string };
}

/** What became of one line. */
export interface LineTold {
  readonly id: string;
  readonly gives: string;
  readonly state: string;
  readonly detail: string;
}

/** The whole of a revert in words: the plan, then what became of each line, then what is still active. */
export function revertText(result: RevertTold, paint: Paint, options: RevertTextOptions): string[] {
  const acted = result.results.length > 0;
  return [
    ...spreadText(result, paint),
    ...recordLines(result.drift.record, paint, options.width),
    ...actorText(result, paint, options),
    ...(acted ? heldText(result.plan, paint, options) : revertPlanText(result.plan, paint, options)),
    ...section('left open by an earlier run:', result.resumed, paint, options),
    ...section('taken away, each polled to its end and read back:', withWhy(result), paint, options),
    ...(result.stillActive.length > 0
      ? [paint.bad('not proved ended:'), ...result.stillActive.map((text) => `  ${clean(text)}`)]
      : []),
    ...staysText(result, paint, options),
    ...remainsText(result, paint, options),
    ...(result.drift.verdict === 'incomplete'
      ? [paint.warn('part of the world could not be read: more may be there, run `writ drift`')]
      : []),
    ...(result.stopped
      ? [`stopped: ${result.stopped.code}: ${clean(result.stopped.message)}; ${clean(result.stopped.remedy)}`]
      : []),
  ];
}

/** Where the last access of whoever runs this is not guarded, or by a guess only, that is said. */
function actorText({ actor, plan }: RevertTold, paint: Paint, { width }: RevertTextOptions): string[] {
  if (actor.state === 'known' || plan.lines.length === 0) return [];
  const text =
    actor.state === 'nobody'
      ? `rail last-access has nobody to guard: ${clean(actor.why)}`
      : `who runs this is not known: ${clean(actor.why)}; what may be their last privileged access is held`;
  return wrapped(text, width).map(actor.state === 'nobody' ? paint.faint : paint.warn);
}

/** What got further than before while it was mended: first of all that is said. */
function spreadText({ resumed, results }: RevertTold, paint: Paint): string[] {
  const spread = [...resumed, ...results].filter(({ state }) => state === 'spread');
  if (spread.length === 0) return [];
  return [
    paint.bad('SPREAD: accounts were given what nobody judged; run `writ drift` at once'),
    ...spread.map(({ detail }) => paint.bad(`  ${clean(detail)}`)),
  ];
}

/** A run whose every line is held for good is not the end of the drift: that is said, and how it ends. */
function staysText({ overall, plan }: RevertTold, paint: Paint, { width }: RevertTextOptions): string[] {
  if (overall !== 'remains' || plan.lines.length === 0) return [];
  const text =
    'nothing was taken away and the drift is still there: no later run takes it either, unless a scope, a rail or a declaration changes';
  return wrapped(text, width).map(paint.warn);
}

/** What a revert does not cure: said, so that an empty plan does not pass for a clean world. */
function remainsText({ plan, drift }: RevertTold, paint: Paint, { width }: RevertTextOptions): string[] {
  const lines = new Set<string>(plan.lines.map(({ finding }) => finding.subject.id));
  const rest = drift.findings.filter(
    (one) => !lines.has(one.subject.id) && classRow(one.class).verdict !== 'incomplete',
  );
  if (rest.length === 0) return [];
  const kinds = countsOf(rest.map((one) => one.class)).join(', ');
  const text = `${counted(rest.length, 'finding')} beyond this run: ${kinds}; \`writ drift\` says what cures each`;
  return wrapped(paint.warn(text), width, '  ');
}

function countsOf(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return sortedTexts(counts.keys()).map((name) => `${counts.get(name) ?? 0} ${name}`);
}

function section(
  title: string,
  lines: readonly LineTold[],
  paint: Paint,
  { width }: RevertTextOptions,
): string[] {
  if (lines.length === 0) return [];
  return [
    title,
    ...lines.flatMap((line) => {
      const mark = line.state === 'revoked' ? paint.good : paint.bad;
      const text = `${clean(line.gives)}${line.detail ? `: ${clean(line.detail)}` : ''}`;
      return labelled(`  ${mark(line.state)}`, text, { width, at: 17 });
    }),
  ];
}

function heldText({ lines }: RevertPlan, paint: Paint, options: RevertTextOptions): string[] {
  const held = lines.filter((line) => line.verdict.state === 'held');
  if (held.length === 0) return [];
  return [
    `${counted(held.length, 'line')} held by safety rails:`,
    ...held.flatMap((line) => lineText(line, paint, options)),
  ];
}

/** Each result with the reason for which its line was there. */
function withWhy({ plan, results }: RevertTold): LineTold[] {
  const findings = new Map<string, Finding>(plan.lines.map(({ finding }) => [finding.subject.id, finding]));
  return results.map((line) => {
    const finding = findings.get(line.id);
    return finding ? { ...line, detail: `${line.detail} (${finding.class}: ${finding.because})` } : line;
  });
}

/** What a revert would do or does: each line with why it is there, and what holds it where a rail does. */
export function revertPlanText(plan: RevertPlan, paint: Paint, options: RevertTextOptions): string[] {
  const go = plan.lines.filter((line) => line.verdict.state === 'go').length;
  const held = plan.lines.length - go;
  if (plan.lines.length === 0) return [paint.good('nothing to take away')];
  const head = plan.confirmed ? 'taking away' : 'would take away';
  const what = go === 0 ? 'nothing' : counted(go, 'grant');
  return [
    `${head} ${what}${held > 0 ? `; ${counted(held, 'line')} held by safety rails` : ''}`,
    ...plan.lines.flatMap((line) => lineText(line, paint, options)),
    ...(plan.confirmed || go === 0 ? [] : ['nothing was changed: run it again with --confirm to do this']),
  ];
}

function lineText(
  { finding, action, verdict }: RevertLine,
  paint: Paint,
  { width, nameOf }: RevertTextOptions,
): string[] {
  const mark = verdict.state === 'go' ? paint.bad(action) : paint.faint('held');
  const who = finding.attribution.by === 'unknown' ? '' : `; by ${whoText(finding.attribution, nameOf)}`;
  const why = wrapped(`${finding.class}: ${clean(finding.because)}${clean(who)}`, width - 15);
  const allows = allowsText(finding);
  const hold =
    verdict.state === 'held' ? wrapped(`rail ${verdict.rail}: ${clean(verdict.why)}`, width - 15) : [];
  return [
    ...labelled(`  ${mark}`, clean(finding.gives), { width, at: 15 }),
    ...indented(why, 15),
    ...(allows === undefined ? [] : indented(wrapped(clean(`allows: ${allows}`), width - 15), 15)),
    ...indented(hold.map(paint.warn), 15),
  ];
}
