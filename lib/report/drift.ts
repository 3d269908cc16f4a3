import type { DriftReport, Finding, Severity } from '../drift/index.js';
import { basisText } from '../model/index.js';
import { completenessLines, uncoveredLines } from './completeness.js';
import {
  logTexts,
  minute,
  reachText,
  recordLines,
  verdictText,
  whoText,
  type NameOf,
} from './drift-words.js';
import type { Paint } from './paint.js';
import { allowsClause, allowsText } from './allows.js';
import { labelled, wrapped } from './columns.js';
import { clean } from './text.js';

/** How much of a drift report is told. */
export interface DriftTextOptions {
  readonly width: number;
  readonly nameOf: NameOf;
  readonly brief: boolean;
  /** Also what no sweep covers, one by one. */
  readonly uncovered: boolean;
  /** Also what is visible and no drift. */
  readonly all: boolean;
}

/** The drift report in words, worst first. */
export function driftText(report: DriftReport, paint: Paint, options: DriftTextOptions): string[] {
  const mark = report.verdict === 'clean' ? paint.good : paint.warn;
  const told = options.brief ? briefLines : fullLines;
  const notes = options.all ? report.notes.flatMap((note) => briefLines(note, paint, options)) : [];
  return [
    mark(`drift at ${minute(report.at)}: ${verdictText(report)}`),
    ...recordLines(report.record, paint, options.width),
    ...report.findings.flatMap((finding) => told(finding, paint, options)),
    ...(notes.length > 0 ? ['', 'visible, and no drift:', ...notes] : []),
    ...sourceLines(report, paint, options),
    ...logTexts(report).flatMap((text) => wrapped(paint.warn(clean(text)), options.width, '  ')),
    ...(options.brief && !options.uncovered
      ? []
      : uncoveredLines(report.uncovered, options.width, options.uncovered)),
  ];
}

/** Where a finding comes from and what to do: everything, in labelled lines. */
function fullLines(finding: Finding, paint: Paint, options: DriftTextOptions): string[] {
  const rows: [string, string | undefined][] = [
    ['why', finding.because],
    ['who', whoText(finding.attribution, options.nameOf)],
    ['since', `first seen ${minute(finding.firstSeen)}`],
    ['reaches', reachText(finding, options.nameOf)],
    [
      'ended',
      finding.ended ? `${basisText(finding.ended.basis)} ended ${minute(finding.ended.endedAt)}` : undefined,
    ],
    ['allows', allowsText(finding)],
    ['risk', riskText(finding)],
    ['cure', cureText(finding)],
  ];
  return [
    '',
    `${heading(finding, paint)}  ${paint.faint(`${finding.code} ${finding.subject.id}`)}`,
    ...wrapped(clean(finding.gives), options.width - 2).map((line) => `  ${paint.strong(line)}`),
    ...rows.flatMap(([label, text]) =>
      text === undefined ? [] : labelled(`  ${label}:`, clean(text), { width: options.width, at: 11 }),
    ),
  ];
}

/** What else counts as privileged: what is told of what it allows is not told again. */
function riskText({ privileged, allows }: Finding): string | undefined {
  const told = new Set(allows?.reasons.map(({ says }) => says));
  const rest = privileged.filter((says) => !told.has(says));
  return rest.length > 0 ? rest.join('; ') : undefined;
}

/** The cure, with the command for it where there is one. */
function cureText({ cure, subject }: Finding): string {
  return cure.startsWith('revoke it') ? `${cure} (\`writ revert --only ${subject.id}\`)` : cure;
}

function briefLines(finding: Finding, paint: Paint, options: DriftTextOptions): string[] {
  const who =
    finding.attribution.by === 'unknown' ? '' : ` (${whoText(finding.attribution, options.nameOf)})`;
  const allows = allowsClause(finding);
  const text = clean(`${finding.gives}${who}${allows === undefined ? '' : `; ${allows}`}`);
  return labelled(`  ${heading(finding, paint)}`, text, { width: options.width, at: 21 });
}

function heading(finding: Finding, paint: Paint): string {
  const text = `${SIGN[finding.severity]} ${finding.class}`;
  return finding.severity === 'critical' || finding.severity === 'high' ? paint.bad(text) : paint.warn(text);
}

const SIGN: Readonly<Record<Severity, string>> = {
  critical: '!!',
  high: '! ',
  medium: '· ',
  low: '· ',
  info: '  ',
};

function sourceLines(report: DriftReport, paint: Paint, options: DriftTextOptions): string[] {
  const whole = report.sources.every((source) => source.complete && source.notRead === undefined);
  return options.brief && whole ? [] : ['', ...completenessLines(report.sources, paint, options.width)];
}
