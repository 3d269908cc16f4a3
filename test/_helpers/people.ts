import { digest } from '../../lib/kernel/index.js';
import { correlate, type IdentitySnapshot, type RawFeed, type RawRecords } from '../../lib/identity/index.js';
import { parseInstant } from '../../lib/kernel/index.js';

export const AS_OF = parseInstant('2026-11-20T09:00:00Z');

/** An HR row; only what a test shows differs from an ordinary active employee, who reports to person 1. */
export function hrRow(
  worker_id: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    worker_id,
    name: `Person ${worker_id}`,
    email: `p${worker_id}@example.org`,
    worker_type: 'employee',
    status: 'active',
    department: 'Platform',
    job_code: 'SRE1',
    title: 'Engineer',
    manager_id: worker_id === '1' ? '' : '1',
    start_date: '2024-01-01',
    last_day: '',
    vendor: '',
    sponsor_id: '',
    contract_end: '',
    ...changes,
  };
}

/** A directory row of a person's account; `owner` is `hr:<id>`, `workload:<id>` or `shared:<name>`. */
export function accountRow(
  owner: string,
  source = 'okta',
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const id = owner.slice(owner.indexOf(':') + 1);
  return { owner, source, native_id: `${source}-${id}`, login: `p${id}@example.org`, ...changes };
}

/** A feed that agrees with its own manifest, unless told otherwise. */
export function feed(
  source: 'hr' | 'directory',
  rows: readonly Record<string, string>[],
  manifest: object = {},
): RawFeed {
  const text = JSON.stringify(rows);
  return {
    source,
    file: `${source}.csv`,
    text,
    rows,
    manifest: { generatedAt: '2026-11-20T06:00:00Z', rows: rows.length, digest: digest(text), ...manifest },
  };
}

/** A feed of typed records that agrees with its own manifest, unless told otherwise. */
export function recordsFeed(
  source: 'delegations' | 'events',
  records: readonly unknown[],
  manifest: object = {},
): RawRecords {
  const text = JSON.stringify(records);
  return {
    source,
    file: `${source}.json`,
    text,
    records,
    manifest: {
      generatedAt: '2026-11-20T06:00:00Z',
      rows: records.length,
      digest: digest(text),
      ...manifest,
    },
  };
}

/** The snapshot of some people, each with an Okta and an AWS account. */
export function identityOf(
  hr: readonly Record<string, string>[],
  extra: readonly Record<string, string>[] = [],
): IdentitySnapshot {
  const accounts = hr.flatMap((row) => [
    accountRow(`hr:${row['worker_id'] ?? ''}`),
    accountRow(`hr:${row['worker_id'] ?? ''}`, 'aws'),
  ]);
  return correlate(feed('hr', hr), feed('directory', [...accounts, ...extra]), AS_OF);
}
