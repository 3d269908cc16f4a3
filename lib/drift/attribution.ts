import type { IdentityLinks } from '../identity/index.js';
import { type Instant } from '../kernel/index.js';
import type { Edge, EdgeId, NativeEdge, SourceId, Window } from '../model/index.js';
import type { Attribution } from './finding.js';
import type { AuditEvent, AuditRead, JournalEntry } from './ports.js';

/** What attribution is asked: which operation, on what, and whether a pipeline had leave for it. */
export interface Deed {
  readonly id: EdgeId;
  readonly op: AuditEvent['op'];
  readonly source: SourceId;
  readonly target: string;
  readonly holder?: string;
  readonly account?: string;
  /** Of an alteration, what was altered; see {@link AuditEvent}. One of them is enough. */
  readonly parts?: readonly string[];
  /** A decided window in which the edge was wanted: what our pipeline added then, it had leave to add. */
  readonly wantedIn?: Window;
}

/** What the audit logs said, by source. A source that is absent was not asked. */
export type AuditReads = ReadonlyMap<SourceId, AuditRead>;

/** Who did a deed, as far as the logs say. */
export type Attribute = (deed: Deed) => Attribution;

/** Indexes audit events by what they touched, the newest of each; the join is on native ids and nothing else. */
export function attributor(
  reads: AuditReads,
  intents: readonly JournalEntry[],
  pipelines: readonly string[],
  links: IdentityLinks,
  at: Instant,
): Attribute {
  const newest = newestEvents(reads, at);
  const ours = new Set(pipelines);
  return (deed) => {
    const event = lastOf(newest, deed);
    if (!event) return { by: 'unknown', why: whyUnknown(reads.get(deed.source), deed) };
    if (isUndone(newest, deed, event)) {
      return {
        by: 'unknown',
        why: `event ${event.id} was undone since; the log does not have what followed`,
      };
    }
    const found = { event: event.id, at: event.at };
    const { actor } = event;
    if (ours.has(actor.native) || (actor.onBehalfOf !== undefined && ours.has(actor.onBehalfOf))) {
      return hadLeave(deed, event, intents)
        ? { by: 'pipeline', ...found }
        : { by: 'pipeline-without-intent', ...found, actor };
    }
    if (actor.kind === 'rule' || actor.kind === 'service') return { by: actor.kind, ...found, actor };
    if (actor.kind === 'unknown') return { by: 'unknown', why: `event ${event.id} names no actor` };
    const principal = links.principalOf(event.source, actor.onBehalfOf ?? actor.native);
    return { by: 'person', ...found, actor, ...(principal ? { principal } : {}) };
  };
}

/** The source whose log tells of `edge`. */
export function sourceOf({ target }: Edge): SourceId {
  return target.kind === 'aws.assignment' ? target.set.source : target.source;
}

/** The deed that put `edge` there, or took it away, by its native ids. */
export function deedOn(
  id: EdgeId,
  edge: Edge,
  native: NativeEdge,
  op: 'add' | 'remove',
  wantedIn?: Window,
): Deed {
  const { target } = edge;
  return {
    id,
    op,
    source: sourceOf(edge),
    target: native.target,
    holder: native.holder,
    ...(target.kind === 'aws.assignment' ? { account: target.account } : {}),
    ...(wantedIn ? { wantedIn } : {}),
  };
}

function newestEvents(reads: AuditReads, at: Instant): ReadonlyMap<string, AuditEvent> {
  const newest = new Map<string, AuditEvent>();
  for (const { events } of reads.values()) {
    for (const event of events) {
      if (event.at > at) continue;
      const key = deedKey(event);
      const before = newest.get(key);
      if (!before || isNewer(event, before)) newest.set(key, event);
    }
  }
  return newest;
}

/** The last event that can be the deed: of an alteration, of whichever of its parts was touched last. */
function lastOf(newest: ReadonlyMap<string, AuditEvent>, deed: Deed): AuditEvent | undefined {
  const keys = deed.parts ? deed.parts.map((part) => deedKey({ ...deed, part })) : [deedKey(deed)];
  const events = keys.flatMap((key) => newest.get(key) ?? []);
  return events.reduce<AuditEvent | undefined>((a, b) => (a && !isNewer(b, a) ? a : b), undefined);
}

/** Whether the log shows the contrary after the event: then somebody whom it does not name did it once more. */
function isUndone(newest: ReadonlyMap<string, AuditEvent>, deed: Deed, event: AuditEvent): boolean {
  if (deed.op === 'alter') return false;
  const contrary = newest.get(deedKey({ ...deed, op: deed.op === 'add' ? 'remove' : 'add' }));
  return contrary !== undefined && contrary.at > event.at;
}

function isNewer(a: AuditEvent, b: AuditEvent): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

function deedKey(deed: Omit<Deed, 'id' | 'parts'> & { readonly part?: string }): string {
  const { source, op, target, holder = '', account = '', part = '' } = deed;
  return JSON.stringify([source, op, target, holder, account, part]);
}

function whyUnknown(read: AuditRead | undefined, { source }: Deed): string {
  if (!read) return `the audit log of ${source} was not read`;
  if (!read.complete) return `the audit log of ${source} could not be read whole`;
  return `the audit log of ${source} has no such event in the time that was read`;
}

function hadLeave(deed: Deed, event: AuditEvent, entries: readonly JournalEntry[]): boolean {
  const { wantedIn } = deed;
  if (deed.op === 'add' && wantedIn && event.at >= wantedIn.start && isBefore(event.at, wantedIn.end))
    return true;
  return entries.some(
    (entry) =>
      entry.kind === 'intent' &&
      (entry.op ?? 'remove') === deed.op &&
      entry.at <= event.at &&
      event.at <= entry.deadline &&
      entry.edges.includes(deed.id),
  );
}

function isBefore(at: Instant, end: Window['end']): boolean {
  return end === 'standing' || at < end;
}
