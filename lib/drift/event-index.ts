import { plus, type Instant } from '../kernel/index.js';
import type { AuditReads, Deed } from './attribution.js';
import { LOG_AHEAD, type AuditEvent } from './ports.js';

/** Audit events by what they touched, the newest of each. */
export interface EventIndex {
  /** The last event that can be the deed: of an alteration, of whichever of its parts was touched last. */
  last(deed: Deed): AuditEvent | undefined;
  /** Whether the log shows the contrary after the event: then somebody whom it does not name did it once more. */
  isUndone(deed: Deed, event: AuditEvent): boolean;
  /** An event that touched the target and masks whom. */
  masked(deed: Deed): AuditEvent | undefined;
  /** An event of the deed that is dated later than any clock that is ahead explains. */
  tooFarAhead(deed: Deed): AuditEvent | undefined;
}

/** Indexes the events of all logs in one pass. */
export function indexEvents(reads: AuditReads, at: Instant): EventIndex {
  const limit = plus(at, LOG_AHEAD);
  const newest = new Map<string, AuditEvent>();
  const beyond = new Map<string, AuditEvent>();
  for (const { events } of reads.values()) {
    for (const event of events) keepNewest(event.at > limit ? beyond : newest, event);
  }
  const masked = (deed: Deed): AuditEvent | undefined => newest.get(deedKey(ofTarget(deed, 'masked')));
  return {
    last: (deed) => lastOf(newest, deed) ?? (deed.pushed === true ? masked(deed) : undefined),
    isUndone: (deed, event) => isUndone(newest, deed, event),
    masked,
    tooFarAhead: (deed) => lastOf(beyond, deed),
  };
}

type Key = Pick<AuditEvent, 'source' | 'op' | 'target' | 'holder' | 'account' | 'part' | 'reach'>;

function keepNewest(into: Map<string, AuditEvent>, event: AuditEvent): void {
  const key = deedKey(event);
  const before = into.get(key);
  if (!before || isNewer(event, before)) into.set(key, event);
}

function lastOf(newest: ReadonlyMap<string, AuditEvent>, deed: Deed): AuditEvent | undefined {
  const events = keysOf(deed).flatMap((key) => newest.get(deedKey(key)) ?? []);
  return events.reduce<AuditEvent | undefined>((a, b) => (a && !isNewer(b, a) ? a : b), undefined);
}

/** The deed itself, or the end of one of its ends, which took the edge with it. */
function keysOf(deed: Deed): Key[] {
  const { source, op, target, holder, account, parts } = deed;
  const ends = { source, op, target, ...(holder === undefined ? {} : { holder }) };
  const own = { ...ends, ...(account === undefined ? {} : { account }) };
  if (parts) return parts.map((part) => ({ ...own, part }));
  if (op !== 'remove') return [own];
  const gone = holder === undefined ? [] : [{ source, op, target: holder, reach: 'all' as const }];
  return [own, ofTarget(deed, 'all'), ...gone];
}

function ofTarget({ source, op, target }: Deed, reach: 'all' | 'masked'): Key {
  return { source, op, target, reach };
}

function isUndone(newest: ReadonlyMap<string, AuditEvent>, deed: Deed, event: AuditEvent): boolean {
  if (deed.op === 'alter') return false;
  const contrary = lastOf(newest, { ...deed, op: deed.op === 'add' ? 'remove' : 'add' });
  return contrary !== undefined && contrary.at > event.at;
}

function isNewer(a: AuditEvent, b: AuditEvent): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

function deedKey({ source, op, target, holder = '', account = '', part = '', reach }: Key): string {
  return JSON.stringify([source, op, target, holder, account, part, reach ?? '']);
}
