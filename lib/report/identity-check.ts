import type { CheckSeverity, FeedHealth, IdentityReport, TouchingFinding } from '../identity/index.js';
import { counted, spanWords } from '../kernel/index.js';
import { minute } from './drift-words.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { clean } from './text.js';

const SEVERITIES: readonly CheckSeverity[] = ['revoke', 'refuse', 'escalate', 'warn'];

const MEANS: Readonly<Record<CheckSeverity, string>> = {
  revoke: 'access is due to end',
  refuse: 'nothing is given until it is mended',
  escalate: 'a person has to look before anything is given',
  warn: 'told, and holds up nobody',
};

/** How fit the identity feeds are, and what stands in them, in words. */
export function identityCheckText(report: IdentityReport, paint: Paint, width: number): string[] {
  const { at, feeds, findings, grantsOf } = report;
  const known = grantsOf !== undefined;
  return [
    paint.strong(`identity feeds at ${minute(at)}: ${report.verdict}`),
    ...feeds.flatMap((feed) => feedLines(feed, paint, width)),
    ...(findings
      ? SEVERITIES.flatMap((severity) => severityLines(severity, findings, known, paint, width))
      : ['', 'the feeds cannot be held against each other until they can be read']),
    ...(findings?.length === 0 ? ['', paint.good('no finding')] : []),
    '',
    ...wrapped(
      known ? `grants and declarations are those of the synthesis of ${minute(grantsOf)}` : UNKNOWN,
      width,
    ),
  ];
}

const UNKNOWN =
  'nothing is synthesized yet: declarations are not held against the feeds, and which grants are touched is not known';

function feedLines(
  { source, state, rows, generatedAt, age, faults }: FeedHealth,
  paint: Paint,
  width: number,
): string[] {
  const said =
    generatedAt === undefined || age === undefined
      ? ''
      : `: ${counted(rows ?? 0, 'row')}, generated ${minute(generatedAt)}, ${spanWords(age)} old`;
  const mark = state === 'fit' ? paint.good : paint.bad;
  return [
    `  ${source} ${mark(state)}${said}`,
    ...faults.flatMap(({ message, remedy }) => block(`${message}; ${remedy}`, 4, width)),
  ];
}

function severityLines(
  severity: CheckSeverity,
  findings: readonly TouchingFinding[],
  known: boolean,
  paint: Paint,
  width: number,
): string[] {
  const of = findings.filter((each) => each.severity === severity);
  if (of.length === 0) return [];
  const mark = severity === 'warn' ? paint.warn : paint.bad;
  return [
    '',
    mark(`${severity}: ${counted(of.length, 'finding')}, ${MEANS[severity]}`),
    ...of.flatMap((finding) => findingLines(finding, known, paint, width)),
  ];
}

function findingLines(
  { check, feed, lines, message, remedy, grants }: TouchingFinding,
  known: boolean,
  paint: Paint,
  width: number,
): string[] {
  const place = lines.length === 0 ? feed : `${feed} line ${lines.join(', ')}`;
  const held = [...new Set(grants.map((each) => `${each.package} on ${each.asset}`))];
  const touched =
    held.length === 0 ? 'touches no grant' : `touches ${counted(held.length, 'grant')}: ${held.join(', ')}`;
  return [
    ...block(`${check} (${place}): ${message}`, 2, width),
    ...(known ? block(touched, 4, width) : []),
    ...block(remedy, 4, width).map(paint.faint),
  ];
}

/** A text as lines that begin `at` cells from the left. */
function block(text: string, at: number, width: number): string[] {
  return wrapped(clean(text), width - at, '  ').map((line) => `${' '.repeat(at)}${line}`);
}
