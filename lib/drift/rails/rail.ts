import type { FindingId } from '../finding-id.js';
import type { RevertLine } from '../line.js';
import type { RevertGround } from '../revert-ground.js';

/** Lines that a rail holds back, with why in plain words. */
export type Holds = ReadonlyMap<FindingId, string>;

/** What ends a hold: nothing, another declaration or configuration, time, a mended cause, or a second person. */
export type Until = 'never' | 'declared' | 'time' | 'mended' | 'released';

/** One safety rail. Rails are asked in order, each about the lines that those before it let go. */
export interface Rail {
  readonly id: RailId;
  /** The accident that it prevents, for the page of rails. */
  readonly prevents: string;
  readonly until: Until;
  hold(lines: readonly RevertLine[], ground: RevertGround): Holds;
}

/** The rails by id. */
export type RailId =
  | 'restrictive'
  | 'external'
  | 'control-tower'
  | 'by-rule'
  | 'not-told'
  | 'in-doubt'
  | 'age'
  | 'upstream'
  | 'narrowing'
  | 'scope-mode'
  | 'pinned'
  | 'break-glass'
  | 'known-as'
  | 'record'
  | 'newer-decision'
  | 'newer-manifest'
  | 'clock'
  | 'grace'
  | 'last-access'
  | 'administrators'
  | 'ceiling'
  | 'foreign-ceiling';

/** Holds each line for which `why` has an answer. */
export function holdEach(lines: readonly RevertLine[], why: (line: RevertLine) => string | undefined): Holds {
  const holds = new Map<FindingId, string>();
  for (const line of lines) {
    const reason = why(line);
    if (reason !== undefined) holds.set(line.finding.subject.id, reason);
  }
  return holds;
}
