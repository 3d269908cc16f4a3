import { by, sorted } from '../kernel/index.js';
import { aheadNotes } from './ahead.js';
import type { AuditReads } from '../inventory/index.js';
import { beyondReading, beyondWords } from './beyond.js';
import { ambiguousFindings } from './classes/ambiguous.js';
import { alteredByAws } from './classes/altered-by-aws.js';
import { ruleFindings } from './classes/by-rule.js';
import { judgeContents } from './judging/contents.js';
import { judgeAbsent } from './judging/absent.js';
import { unanchoredFindings } from './classes/unanchored.js';
import { pushFindings } from './classes/undeclared-push.js';
import { unreadableFindings } from './classes/unreadable.js';
import { judgeUnwanted } from './judging/unwanted.js';
import { groundOf, type Ground, type JudgeInput } from './ground.js';
import type { DriftReport, Finding, LogRead } from './finding.js';
import { classRow, DRIFT_CLASSES, type DriftClass } from './findings/index.js';
import { heldBackNotes, manifestNotes } from './known.js';
import { inOrder } from './order.js';
import { sightOf, type EdgeComparison } from './sight.js';

/** What was judged: the report, and the ground that it was judged on, for whoever goes on from it. */
export interface Judgement {
  readonly report: DriftReport;
  readonly ground: Ground;
}

/**
 * Compares what is wanted at an instant with what an inventory shows. Pure: the same input gives the same report.
 * Presence is believed wherever it was read, absence only where the read was whole.
 */
export function judge(input: JudgeInput): Judgement {
  const ground = groundOf(input);
  const sight = sightOf(ground);
  const unwanted = judgeUnwanted(ground, sight);
  const findings = inOrder([
    ...unwanted.findings,
    ...judgeAbsent(ground, sight),
    ...judgeContents(ground),
    ...alteredByAws(ground),
    ...pushFindings(ground),
    ...ruleFindings(ground),
    ...unanchoredFindings(ground),
    ...unreadableFindings(ground),
    ...ambiguousFindings(ground),
  ]);
  return { report: reportOf(ground, sight, findings, unwanted.ungoverned), ground };
}

/** Whether a finding is shown among the notes, as nothing that anybody has to act on. */
function isNote({ class: of, privileged }: Finding): boolean {
  const { shown } = classRow(of);
  return shown === 'note' || (shown === 'note-unless-privileged' && privileged.length === 0);
}

function reportOf(
  ground: Ground,
  sight: EdgeComparison,
  all: readonly Finding[],
  ungoverned: number,
): DriftReport {
  const { inventory, at, manifestDigest } = ground;
  const findings = all.filter((finding) => !isNote(finding));
  const record = [
    ...manifestNotes(ground, ground.known),
    ...heldBackNotes(ground.manifest),
    ...aheadNotes(ground.ahead),
  ];
  const beyond = beyondReading(ground.manifest, at);
  const unread = beyond.reduce((sum, { grants }) => sum + grants, 0);
  return {
    schema: 'writ.drift/1',
    at,
    manifest: manifestDigest,
    counts: { ...countsOf(all), matched: sight.matched, ungoverned },
    findings,
    notes: all.filter(isNote),
    record,
    sources: inventory.sources,
    logs: logsOf(ground.audit),
    coverage: { compared: sight.compared, declared: sight.declared + unread },
    uncovered: [...inventory.uncovered, ...beyond.map(beyondWords)],
    verdict: verdictOf(findings, record),
  };
}

function logsOf(audit: AuditReads): LogRead[] {
  const logs = [...audit].map(([source, { complete, events, failures }]) => ({
    source,
    complete,
    events: events.length,
    failures,
  }));
  return sorted(
    logs,
    by((log) => log.source),
  );
}

/** Incomplete comes before drift: a list that may not be whole must not pass for the whole list. */
function verdictOf(findings: readonly Finding[], record: DriftReport['record']): DriftReport['verdict'] {
  const verdicts = new Set(findings.map((finding) => classRow(finding.class).verdict));
  if (verdicts.has('incomplete')) return 'incomplete';
  // By a manifest that is not the newest nothing is clean.
  if (record.some(({ code }) => code === 'NEWER_MANIFEST')) return 'drift';
  return verdicts.has('drift') ? 'drift' : 'clean';
}

function countsOf(findings: readonly Finding[]): Record<DriftClass, number> {
  const counts = Object.fromEntries(DRIFT_CLASSES.map((of) => [of, 0])) as Record<DriftClass, number>;
  for (const finding of findings) counts[finding.class]++;
  return counts;
}
