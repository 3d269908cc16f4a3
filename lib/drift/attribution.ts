import type { IdentityLinks } from '../identity/index.js';
import { epochOf, type Instant } from '../kernel/index.js';
import type { Edge, NativeEdge, Window } from '../model/index.js';
import type { Attribution, Told } from './finding.js';
import type { JournalEntry } from './journal.js';
import {
  changeOf,
  indexEvents,
  LOG_SKEW,
  type AuditEvent,
  type AuditRead,
  type AuditReads,
  type EventIndex,
  type LoggedChange,
} from '../inventory/index.js';
import type { FindingId } from './finding-id.js';

/** A change whose author is looked for, and when a pipeline was allowed to make it. */
export interface SoughtChange extends LoggedChange {
  readonly id: FindingId;
  /** A decided window in which the edge was wanted: our pipeline was allowed to add it then. */
  readonly wantedIn?: Window;
}

/** Says who made a change, as far as the logs tell. */
export type Attribute = (change: SoughtChange) => Attribution;

/** Finds in the logs who made a change; the join is on native ids and nothing else. */
export function attributor(
  reads: AuditReads,
  intents: readonly JournalEntry[],
  pipelines: readonly string[],
  links: IdentityLinks,
  at: Instant,
): Attribute {
  const index = indexEvents(
    [...reads.values()].map(({ events }) => events),
    at,
  );
  const ours = new Set(pipelines);
  return (change) => {
    const trace = index.trace(change);
    if (trace.state === 'none')
      return { by: 'unknown', why: whyUnknown(reads.get(change.source), change, index) };
    const { event } = trace;
    if (trace.state === 'undone')
      return {
        by: 'unknown',
        why: `event ${event.id} was undone since; the log does not have what followed`,
      };
    const found = told(event, at);
    const { actor } = event;
    if (ours.has(actor.native) || (actor.onBehalfOf !== undefined && ours.has(actor.onBehalfOf))) {
      return wasAllowed(change, earlier(event.at, at), intents)
        ? { by: 'pipeline', ...found }
        : { by: 'pipeline-without-intent', ...found, actor };
    }
    if (actor.kind === 'unknown') return { by: 'unknown', why: `event ${event.id} names no actor` };
    if (actor.kind === 'rule' || actor.kind === 'service') return { by: actor.kind, ...found, actor };
    const principal = links.principalOf(event.source, actor.onBehalfOf ?? actor.native);
    const by = actor.kind === 'root' || actor.kind === 'iam-user' ? actor.kind : 'person';
    return { by, ...found, actor, ...(principal ? { principal } : {}) };
  };
}

function told(event: AuditEvent, at: Instant): Told {
  const ahead = epochOf(event.at) - epochOf(at);
  return { event: event.id, at: event.at, ...(ahead > LOG_SKEW ? { ahead } : {}) };
}

/** The earlier of two instants: what a fast clock dates after the run happened before its end. */
function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** The change that added `edge`, or removed it, by its native ids. */
export function changeOn(
  id: FindingId,
  edge: Edge,
  native: NativeEdge,
  op: 'add' | 'remove',
  more: Pick<SoughtChange, 'wantedIn' | 'pushed'> = {},
): SoughtChange {
  return { ...changeOf(edge, native, op), id, ...more };
}

function whyUnknown(read: AuditRead | undefined, change: SoughtChange, index: EventIndex): string {
  const { source } = change;
  if (!read) return `the audit log of ${source} was not read`;
  if (!read.complete) return `the audit log of ${source} could not be read whole`;
  const far = index.tooFarAhead(change);
  if (far) return `event ${far.id} is dated \`${far.at}\`, later than a clock that is ahead explains`;
  const masked = index.masked(change);
  if (masked)
    return `${masked.actor.name} changed the members at ${masked.at} and the log masks whose, but no push explains it`;
  if (read.failures.length > 0) {
    const events = read.failures.length === 1 ? 'an event' : `${read.failures.length} events`;
    return `the audit log of ${source} shows no such event, and ${events} of it could not be understood`;
  }
  return `the audit log of ${source} has no such event in the time that was read`;
}

function wasAllowed(change: SoughtChange, at: Instant, entries: readonly JournalEntry[]): boolean {
  const { wantedIn } = change;
  if (change.op === 'add' && wantedIn && at >= wantedIn.start && isBefore(at, wantedIn.end)) return true;
  return entries.some(
    (entry) =>
      entry.kind === 'intent' &&
      (entry.op ?? 'remove') === change.op &&
      entry.at <= at &&
      at <= entry.deadline &&
      entry.edges.includes(change.id),
  );
}

function isBefore(at: Instant, end: Window['end']): boolean {
  return end === 'standing' || at < end;
}
