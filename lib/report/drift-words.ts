import { counted, listed } from '../kernel/index.js';
import type { Attribution, DriftClass, DriftReport, Finding, Told } from '../drift/index.js';
import type { AuditActor } from '../inventory/index.js';
import { principalText, type Principal } from '../model/index.js';
import type { Paint } from './paint.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** How people are called; falls back to ids. */
export type NameOf = (principal: Principal) => string;

/** Ids for people whose names nobody gave. */
export const idsOnly: NameOf = principalText;

/** Who did it, in words; unknown is said out loud. */
export function whoText(attribution: Attribution, nameOf: NameOf): string {
  if (attribution.by === 'unknown') return `unknown: ${attribution.why}`;
  if (attribution.by === 'publisher') return 'AWS, which publishes this policy';
  const when = `at ${minute(attribution.at)}${aheadText(attribution)}`;
  switch (attribution.by) {
    case 'pipeline':
      return `our own pipeline, ${when}`;
    case 'pipeline-without-intent':
      return `our own credential ${attribution.actor.name} WITHOUT an intent, ${when}: treat the credential as stolen`;
    case 'root':
      return `THE ROOT USER ${namedActor(attribution.actor)}, ${when}: nobody should be working as root`;
    case 'iam-user':
      return `IAM USER ${namedActor(attribution.actor)}, ${when}: a long-lived credential past Identity Center`;
    case 'person':
      return `${attribution.principal ? nameOf(attribution.principal) : attribution.actor.name}, by hand ${when}`;
    case 'rule':
    case 'service':
      return `${attribution.by} ${attribution.actor.name}, ${when}`;
  }
}

function namedActor({ name, native }: AuditActor): string {
  return name === native ? name : `${name} (${native})`;
}

function aheadText({ ahead }: Told): string {
  if (ahead === undefined) return '';
  return ` (${counted(Math.round(ahead / 60_000), 'minute')} after this run: the clock of the log or of this machine is wrong)`;
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
    finding.reaches.map((who) =>
      clean(who.kind === 'unlinked' ? `unlinked account ${who.login ?? who.native}` : nameOf(who)),
    ),
    6,
  )}`;
}

function classCounts(findings: readonly Finding[]): string {
  const counts = new Map<DriftClass, number>();
  for (const finding of findings) counts.set(finding.class, (counts.get(finding.class) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}

/** Logs of which something could not be read or understood: each fault once. */
export function logTexts(report: DriftReport): string[] {
  return report.logs.flatMap(({ source, complete, failures }) => {
    const texts = failures.map((failure) => `${failure.code}: ${failure.message}`);
    if (texts.length === 0) return complete ? [] : [`the audit log of ${source} could not be read whole`];
    const state = complete ? 'was read, and of it was not understood' : 'could not be read whole';
    return [`the audit log of ${source} ${state}: ${listed(texts, 3)}`];
  });
}
