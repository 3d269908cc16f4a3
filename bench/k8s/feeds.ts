import { digest, type Instant } from '../../lib/kernel/index.js';
import { correlate, type IdentitySnapshot, type RawFeed } from '../../lib/identity/index.js';
import { workerOf, type Snapshot } from './snapshot.js';

/** The people of the snapshot as HR and the directory would export them, correlated as Writ does it. */
export function identityOfSnapshot(snapshot: Snapshot, asOf: Instant): IdentitySnapshot {
  const users = [...new Set(snapshot.memberships.map(({ user }) => user))].sort();
  const head = workerOf(users[0] ?? '');
  const hr = users.map((user) => ({
    worker_id: workerOf(user),
    name: workerOf(user),
    email: user,
    worker_type: 'employee',
    status: 'active',
    department: 'Community',
    job_code: 'MEMBER',
    title: 'Member',
    manager_id: workerOf(user) === head ? '' : head,
    start_date: '2018-01-01',
    last_day: '',
    vendor: '',
    sponsor_id: '',
    contract_end: '',
  }));
  const directory = users.flatMap((user, index) => [
    {
      owner: `hr:${workerOf(user)}`,
      source: 'okta',
      native_id: `00u${String(index).padStart(17, '0')}`,
      login: user,
    },
    {
      owner: `hr:${workerOf(user)}`,
      source: 'aws',
      native_id: `906700000a-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      login: user,
    },
  ]);
  return correlate(feed('hr', hr, asOf), feed('directory', directory, asOf), asOf);
}

function feed(source: RawFeed['source'], rows: Record<string, string>[], at: Instant): RawFeed {
  const text = JSON.stringify(rows);
  return {
    source,
    file: source,
    text,
    rows,
    manifest: { generatedAt: at, rows: rows.length, digest: digest(text) },
  };
}
