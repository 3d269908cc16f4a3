import type { DriftReport, Finding } from '../drift/index.js';
import { allowsText } from './allows.js';
import { notReadTexts } from './completeness.js';
import { logTexts, minute, reachText, verdictText, whoText, type NameOf } from './drift-words.js';
import { markdown } from './text.js';

/** The drift report as Markdown, for a comment, an issue or a page. Nothing from a provider is markup in it. */
export function driftMarkdown(report: DriftReport, nameOf: NameOf): string[] {
  return [
    `## Drift at ${minute(report.at)}`,
    '',
    `**${report.verdict}**: ${markdown(verdictText(report))}`,
    ...report.record.flatMap(({ code, says, cure }) => ['', `- \`${code}\` ${markdown(`${says}; ${cure}`)}`]),
    ...report.findings.flatMap((finding) => findingLines(finding, nameOf)),
    '',
    ...sourceLines(report),
    ...report.sources
      .flatMap(notReadTexts)
      .flatMap(({ says, remedy }) => ['', markdown(`${says}; ${remedy}`)]),
    ...logTexts(report).flatMap((text) => ['', markdown(text)]),
    ...(report.uncovered.length > 0
      ? ['', 'Not covered by any sweep:', '', ...report.uncovered.map((text) => `- ${markdown(text)}`)]
      : []),
  ];
}

function findingLines(finding: Finding, nameOf: NameOf): string[] {
  const reach = reachText(finding, nameOf);
  const allows = allowsText(finding);
  return [
    '',
    `### ${finding.severity}: ${finding.class} \`${finding.code}\``,
    '',
    markdown(finding.gives),
    '',
    `- Why: ${markdown(finding.because)}`,
    `- Who: ${markdown(whoText(finding.attribution, nameOf))}`,
    `- Since: ${minute(finding.firstSeen)}`,
    ...(allows ? [`- Allows: ${markdown(allows)}`] : []),
    ...(reach ? [`- Reaches ${markdown(reach)}`] : []),
    `- Cure: ${markdown(finding.cure)}`,
    `- Id: \`${finding.subject.id}\``,
  ];
}

function sourceLines(report: DriftReport): string[] {
  return [
    '| source | read | calls | whole |',
    '|---|---|---|---|',
    ...report.sources.map(
      (s) =>
        `| ${markdown(s.source)} | ${s.answered} of ${s.listed} | ${s.calls} | ${s.complete ? 'yes' : '**no**'} |`,
    ),
  ];
}
