import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * Makes the example's directory feed and both feed manifests out of `hr.csv`, which is written by hand.
 * Ids are derived from their owners, so running it again changes nothing.
 *
 * node scripts/run-ts.js scripts/example-feeds.ts
 */
const FEEDS = join(__dirname, '..', 'entitlements', 'feeds');
const GENERATED_AT = '2026-11-20T06:00:00Z';
/** Jobs with a login at the forge: engineers, and everybody who approves. */
const FORGE_JOBS = /^(SRE|PE|BE|DE|SEC|SOC|IT|MGR|EXEC|PRIV)/;
const WORKLOADS = [
  'deploy-pipeline',
  'incident-copilot',
  'ledger-reconciler',
  'posture-scanner',
  'terraform-planner',
  'warehouse-loader',
];
const SHARED = ['treasury-desk', 'payments-root'];
const DOMAIN = 'meridianpay.example';

type Row = readonly [owner: string, source: string, native: string, login: string];
type Worker = Readonly<Record<string, string>>;

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function bytesOf(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

function oktaId(owner: string): string {
  const letters = [...bytesOf('okta', owner).subarray(0, 17)].map((byte) => ALPHANUMERIC.charAt(byte % 62));
  return `00u${letters.join('')}`;
}

function awsId(owner: string): string {
  const hex = bytesOf('aws', owner).toString('hex');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `9067f0e1a2-${uuid.join('-')}`;
}

function both(owner: string, login: string): Row[] {
  return [
    [owner, 'okta', oktaId(owner), login],
    [owner, 'aws', awsId(owner), login],
  ];
}

function accountsOf(worker: Worker): Row[] {
  const { worker_id: id = '', email = '', job_code: job = '', status } = worker;
  const owner = `hr:${id}`;
  if (!FORGE_JOBS.test(job) || status === 'terminated') return both(owner, email);
  const native = String((bytesOf('github', owner).readUInt32BE() % 90_000_000) + 10_000_000);
  const login = (email.split('@')[0] ?? '').replaceAll('.', '-');
  return [...both(owner, email), [owner, 'github', native, `${login}-mp`]];
}

function directory(workers: readonly Worker[]): Row[] {
  return [
    ...workers.flatMap(accountsOf),
    ...WORKLOADS.flatMap((id) => both(`workload:${id}`, `svc-${id}@${DOMAIN}`)),
    ...SHARED.map((name): Row => [`shared:${name}`, 'okta', oktaId(`shared:${name}`), `${name}@${DOMAIN}`]),
  ];
}

function writeManifest(name: string, text: string, rows: number): void {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const manifest = {
    $schema: '../../schemas/feed-manifest.schema.json',
    generatedAt: GENERATED_AT,
    rows,
    digest,
  };
  writeFileSync(join(FEEDS, `${name}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);
}

const hr = readFileSync(join(FEEDS, 'hr.csv'), 'utf8');
const workers = parse<Worker>(hr, { columns: true });
const rows = directory(workers);
const text = `${['owner,source,native_id,login', ...rows.map((row) => row.join(','))].join('\n')}\n`;
writeFileSync(join(FEEDS, 'directory.csv'), text);
writeManifest('hr', hr, workers.length);
writeManifest('directory', text, rows.length);
