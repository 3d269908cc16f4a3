import { z } from 'zod';
import type { Instant } from '../kernel/index.js';
import type { Principal } from '../model/index.js';
import { principalForm, zonedInstant } from './forms.js';

/** Version of the file of events. */
export const EVENTS_SCHEMA = 'writ.events/1';

/** What can happen elsewhere that access begins or ends by. */
export const EVENT_KINDS = [
  'hire',
  'transfer',
  'termination',
  'incident',
  'change',
  'recovery-verification',
] as const;

/** The kind of an event. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened in an authoritative system, under its own id. */
export interface OriginEvent {
  readonly id: string;
  readonly kind: EventKind;
  /** Whom it is about; absent where it is about nobody in particular. */
  readonly subject?: Principal;
  readonly at: Instant;
  /** When it was over; absent while it lasts. */
  readonly ended?: Instant;
}

const record = z.strictObject({
  id: z.string().min(1).max(200),
  kind: z.enum(EVENT_KINDS),
  subject: principalForm.exactOptional(),
  at: zonedInstant,
  ended: zonedInstant.exactOptional(),
});

/** One record of the feed: the subject as `hr:…` or `workload:…`, times as RFC 3339 with a zone and none still to come. */
export function eventRecord(asOf: Instant) {
  return record
    .refine(({ at, ended }) => at <= asOf && (ended ?? at) <= asOf, `names a time after ${asOf}`)
    .refine(({ at, ended }) => ended === undefined || at <= ended, 'ended before it began');
}

/** The file of events, as people and their tools write it. */
export const eventsFile = z.strictObject({
  schema: z.literal(EVENTS_SCHEMA),
  events: z.array(z.unknown()),
});

/** The file as its published schema has it: reading takes it record by record. */
export const eventsDocument = eventsFile.extend({ events: z.array(record) });

/** The event of an id; undefined when the feed does not have it. */
export function eventOf(events: readonly OriginEvent[], id: string): OriginEvent | undefined {
  return events.find((each) => each.id === id);
}
