import type { Attribution, DriftClass, DriftReport, Finding } from '../drift/index.js';
import { principalText, type Principal } from '../model/index.js';
import type { Paint } from './paint.js';
import { clean, counted, listed, wrapped } from './text.js';

/** How people are called; falls back to ids. */
export type NameOf = (principal: Principal) => string;

/** Ids for people whose names nobody gave. */
export const idsOnly: NameOf = principalText;

/** Who did it, in words; unknown is said out loud. */
export function whoText(attribution: Attribution, nameOf: NameOf): string {
  switch (attribution.by) {
    case 'unknown':
      return `unknown: ${attribution.why}`;
    case 'pipeline':
      return `our own pipeline, at ${minute(attribution.at)}`;
    case 'pipeline-without-intent':
      return `our own credential ${attribution.actor.name} WITHOUT an intent, at ${minute(attribution.at)}: treat the credential as stolen`;
    case 'person':
      return `${attribution.principal ? nameOf(attribution.principal) : attribution.actor.name}, by hand at ${minute(attribution.at)}`;
    case 'rule':
    case 'service':
      return `${attribution.by} ${attribution.actor.name}, at ${minute(attribution.at)}`;
  }
}

/** `2026-11-20 14:03Z`: to the minute, for people. */
export function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z`;
}

/** What is odd about the record itself, in words. */
export function recordLines(notes: DriftReport['record'], paint: Paint, width: number): string[] {
  return notes.flatMap(({ code, says, cure }) => [
    paint.warn(`${code}:`),
    ...wrapped(clean(`${says}; ${cure}`), width - 2).map((line) => `  ${line}`),
  ]);
}

/** How the world stands against the manifest, in a sentence. */
export function verdictText(report: DriftReport): string {
  const { compared, declared } = report.coverage;
  const share = `${compared} of ${counted(declared, 'declared edge')} compared`;
  if (report.findings.length === 0) {
    if (report.verdict !== 'clean') return `incomplete; ${share}`;
    return compared === declared
      ? `clean: everything live is wanted and everything wanted is live; ${share}`
      : `clean as far as it can be read: ${share}, the rest lies in systems that no live reader covers`;
  }
  return `${counted(report.findings.length, 'finding')}: ${classCounts(report.findings)}; ${share}`;
}

/** The person behind the finding's edge reached through a carrier, named. */
export function reachText(finding: Finding, nameOf: NameOf): string | undefined {
  if (finding.reaches.length === 0) return undefined;
  return `${counted(finding.reaches.length, 'holder')}: ${listed(
    finding.reaches.map((who) => clean(nameOf(who))),
    6,
  )}`;
}

function classCounts(findings: readonly Finding[]): string {
  const counts = new Map<DriftClass, number>();
  for (const finding of findings) counts.set(finding.class, (counts.get(finding.class) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}
