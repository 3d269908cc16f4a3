import type { IdentitySnapshot } from '../../identity/index.js';
import type { Inventory } from '../../inventory/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Manifest } from '../../manifest/index.js';
import type { EdgeId, Principal } from '../../model/index.js';
import type { Ahead } from '../ahead.js';
import type { Carried } from '../carried.js';
import type { Holders } from '../holders.js';
import type { RevertLine } from '../line.js';
import type { JournalEntry } from '../ports.js';
import type { Rails } from '../rails.js';
import type { Sightings } from '../sightings.js';

/** Who asks for a revert, and what is known about the ground that it stands on. */
export interface RevertContext {
  readonly manifest: Manifest;
  readonly inventory: Inventory;
  readonly identity: IdentitySnapshot;
  readonly journal: readonly JournalEntry[];
  /** What of the journal lies ahead of the clock. @default - nothing */
  readonly ahead?: Ahead;
  readonly at: Instant;
  /** Without it the plan is only shown. */
  readonly confirmed: boolean;
  /** Who confirms, as the journal records it. */
  readonly by: string;
  /** The principal whose credential acts, when it is one that can hold access. */
  readonly actor?: Principal;
  /** A second person lets go what the breaker queued for somebody else. */
  readonly release?: { readonly reason: string };
  /** Whether the journal and ledger verify. */
  readonly recordVerifies: boolean;
  /** Judge and revert these only. Absent = all, empty = none. */
  readonly only?: readonly EdgeId[];
}

/** A context with the indexes that rails look things up in. */
export interface Ground extends RevertContext {
  readonly rails: Rails;
  readonly carried: Carried;
  readonly holders: Holders;
  readonly sightings: Sightings;
  /** Live edges in governed scopes: that match, and that nothing ever explained. */
  readonly seen: { readonly matched: number; readonly foreign: number };
  /** Who confirmed the run that queued an edge. */
  readonly queuedBy: ReadonlyMap<EdgeId, string>;
}

/** Lines that a rail holds back, with why in plain words. */
export type Holds = ReadonlyMap<EdgeId, string>;

/** One safety rail. Rails are asked in order, each about the lines that those before it let go. */
export interface Rail {
  readonly id: RailId;
  /** The accident that it prevents, for the page of rails. */
  readonly prevents: string;
  /** What ends a hold: nothing, time, a mended cause, or a second person. */
  readonly until: 'never' | 'time' | 'mended' | 'released';
  hold(lines: readonly RevertLine[], ground: Ground): Holds;
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
  | 'record'
  | 'clock'
  | 'grace'
  | 'last-access'
  | 'administrators'
  | 'ceiling'
  | 'foreign-ceiling';

/** Holds each line for which `why` has an answer. */
export function holdEach(lines: readonly RevertLine[], why: (line: RevertLine) => string | undefined): Holds {
  const holds = new Map<EdgeId, string>();
  for (const line of lines) {
    const reason = why(line);
    if (reason !== undefined) holds.set(line.finding.subject.id, reason);
  }
  return holds;
}
