import type { Inventory } from '../inventory/index.js';
import { canonicalJson, groupBy } from '../kernel/index.js';
import type { ContentPart } from '../model/index.js';
import type { DriftReport, Finding } from './finding.js';
import type { JudgedContent } from './ports.js';

/** The contents that a report was judged by, each with the parts that are to be taken off, by the set's native id. */
export function judgedContents(
  { findings }: Pick<DriftReport, 'findings'>,
  { roles }: Pick<Inventory, 'roles'>,
): ReadonlyMap<string, JudgedContent> {
  const leaving = groupBy(findings.filter(isLeaving), nativeOf);
  return new Map(
    roles.flatMap(({ native, content }) =>
      content
        ? [[native, { parts: content.parts, leaving: (leaving.get(native) ?? []).flatMap(addedIn) }] as const]
        : [],
    ),
  );
}

/**
 * Whether a content is the judged one, or that without some of what is leaving: other lines of the same plan, or
 * somebody else, may have taken those off. A part that was not judged, or one lost that was to stay, is a difference.
 */
export function isAsJudged({ parts, leaving }: JudgedContent, now: readonly ContentPart[]): boolean {
  const judged = keysOf(parts);
  const live = keysOf(now);
  const may = keysOf(leaving);
  return (
    [...live].every((key) => judged.has(key)) && [...judged].every((key) => live.has(key) || may.has(key))
  );
}

function isLeaving({ subject, narrows }: Finding): boolean {
  return subject.what === 'content' && narrows === true;
}

function nativeOf({ subject }: Finding): string {
  return subject.what === 'content' ? subject.native : '';
}

function addedIn({ subject }: Finding): readonly ContentPart[] {
  return subject.what === 'content' ? subject.added : [];
}

function keysOf(parts: readonly ContentPart[]): ReadonlySet<string> {
  return new Set(parts.map(({ slot, name, digest }) => canonicalJson([slot, name, digest])));
}
