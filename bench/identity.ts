import { digest, instantOf } from '../lib/kernel/index.js';
import { identityReport, type RawFeed } from '../lib/identity/index.js';
import type { Measure } from './run.js';

const PEOPLE = 100_000;
const AS_OF = instantOf(Date.UTC(2026, 10, 20, 9));
const GENERATED = '2026-11-20T06:00:00Z';

/**
 * How long the checks take over 100,000 people with two accounts each, from parsed rows to the report: every hundredth
 * has another department in the directory, every thousandth a manager who left.
 */
export default function bench(): Promise<Measure[]> {
  const reads = { hr: { feed: hrFeed() }, directory: { feed: directoryFeed() } };
  const start = process.hrtime.bigint();
  const { findings = [], verdict } = identityReport(reads, { asOf: AS_OF, standard: {} });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const differing = findings.filter(({ check }) => check === 'department-differs').length;
  if (verdict !== 'findings' || differing !== PEOPLE / 100)
    throw new Error(`${verdict}, ${differing} differ`);
  return Promise.resolve([{ name: 'identity-check-100k-seconds', value: seconds, unit: 's' }]);
}

function hrFeed(): RawFeed {
  const rows = Array.from({ length: PEOPLE }, (_, index) => ({
    worker_id: String(index),
    name: `Person ${index}`,
    email: `p${index}@example.com`,
    worker_type: 'employee',
    status: index % 1000 === 7 ? 'terminated' : 'active',
    department: 'Platform',
    job_code: 'SRE1',
    title: 'Engineer',
    manager_id: index === 0 ? '' : String(Math.floor(index / 8)),
    start_date: '2024-01-01',
    last_day: '',
    vendor: '',
    sponsor_id: '',
    contract_end: '',
  }));
  return feedOf('hr', rows);
}

function directoryFeed(): RawFeed {
  const rows = Array.from({ length: PEOPLE }, (_, index) =>
    ['okta', 'aws'].map((source) => ({
      owner: `hr:${index}`,
      source,
      native_id: `${source}-${index}`,
      login: `p${index}@example.com`,
      status: index % 1000 === 7 ? 'deprovisioned' : 'active',
      department: index % 100 === 3 && source === 'okta' ? 'Eng' : 'Platform',
      title: 'Engineer',
      last_used: '2026-11-19T08:00:00Z',
    })),
  ).flat();
  return feedOf('directory', rows);
}

function feedOf(source: RawFeed['source'], rows: RawFeed['rows']): RawFeed {
  const text = JSON.stringify(rows);
  const manifest = { generatedAt: GENERATED, rows: rows.length, digest: digest(text) };
  return { source, file: source, text, rows, manifest };
}
