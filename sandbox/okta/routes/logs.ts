import type { OktaLogEvent, Runtime } from '../../core/runtime.js';
import type { OktaAnswer, OktaCall, Route } from '../call.js';
import { invalid } from '../errors.js';
import { parseFilter } from '../filter.js';
import { cursor, positionOf } from '../page.js';

/** The system log. */
export const LOG_ROUTES: readonly Route[] = [{ method: 'GET', path: '/api/v1/logs', run: listEvents }];

const WEEK = 7 * 24 * 3600 * 1000;
const LARGEST = 1000;
const STANDARD = 100;

function listEvents(call: OktaCall): OktaAnswer {
  const descending = descends(call.query.get('sortOrder'));
  const until = timeOf(call, 'until');
  const window = { since: timeOf(call, 'since') ?? (until ?? call.runtime.now()) - WEEK, until };
  const limit = limitOf(call);
  const holds = eventFilter(call);
  const { events, passed, more } = descending
    ? backwards(call.runtime, window, positionOf(call), limit, holds)
    : forwards(call.runtime, window, positionOf(call), limit, holds);
  // A poll (no `until`, ascending) always gets a next link: it is where the next poll goes on.
  const goesOn = more || (until === undefined && !descending);
  return {
    kind: 'list',
    items: events.map((event) => event.body),
    ...(goesOn ? { next: { after: cursor(passed) } } : {}),
  };
}

interface Window {
  readonly since: number;
  readonly until: number | undefined;
}

interface Found {
  readonly events: OktaLogEvent[];
  /** How many events of the log the reader has passed. */
  readonly passed: number;
  readonly more: boolean;
}

type Holds = (event: OktaLogEvent) => boolean;

function forwards(
  { oktaLog }: Runtime,
  window: Window,
  position: number,
  limit: number,
  holds: Holds,
): Found {
  const events: OktaLogEvent[] = [];
  const end = window.until === undefined ? oktaLog.length : firstAt(oktaLog, window.until);
  let passed = Math.max(position, firstAt(oktaLog, window.since));
  for (let at = passed; at < end; at += 1) {
    const event = oktaLog[at];
    if (event === undefined || !holds(event)) continue;
    if (events.length === limit) return { events, passed, more: true };
    events.push(event);
    passed = at + 1;
  }
  return { events, passed: Math.max(passed, end), more: false };
}

function backwards(
  { oktaLog }: Runtime,
  window: Window,
  position: number,
  limit: number,
  holds: Holds,
): Found {
  const events: OktaLogEvent[] = [];
  const top = window.until === undefined ? oktaLog.length : firstAt(oktaLog, window.until);
  const start = firstAt(oktaLog, window.since);
  // The cursor is the index of the last event shown: it stays right while events are added.
  let last = position === 0 ? top : Math.min(position - 1, top);
  for (let at = last - 1; at >= start; at -= 1) {
    const event = oktaLog[at];
    if (event === undefined || !holds(event)) continue;
    if (events.length === limit) return { events, passed: last + 1, more: true };
    events.push(event);
    last = at;
  }
  return { events, passed: last + 1, more: false };
}

/** Index of the first event at or after an instant; events are in order of time. */
function firstAt(log: readonly OktaLogEvent[], instant: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.published ?? Infinity) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function eventFilter(call: OktaCall): Holds {
  const filter = call.query.get('filter');
  const matches = filter === null || filter === '' ? undefined : parseFilter(filter);
  const words = (call.query.get('q') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (event) => {
    if (matches !== undefined && !matches(event.body)) return false;
    const text = words.length === 0 ? '' : JSON.stringify(event.body).toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function limitOf(call: OktaCall): number {
  const asked = call.query.get('limit');
  if (asked === null) return STANDARD;
  const limit = Number(asked);
  if (asked === '' || !Number.isInteger(limit) || limit < 0 || limit > LARGEST)
    throw invalid('limit', `limit: must be a whole number from 0 to ${LARGEST}`);
  return limit;
}

function timeOf(call: OktaCall, name: 'since' | 'until'): number | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant) || !/^\d{4}-\d\d-\d\d/.test(text))
    throw invalid(name, `${name}: \`${text}\` is not an ISO 8601 timestamp`);
  return instant;
}

function descends(order: string | null): boolean {
  if (order === null || order === 'ASCENDING') return false;
  if (order === 'DESCENDING') return true;
  throw invalid('sortOrder', 'sortOrder: allowed are `ASCENDING` and `DESCENDING`');
}
