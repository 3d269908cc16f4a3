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

/** What attribution is asked: a change, and whether a pipeline had leave for it. */
export interface Deed extends LoggedChange {
  readonly id: FindingId;
  /** A decided window in which the edge was wanted: what our pipeline added then, it had leave to add. */
  readonly wantedIn?: Window;
}

/** Who did a deed, as far as the logs say. */
export type Attribute = (deed: Deed) => Attribution;

/** Finds who did a deed in the logs; the join is on native ids and nothing else. */
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
  return (deed) => {
    const trace = index.trace(deed);
    if (trace.state === 'none')
      return { by: 'unknown', why: whyUnknown(reads.get(deed.source), deed, index) };
    const { event } = trace;
    if (trace.state === 'undone')
      return {
        by: 'unknown',
        why: `event ${event.id} was undone since; the log does not have what followed`,
      };
    const found = told(event, at);
    const { actor } = event;
    if (ours.has(actor.native) || (actor.onBehalfOf !== undefined && ours.has(actor.onBehalfOf))) {
      return hadLeave(deed, earlier(event.at, at), intents)
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

/** What a clock that is ahead dates after the run happened before its end. */
function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** The deed that put `edge` there, or took it away, by its native ids. */
export function deedOn(
  id: FindingId,
  edge: Edge,
  native: NativeEdge,
  op: 'add' | 'remove',
  more: Pick<Deed, 'wantedIn' | 'pushed'> = {},
): Deed {
  return { ...changeOf(edge, native, op), id, ...more };
}

function whyUnknown(read: AuditRead | undefined, deed: Deed, index: EventIndex): string {
  const { source } = deed;
  if (!read) return `the audit log of ${source} was not read`;
  if (!read.complete) return `the audit log of ${source} could not be read whole`;
  const far = index.tooFarAhead(deed);
  if (far) return `event ${far.id} is dated \`${far.at}\`, later than a clock that is ahead explains`;
  const masked = index.masked(deed);
  if (masked)
    return `${masked.actor.name} changed the members at ${masked.at} and the log masks whose, but no push explains it`;
  if (read.failures.length > 0) {
    const events = read.failures.length === 1 ? 'an event' : `${read.failures.length} events`;
    return `the audit log of ${source} shows no such event, and ${events} of it could not be understood`;
  }
  return `the audit log of ${source} has no such event in the time that was read`;
}

function hadLeave(deed: Deed, at: Instant, entries: readonly JournalEntry[]): boolean {
  const { wantedIn } = deed;
  if (deed.op === 'add' && wantedIn && at >= wantedIn.start && isBefore(at, wantedIn.end)) return true;
  return entries.some(
    (entry) =>
      entry.kind === 'intent' &&
      (entry.op ?? 'remove') === deed.op &&
      entry.at <= at &&
      at <= entry.deadline &&
      entry.edges.includes(deed.id),
  );
}

function isBefore(at: Instant, end: Window['end']): boolean {
  return end === 'standing' || at < end;
}
