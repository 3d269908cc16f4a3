import { counted } from '../kernel/index.js';
import Table from 'cli-table3';
import { completenessLines, uncoveredLines } from './completeness.js';
import type { Paint } from './paint.js';
import type { ScanCase, ScanFinding, ScanReport } from '../scan/index.js';
import { allowedClause } from './allows.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** How much of a scan is told. */
export interface ScanTextOptions {
  readonly width: number;
  /** Cases of each finding. */
  readonly top: number;
  /** The findings only. */
  readonly brief: boolean;
  /** Also what no sweep covers, one by one. */
  readonly uncovered: boolean;
}

/** The scan in words: what was seen, the five findings with a fix each, then the table. */
export function scanText(report: ScanReport, paint: Paint, options: ScanTextOptions): string[] {
  return [
    ...seenLines(report),
    ...report.findings.flatMap((finding, index) => [
      ...(options.brief ? [] : ['']),
      ...findingLines(finding, index + 1, paint, options),
    ]),
    ...(options.brief ? [] : restLines(report, paint, options)),
    ...(options.brief && !options.uncovered
      ? []
      : uncoveredLines(report.uncovered, options.width, options.uncovered)),
  ];
}

function restLines(report: ScanReport, paint: Paint, options: ScanTextOptions): string[] {
  return ['', ...tableLines(report), '', ...completenessLines(report.sources, paint, options.width)];
}

function seenLines({ counts }: ScanReport): string[] {
  return [
    `${counted(counts.people, 'person', 'people')} in ${counted(counts.users, 'account')} of their own (${counts.gone} not active), ` +
      `${counted(counts.groups, 'group')} with ${counted(counts.memberships, 'membership')}`,
    `${counted(counts.permissionSets, 'permission set')} on ${counted(counts.accounts, 'AWS account')}, ` +
      `${counted(counts.assignments, 'assignment')}; ${counted(counts.privilegedPeople, 'person', 'people')} with privileged access`,
  ];
}

function findingLines(finding: ScanFinding, at: number, paint: Paint, options: ScanTextOptions): string[] {
  const mark =
    finding.count === 0 && finding.doubt === undefined
      ? paint.good
      : finding.cases.some((one) => one.privileged)
        ? paint.bad
        : paint.warn;
  const more = finding.cases.length - options.top;
  return [
    `${mark(`${at}. ${finding.title}`)}: ${String(finding.count)}`,
    ...wrapped(clean(finding.headline), options.width - 3).map((line) => `   ${line}`),
    ...finding.cases.slice(0, options.top).flatMap((one) => caseLines(one, paint, options.width)),
    ...(more > 0 ? [paint.faint(`   · and ${more} more (--top ${finding.cases.length} shows all)`)] : []),
    ...(finding.doubt ? [`   ${paint.warn('unsure')}: ${clean(finding.doubt)}`] : []),
    ...(finding.count > 0
      ? wrapped(`fix: ${clean(finding.fix)}`, options.width - 3, '     ').map((line) => `   ${line}`)
      : []),
  ];
}

function caseLines(one: ScanCase, paint: Paint, width: number): string[] {
  const allows = one.allows ? `; ${clean(allowedClause(one.allows))}` : '';
  const text = `${clean(one.subject)}: ${clean(one.gives)}; ${clean(one.why)}${allows}`;
  return wrapped(text, width - 5, '  ').map(
    (line, index) => `   ${index === 0 ? (one.privileged ? paint.bad('!') : '·') : ' '} ${line}`,
  );
}

function tableLines({ access: rows, findings }: ScanReport): string[] {
  const doubt = findings.find(({ question }) => question === 'direct-beside-groups')?.doubt;
  if (rows.length === 0)
    return [doubt === undefined ? 'nobody has an assignment' : `no assignment was seen: ${doubt}`];
  const table = new Table({
    head: ['permission set', 'accounts', 'people', 'direct', 'groups', 'privileged because'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    colWidths: [null, null, null, null, null, 48],
    wordWrap: true,
  });
  for (const row of rows) {
    table.push([
      clean(row.permissionSet),
      row.accounts,
      row.people,
      row.direct,
      row.groups,
      clean(row.privileged.join('; ')),
    ]);
  }
  return table.toString().split('\n');
}
