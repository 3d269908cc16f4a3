import { plus, type Instant } from '../kernel/index.js';
import { accountOf, sourceOf, type Edge, type NativeEdge, type SourceId } from '../model/index.js';
import { LOG_AHEAD, type AuditEvent } from './audit.js';

/** A change that is looked for in the logs: which operation, on what. The join is on native ids and nothing else. */
export interface LoggedChange {
  readonly op: AuditEvent['op'];
  readonly source: SourceId;
  readonly target: string;
  readonly holder?: string;
  readonly account?: string;
  /** What an alteration altered; see {@link AuditEvent}. One of them is enough. */
  readonly parts?: readonly string[];
  /** Whether a push explains the edge: then an event of the provisioning that masks the holder is its author. */
  readonly pushed?: boolean;
}

/** What the logs say of a change: the event that made it, unless it was undone since, which leaves open who did it once more. */
export type Trace =
  | { readonly state: 'seen'; readonly event: AuditEvent }
  | { readonly state: 'undone'; readonly event: AuditEvent }
  | { readonly state: 'none' };

/** Audit events by what they touched, the newest of each. */
export interface EventIndex {
  /** By the last event that can be the change: of an alteration, by whichever of its parts was touched last. */
  trace(change: LoggedChange): Trace;
  /** An event that touched the target and masks whom. */
  masked(change: LoggedChange): AuditEvent | undefined;
  /** An event of the change that is dated later than any clock that is ahead explains. */
  tooFarAhead(change: LoggedChange): AuditEvent | undefined;
}

/** The change that put `edge` there, or took it away, by its native ids. */
export function changeOf(edge: Edge, native: NativeEdge, op: 'add' | 'remove'): LoggedChange {
  const account = accountOf(edge.target);
  return {
    op,
    source: sourceOf(edge),
    target: native.target,
    holder: native.holder,
    ...(account === undefined ? {} : { account }),
  };
}

/** Indexes events in one pass, of whatever logs they are. */
export function indexEvents(logs: Iterable<readonly AuditEvent[]>, at: Instant): EventIndex {
  const limit = plus(at, LOG_AHEAD);
  const newest = new Map<string, AuditEvent>();
  const beyond = new Map<string, AuditEvent>();
  for (const events of logs) {
    for (const event of events) keepNewest(event.at > limit ? beyond : newest, event);
  }
  const masked = (change: LoggedChange): AuditEvent | undefined =>
    newest.get(touchKey(ofTarget(change, 'masked')));
  return {
    trace: (change) => {
      const event = lastOf(newest, change) ?? (change.pushed === true ? masked(change) : undefined);
      if (!event) return { state: 'none' };
      return { state: isUndone(newest, change, event) ? 'undone' : 'seen', event };
    },
    masked,
    tooFarAhead: (change) => lastOf(beyond, change),
  };
}

type Touch = Pick<AuditEvent, 'source' | 'op' | 'target' | 'holder' | 'account' | 'part' | 'reach'>;

function keepNewest(into: Map<string, AuditEvent>, event: AuditEvent): void {
  const key = touchKey(event);
  const before = into.get(key);
  if (!before || isNewer(event, before)) into.set(key, event);
}

function lastOf(newest: ReadonlyMap<string, AuditEvent>, change: LoggedChange): AuditEvent | undefined {
  const events = touchesOf(change).flatMap((touch) => newest.get(touchKey(touch)) ?? []);
  return events.reduce<AuditEvent | undefined>((a, b) => (a && !isNewer(b, a) ? a : b), undefined);
}

/** The change itself, or the end of one of its ends, which took the edge with it. */
function touchesOf(change: LoggedChange): Touch[] {
  const { source, op, target, holder, account, parts } = change;
  const ends = { source, op, target, ...(holder === undefined ? {} : { holder }) };
  const own = { ...ends, ...(account === undefined ? {} : { account }) };
  if (parts) return parts.map((part) => ({ ...own, part }));
  if (op !== 'remove') return [own];
  const gone = holder === undefined ? [] : [{ source, op, target: holder, reach: 'all' as const }];
  return [own, ofTarget(change, 'all'), ...gone];
}

function ofTarget({ source, op, target }: LoggedChange, reach: 'all' | 'masked'): Touch {
  return { source, op, target, reach };
}

function isUndone(newest: ReadonlyMap<string, AuditEvent>, change: LoggedChange, event: AuditEvent): boolean {
  if (change.op === 'alter') return false;
  const contrary = lastOf(newest, { ...change, op: change.op === 'add' ? 'remove' : 'add' });
  return contrary !== undefined && contrary.at > event.at;
}

function isNewer(a: AuditEvent, b: AuditEvent): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

function touchKey({ source, op, target, holder = '', account = '', part = '', reach }: Touch): string {
  return JSON.stringify([source, op, target, holder, account, part, reach ?? '']);
}
