import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { AuditEvent, AuditRead, AuditSource } from '../../../inventory/index.js';
import { by, epochOf, sorted, type Code, type Instant, type WritError } from '../../../kernel/index.js';
import type { SourceId } from '../../../model/index.js';
import type { AwsContext } from '../access.js';
import { malformed } from '../faults.js';
import { listAll, type ReadList } from '../pages.js';
import { actorOf } from './actor.js';
import { EVENT_NAMES, type EventName } from './names.js';
import { parseRecord, type BrokenRecord, type TrailRecord } from './record.js';
import { EVENT_SOURCES } from './sources.js';
import { createdMembership, touchedBy, type MembershipIds } from './touched.js';

const ACTION = 'cloudtrail:LookupEvents';

interface AuditWindow {
  readonly from: Instant;
  readonly to: Instant;
}

interface Looked {
  readonly name: EventName;
  readonly records: ReadList<TrailRecord | BrokenRecord>;
}

/** CloudTrail's event history as an audit log: changes of the window, joined on native ids. */
export function awsAudit(id: SourceId, access: (signal: AbortSignal | undefined) => AwsContext): AuditSource {
  return { id, read: (window, signal) => read(id, access(signal), window) };
}

async function read(source: SourceId, access: AwsContext, window: AuditWindow): Promise<AuditRead> {
  const looked = await lookUpAll(access, window);
  const ids = membershipIds(looked);
  const unread = oneOfEach(looked.flatMap(({ records }) => (records.failure ? [records.failure] : [])));
  const events: AuditEvent[] = [];
  const misunderstood: WritError[] = [];
  for (const { name, records } of looked) {
    for (const record of records.items) {
      const found = eventsOf(source, record, name, ids);
      if (Array.isArray(found)) events.push(...found);
      else misunderstood.push(found);
    }
  }
  return { complete: unread.length === 0, events: inOrder(events), failures: [...unread, ...misunderstood] };
}

/** Looks up one name after the other; where the first is denied, the others would be. */
async function lookUpAll(access: AwsContext, window: AuditWindow): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const name of EVENT_NAMES) {
    const records = await lookUp(access, name, window);
    looked.push({ name, records });
    if (looked.length === 1 && records.failure && FOR_ALL.has(records.failure.code)) break;
  }
  return looked;
}

const FOR_ALL: ReadonlySet<Code> = new Set<Code>(['PROVIDER_DENIED', 'PROVIDER_UNAUTHORIZED']);

/** What stopped several lookups in the same way is one fault of the log. */
function oneOfEach(failures: readonly WritError[]): WritError[] {
  return [...new Map(failures.map((failure) => [`${failure.code} ${failure.message}`, failure])).values()];
}

/** All pages of one name in the window. */
async function lookUp(
  access: AwsContext,
  { name }: EventName,
  { from, to }: AuditWindow,
): Promise<Looked['records']> {
  return await listAll({
    action: ACTION,
    page: async (NextToken) => {
      const command = new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
        StartTime: new Date(epochOf(from)),
        EndTime: new Date(epochOf(to)),
        MaxResults: 50,
        NextToken,
      });
      const answer = await access.trail.call(
        ACTION,
        (o) => access.clients.trail.send(command, o),
        access.signal,
      );
      return { items: answer.Events, next: answer.NextToken };
    },
    item: ({ CloudTrailEvent: text, EventId }) => parseRecord(text, EventId),
    mostPages: access.limits.pages,
  });
}

function eventsOf(
  source: SourceId,
  record: TrailRecord | BrokenRecord,
  name: EventName,
  ids: MembershipIds,
): AuditEvent[] | WritError {
  if (record.at === undefined)
    return malformed(ACTION, `has an event \`${record.broken}\` that is no record`);
  // A call that was refused changed nothing; another service's call of the same name is not about us.
  if (record.errorCode !== undefined || !EVENT_SOURCES.has(record.eventSource)) return [];
  const touched = touchedBy(record, name, ids);
  if (!touched)
    return malformed(ACTION, `has an event \`${record.eventID}\` that does not say what it changed`);
  const actor = actorOf(record);
  return touched.map((what, at) => ({
    id: at === 0 ? record.eventID : `${record.eventID}#${at}`,
    source,
    at: record.at,
    ...what,
    actor,
  }));
}

function membershipIds(looked: readonly Looked[]): MembershipIds {
  const created = looked
    .filter(({ name }) => name.shape === 'membership')
    .flatMap(({ records }) => records.items)
    .filter((record): record is TrailRecord => record.at !== undefined);
  return new Map(created.map(createdMembership).filter((pair) => pair !== undefined));
}

/** Oldest first. */
function inOrder(events: readonly AuditEvent[]): AuditEvent[] {
  return sorted(
    events,
    by(
      (event) => event.at,
      (event) => event.id,
    ),
  );
}
