import type { CloudTrailEvent } from '../core/runtime.js';
import type { Slice } from '../core/table.js';
import { AwsError } from './errors.js';
import { page } from './pages.js';
import { type Call, type JsonService, read } from './service.js';
import { integer, list, oneOf, optional, structure, text, timestamp } from './shapes.js';
import { accessKeyOf, positionsOf } from './trail-index.js';

const MOST = 50;

const attribute = structure({
  AttributeKey: oneOf(
    'EventId',
    'EventName',
    'ReadOnly',
    'Username',
    'ResourceType',
    'ResourceName',
    'EventSource',
    'AccessKeyId',
  ),
  AttributeValue: text({ min: 1, max: 2000 }),
});

const lookup = {
  LookupAttributes: optional(list(attribute)),
  StartTime: optional(timestamp()),
  EndTime: optional(timestamp()),
  EventCategory: optional(oneOf('insight')),
  MaxResults: optional(integer(1, MOST)),
  NextToken: optional(text()),
};

/** CloudTrail's event history. */
export const cloudTrail: JsonService = {
  name: 'cloudtrail',
  targetPrefix: 'CloudTrail_20131101',
  iamPrefix: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  throttlingCode: 'ThrottlingException',
  operations: {
    LookupEvents: read(lookup, (input, call) => {
      const {
        LookupAttributes: attributes = [],
        StartTime: start = -Infinity,
        EndTime: end = Infinity,
      } = input;
      if (attributes.length > 1) {
        throw new AwsError('InvalidLookupAttributesException', 'Only one lookup attribute may be given.');
      }
      if (start > end) throw new AwsError('InvalidTimeRangeException', 'Start time is after end time.');
      if (input.EventCategory === 'insight') return { Events: [] };
      const [wanted] = attributes;
      const positions =
        wanted && positionsOf(call.runtime.cloudTrail, wanted.AttributeKey, wanted.AttributeValue);
      const { items, next } = page(call, input, MOST, (after, limit) =>
        newestFirst(call, positions, { start, end }, after, limit),
      );
      return { Events: items.map(shown), ...next };
    }),
  },
  invalid: (problems): AwsError => {
    const [first = ''] = problems;
    if (first.includes("'maxResults'")) return new AwsError('InvalidMaxResultsException', first);
    if (first.includes("'eventCategory'")) return new AwsError('InvalidEventCategoryException', first);
    return new AwsError('InvalidLookupAttributesException', first);
  },
  invalidToken: (): AwsError => new AwsError('InvalidNextTokenException', 'Invalid token.'),
};

interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads backwards from the end of the trail. A page continues before the trail position where the last one
 * ended, so that events which arrive meanwhile shift nothing.
 */
function newestFirst(
  call: Call,
  positions: readonly number[] | undefined,
  window: Window,
  after: number,
  limit: number,
): Slice<CloudTrailEvent> {
  const trail = call.runtime.cloudTrail;
  const { cloudTrailAheadMs: ahead, cloudTrailDelayMs: late } = call.runtime.settings;
  const visibleUntil = Math.min(window.end, call.runtime.now() + ahead - late);
  const items: CloudTrailEvent[] = [];
  let last = after;
  const from = after === 0 ? trail.length : after - 1;
  for (let at = (positions === undefined ? from : countBelow(positions, from)) - 1; at >= 0; at -= 1) {
    const position = positions === undefined ? at : (positions[at] ?? 0);
    const event = trail[position];
    if (event === undefined || event.at < window.start || event.at > visibleUntil) continue;
    if (items.length === limit) return { items, last, more: true };
    items.push(event);
    last = position + 1;
  }
  return { items, last, more: false };
}

function countBelow(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shown(event: CloudTrailEvent): object {
  const accessKeyId = accessKeyOf(event);
  return {
    EventId: event.eventId,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    ...(accessKeyId !== undefined && { AccessKeyId: accessKeyId }),
    // Event history keeps whole seconds.
    EventTime: Math.floor(event.at / 1000),
    EventSource: event.eventSource,
    ...(event.username !== '' && { Username: event.username }),
    Resources: event.resources,
    CloudTrailEvent: JSON.stringify(event.record),
  };
}
