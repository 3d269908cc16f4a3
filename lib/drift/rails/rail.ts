import type { RailId } from './index.js';
import type { FindingId } from '../finding-id.js';
import type { RevertLine } from '../line.js';
import type { RevertGround } from '../revert-ground.js';

/** Lines that a rail holds back, with why in plain words. */
export type Holds = ReadonlyMap<FindingId, string>;

/** What can end a hold, and what follows from it. */
export interface UntilRow {
  /** For people. */
  readonly means: string;
  /** Whether somebody or something is waited for: then a run that meets it ends as held. The others say "never" or "not here". */
  readonly waits: boolean;
}

/** Everything that can end a hold. */
export const UNTIL = {
  never: { means: 'nothing ends it', waits: false },
  declared: { means: 'another declaration or configuration', waits: false },
  time: { means: 'time', waits: true },
  mended: { means: 'its cause is mended', waits: true },
  released: { means: 'a second person releases what the run queued', waits: true },
} as const satisfies Readonly<Record<string, UntilRow>>;

/** The name of what ends a hold. */
export type Until = keyof typeof UNTIL;

interface CommonRail<Id> {
  readonly id: Id;
  /** The accident that it prevents, for the page of rails. */
  readonly prevents: string;
  hold(lines: readonly RevertLine[], ground: RevertGround): Holds;
}

/** A rail whose holds end by themselves, or never. */
interface PlainRail<Id> extends CommonRail<Id> {
  readonly until: Exclude<Until, 'released'>;
}

/**
 * A rail of the breaker. It is asked about the lines that it covers and that nobody released; what it holds is queued, and
 * what an earlier run queued waits until two people stand behind it.
 */
interface BreakerRail<Id> extends CommonRail<Id> {
  readonly until: 'released';
  covers(line: RevertLine): boolean;
}

/**
 * One safety rail. Rails are asked in order, each about the lines that those before it let go. Its id is one of those in
 * RAILS: a rail without its place there does not compile.
 */
export type Rail<Id extends RailId = RailId> = PlainRail<Id> | BreakerRail<Id>;

/** Holds each line for which `why` has an answer. */
export function holdEach(lines: readonly RevertLine[], why: (line: RevertLine) => string | undefined): Holds {
  const holds = new Map<FindingId, string>();
  for (const line of lines) {
    const reason = why(line);
    if (reason !== undefined) holds.set(line.finding.subject.id, reason);
  }
  return holds;
}
