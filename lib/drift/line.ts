import { edgeKey, type EdgeKey } from '../model/index.js';
import type { Finding, SubjectKind } from './finding.js';
import type { Counts } from './journal.js';
import type { Revocation } from './ports.js';
import type { RailId } from './rails/index.js';

/** What is done about a finding. */
export type RevertAction = 'revoke' | 'detach' | 're-provision';

/** What a revert does, by the kind of thing that the finding is about. */
export const ACTIONS: Readonly<Record<SubjectKind, RevertAction>> = {
  edge: 'revoke',
  content: 'detach',
  provisioning: 're-provision',
  part: 'revoke',
  name: 'revoke',
  push: 'revoke',
  rule: 'revoke',
  object: 'revoke',
  policy: 'revoke',
};

/** Whether a line may be carried out, and if not, which rail holds it and why. */
export type LineVerdict =
  { readonly state: 'go' } | { readonly state: 'held'; readonly rail: RailId; readonly why: string };

/** One line of a plan: a finding, what would be done about it, and whether it may. */
export interface RevertLine {
  readonly finding: Finding;
  readonly action: RevertAction;
  /** Absent where no removal exists that only narrows; such a line is always held. */
  readonly revocation?: Revocation;
  readonly verdict: LineVerdict;
  /** How ceilings of later runs count it, once it was attempted. */
  readonly counts: Counts;
  /** An earlier run queued it, and it has not ended since. */
  readonly queued?: true;
}

/** Whether no rail holds a line. */
export function isGo({ verdict }: RevertLine): boolean {
  return verdict.state === 'go';
}

/** Keys of the live edges that a line takes away, what was pushed from them included. */
export function edgesOf({ finding }: RevertLine): readonly EdgeKey[] {
  if (finding.subject.what !== 'edge') return [];
  return [finding.subject.edge, ...(finding.downstream ?? []).map((live) => live.edge)].map(edgeKey);
}
