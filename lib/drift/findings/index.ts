import type { SubjectKind } from '../finding.js';
import { APART } from './apart.js';
import { CLASSES, type ClassRow, type DriftClass } from './classes.js';
import { DOUBTFUL } from './doubtful.js';
import { ENDED } from './ended.js';
import { FOREIGN } from './foreign.js';
import type { CodeRail, FindingRow } from './row.js';
import { STANDING } from './standing.js';

export { type ClassRow, type DriftClass } from './classes.js';
export { SEVERITIES, type CodeRail, type FindingRow, type Severity } from './row.js';

/** Every finding code, with all that the house has to know of it: judging, severity, revert, rails, docs and schema ask here. */
export const FINDINGS = { ...FOREIGN, ...ENDED, ...STANDING, ...DOUBTFUL, ...APART } as const;

/** The stable name of a finding, for machines. */
export type FindingCode = keyof typeof FINDINGS;

/** The codes that a finding about such a thing may have. */
export type CodeAbout<Kind extends SubjectKind> = {
  [Code in FindingCode]: Kind extends MemberOf<(typeof FINDINGS)[Code], 'about'> ? Code : never;
}[FindingCode];

type MemberOf<Row, Column extends string> =
  Row extends Readonly<Record<Column, readonly (infer Member)[]>> ? Member : never;

/** Why a foreign edge is foreign. */
export type ForeignReason = ReasonIn<(typeof FINDINGS)[FindingCode]>;

type ReasonIn<Row> = Row extends { readonly reason: infer Reason extends string } ? Reason : never;

/** The codes, in the order of the table. */
export const FINDING_CODES = Object.keys(FINDINGS) as readonly FindingCode[];

/** The classes, in the order of the table. */
export const DRIFT_CLASSES = Object.keys(CLASSES) as readonly DriftClass[];

/** The reasons, each once, in the order of the table. */
export const FOREIGN_REASONS: readonly ForeignReason[] = [
  ...new Set(FINDING_CODES.map(reasonOf).filter((reason) => reason !== null)),
];

/** What the table says of a code. */
export function findingRow(code: FindingCode): FindingRow {
  // Each part of the table is held to its columns where it is written.
  const row: unknown = FINDINGS[code];
  return row as FindingRow;
}

/** Why an edge of a code is foreign; null where the code says it all. */
export function reasonOf(code: FindingCode): ForeignReason | null {
  return findingRow(code).reason as ForeignReason | null;
}

/** What the table says of a class. */
export function classRow(of: DriftClass): ClassRow {
  const row: unknown = CLASSES[of];
  return row as ClassRow;
}

/** Whether an edge that the journal knows by this name is called so on, when a doubt about its holder comes up. */
export function lastsThroughDoubt(name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(FINDINGS, name) && findingRow(name as FindingCode).lasts;
}

/** Whether a finding that the journal knows by this name rests on the live text of a policy, which a whole sweep may lack. */
export function restsOnText(name: string | undefined): boolean {
  return (
    name !== undefined &&
    Object.hasOwn(FINDINGS, name) &&
    findingRow(name as FindingCode).about.includes('policy')
  );
}

/** Whether a code rests on nothing explaining the edge: what may still explain it has to be read first. A proved end does not. */
export function restsOnNothing(code: FindingCode): boolean {
  const row = findingRow(code);
  return classRow(row.class).unexplained && row.end === 'none';
}

/** Whether a decided window or HR proves the end by itself, whatever the record or the manifest. */
export function isProvedEnd({ code }: { readonly code: FindingCode }): boolean {
  return findingRow(code).end !== 'none';
}

/** The rail that holds a code for what it is, whatever else is known of the finding. */
export function railOfCode({ code }: { readonly code: FindingCode }): CodeRail | undefined {
  const { revert } = findingRow(code);
  return typeof revert === 'string' ? undefined : revert.heldBy;
}
