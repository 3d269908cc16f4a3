import type { z } from 'zod';
import { by, groupBy, sorted, type Instant } from '../kernel/index.js';
import { delegationRecord, type Delegation } from './delegations.js';
import { eventRecord, type OriginEvent } from './events.js';
import { identityFinding, type IdentityFinding } from './finding.js';
import type { Lined } from './checks/index.js';

/** What a feed of typed records says, record by record; `line` is the place of a record in its list, from 1. */
export interface ReadRecords<T> {
  readonly records: readonly Lined<T>[];
  readonly findings: readonly IdentityFinding[];
}

/** Reads delegations. One without a record id, or with one that stands twice, gives nobody anything. */
export function readDelegations(records: readonly unknown[]): ReadRecords<Delegation> {
  const findings: IdentityFinding[] = [];
  const read = records.flatMap((value, index) => {
    const line = index + 1;
    const parsed = delegationRecord.safeParse(value);
    if (parsed.success) return [{ value: parsed.data, line }];
    const about = [textIn(value, 'to')].filter((each) => each !== undefined);
    const unrecorded = (textIn(value, 'record') ?? '') === '';
    findings.push(
      identityFinding(unrecorded ? 'delegate-unrecorded' : 'delegation-unfit', {
        feed: 'delegations',
        lines: [line],
        about,
        message: unrecorded
          ? `a delegation${about.length > 0 ? ` to \`${about.join()}\`` : ''} names no record`
          : `delegation \`${textIn(value, 'record') ?? ''}\` ${issueOf(parsed.error)}`,
      }),
    );
    return [];
  });
  const kept = once(
    read,
    ({ record }) => record,
    findings,
    'delegation-unfit',
    ({ to }) => [`hr:${to}`],
  );
  return {
    records: sorted(
      kept,
      by(({ value }) => value.record),
    ),
    findings,
  };
}

/** Reads events. One whose id stands twice is the origin of nothing. */
export function readEvents(records: readonly unknown[], asOf: Instant): ReadRecords<OriginEvent> {
  const findings: IdentityFinding[] = [];
  const form = eventRecord(asOf);
  const read = records.flatMap((value, index) => {
    const parsed = form.safeParse(value);
    if (parsed.success) return [{ value: parsed.data, line: index + 1 }];
    findings.push(
      identityFinding('event-unfit', {
        feed: 'events',
        lines: [index + 1],
        about: [],
        message: `event \`${textIn(value, 'id') ?? ''}\` ${issueOf(parsed.error)}`,
      }),
    );
    return [];
  });
  const kept = once(
    read,
    ({ id }) => id,
    findings,
    'event-unfit',
    () => [],
  );
  return {
    records: sorted(
      kept,
      by(({ value }) => value.id),
    ),
    findings,
  };
}

function once<T>(
  read: readonly Lined<T>[],
  idOf: (value: T) => string,
  findings: IdentityFinding[],
  check: 'delegation-unfit' | 'event-unfit',
  aboutOf: (value: T) => string[],
): Lined<T>[] {
  return [...groupBy(read, ({ value }) => idOf(value))].flatMap(([id, group]) => {
    // HR may carry what the feed of its own has too.
    if (new Set(group.map(({ value }) => JSON.stringify(value))).size === 1) return group.slice(0, 1);
    findings.push(
      identityFinding(check, {
        feed: check === 'event-unfit' ? 'events' : 'delegations',
        lines: group.map(({ line }) => line),
        about: group.flatMap(({ value }) => aboutOf(value)),
        message: `\`${id}\` stands in ${group.length} records`,
      }),
    );
    return [];
  });
}

function textIn(value: unknown, field: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : '';
  return typeof found === 'string' && found.length <= 200 ? found : undefined;
}

function issueOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.join('.') ?? '';
  return `${path === '' ? '' : `has \`${path}\` that is not allowed: `}${(issue?.message ?? 'is not readable').toLowerCase()}`;
}
