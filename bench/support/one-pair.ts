import { seedOf } from '../../sandbox/seeding/seed.js';
import {
  Account,
  accounts,
  approval,
  Asset,
  catalogueOf,
  EntitlementPackage,
  every,
  GovernedScope,
  JobFunction,
  Organization,
  owner,
  PermissionSet,
  Team,
} from '../../lib/declare/index.js';
import { correlate, type RawFeed } from '../../lib/identity/index.js';
import { digest, type Instant } from '../../lib/kernel/index.js';
import type { Catalogue } from '../../lib/manifest/index.js';
import { synthesize, type SynthInputs } from '../../lib/synth/index.js';
import type { Seed } from '../../sandbox/index.js';

/** How many people hold it. */
export const PRINCIPALS = 1000;
/** The one account. */
export const ACCOUNT = '111111111111';
/** The one permission set. */
export const PERMISSION_SET = 'Reader';

/** 1,000 people with one permission set on one account, each assigned directly: by birthright, and the world that holds it. */
export function onePair(asOf: Instant): { readonly synth: SynthInputs; readonly seed: Seed } {
  const synth: SynthInputs = {
    catalogue: catalogue(),
    tickets: [],
    decisions: [],
    identity: identity(asOf),
    asOf,
  };
  const { manifest } = synthesize(synth);
  return { synth, seed: seedOf(manifest, synth.identity) };
}

function catalogue(): Catalogue {
  const organization = new Organization({ name: 'One pair' });
  const team = new Team(organization, 'owners', { title: 'Owners', approvers: ['hr:w0'] });
  const account = new Account(organization, 'production', { id: ACCOUNT, environment: 'production' });
  const asset = new Asset(organization, 'ledger', { title: 'Ledger', owner: team, accounts: [account] });
  const reader = new PermissionSet(organization, PERMISSION_SET, {
    description: 'Read',
    managedPolicies: ['job-function/ViewOnlyAccess'],
  });
  const read = new EntitlementPackage(organization, 'read', {
    title: 'Read',
    owner: team,
    risk: 'low',
    assets: [asset],
    grants: () => [reader.on(accounts.of(asset))],
    carrier: 'direct',
    holders: ['employee'],
    duration: 'standing',
    approval: approval.one(owner()),
    review: every('180d'),
  });
  new JobFunction(organization, 'everybody', { when: { worker: 'employee' }, birthright: [read] });
  new GovernedScope(organization, 'all', { owner: team, mode: 'enforce', accounts: [account] });
  return catalogueOf(organization);
}

function identity(asOf: Instant): SynthInputs['identity'] {
  const ids = Array.from({ length: PRINCIPALS }, (_, at) => `w${at}`);
  const hr = ids.map((id) => ({
    worker_id: id,
    name: id,
    email: `${id}@example.org`,
    worker_type: 'employee',
    status: 'active',
    department: 'All',
    job_code: 'X',
    title: 'X',
    manager_id: '',
    start_date: '2024-01-01',
    last_day: '',
    vendor: '',
    sponsor_id: '',
    contract_end: '',
  }));
  const directory = ids.flatMap((id, at) => [
    {
      owner: `hr:${id}`,
      source: 'aws',
      native_id: `906700000a-00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      login: `${id}@example.org`,
    },
  ]);
  return correlate(feed('hr', hr, asOf), feed('directory', directory, asOf), asOf);
}

function feed(source: RawFeed['source'], rows: Record<string, string>[], generatedAt: Instant): RawFeed {
  const text = JSON.stringify(rows);
  return {
    source,
    file: source,
    text,
    rows,
    manifest: { generatedAt, rows: rows.length, digest: digest(text) },
  };
}
