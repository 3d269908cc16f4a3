import type { Instant } from '../kernel/index.js';
import type { Finding } from './finding.js';
import type { JournalEntry } from './journal.js';
import type { FindingId } from './finding-id.js';
import { restsOnText } from './findings/index.js';

/** When findings were first seen, as the journal remembers. */
export interface Sightings {
  /** Since when it has been there without a break. */
  since(id: FindingId): Instant | undefined;
  /** When it was seen first of all, gone or not in between: grace runs from here, so that it never starts again. */
  ever(id: FindingId): Instant | undefined;
  /** Ids that are there now as far as the journal knows. */
  readonly open: ReadonlySet<FindingId>;
  /** What the journal last called it. */
  codeOf(id: FindingId): string | undefined;
}

/** Folds a journal into first-seen times. */
export function sightingsOf(entries: readonly JournalEntry[]): Sightings {
  const since = new Map<FindingId, Instant>();
  const ever = new Map<FindingId, Instant>();
  const codes = new Map<FindingId, string>();
  for (const entry of entries) {
    if (entry.kind === 'gone') since.delete(entry.edge);
    if (entry.kind !== 'first-seen') continue;
    if (!since.has(entry.edge)) since.set(entry.edge, entry.at);
    if (!ever.has(entry.edge)) ever.set(entry.edge, entry.at);
    codes.set(entry.edge, entry.finding);
  }
  return {
    since: (id) => since.get(id),
    ever: (id) => ever.get(id),
    open: new Set(since.keys()),
    codeOf: (id) => (since.has(id) ? codes.get(id) : undefined),
  };
}

/**
 * What a cycle adds to the journal: a line for each finding not seen before, and one for each that is gone. What could
 * not be read is not gone: after an incomplete sweep nothing is, and where not every text of a policy was read, nothing that one of
 * them said. A cycle that saw the same as the last adds nothing.
 */
export function newSightings(
  findings: readonly Finding[],
  sightings: Sightings,
  at: Instant,
  complete: boolean,
  textsRead = true,
): JournalEntry[] {
  const now = new Set(findings.map((finding) => finding.subject.id));
  const seen = findings
    .filter((finding) => !sightings.open.has(finding.subject.id))
    .map((f): JournalEntry => ({ kind: 'first-seen', at, edge: f.subject.id, finding: f.code }));
  const isUnread = (id: FindingId): boolean => !textsRead && restsOnText(sightings.codeOf(id));
  const gone = complete ? [...sightings.open].filter((id) => !now.has(id) && !isUnread(id)).sort() : [];
  return [...seen, ...gone.map((edge): JournalEntry => ({ kind: 'gone', at, edge }))];
}
