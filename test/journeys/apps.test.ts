import { oktaAdapters } from '../../lib/adapters/okta/index.js';
import { catalogueOf, GovernedScope, JobFunction, okta, OktaApp, team } from '../../lib/declare/index.js';
import { DEFAULT_RAILS, type JournalEntry } from '../../lib/drift/index.js';
import { digest, manualClock } from '../../lib/kernel/index.js';
import { parseManifest } from '../../lib/manifest/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { runRevert, type RevertResult } from '../../lib/workflow/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { seedOf } from '../../sandbox/seeding/seed.js';
import { declarePackage, organization } from '../_helpers/organization.js';
import { AS_OF, identity, inputs, person, ticket } from '../synth/builders.js';

/** Salesforce by a group that carries it; the vault, which administers, held directly. */
function declared() {
  const org = organization();
  const salesforce = new OktaApp(org, 'salesforce', { label: 'Salesforce', description: 'Customers' });
  new OktaApp(org, 'vault', { label: 'Vault', description: 'Secrets', privileged: 'gives every secret' });
  const sales = declarePackage(org, 'sales', { grants: () => [salesforce] });
  const secrets = declarePackage(org, 'secrets', { grants: () => [okta.app('Vault')], carrier: 'direct' });
  new JobFunction(org, 'engineer', {
    when: { department: ['Platform'] },
    birthright: [],
    mayRequest: [sales, secrets],
  });
  new GovernedScope(org, 'apps', {
    owner: team('platform'),
    mode: 'enforce',
    apps: [salesforce, okta.app('Vault')],
    carriersOf: ['okta'],
  });
  return catalogueOf(org);
}

const world = inputs(
  {
    catalogue: declared(),
    identity: identity(person('1'), person('2'), person('3', { department: 'Leads' })),
    tickets: [
      ticket('ACC-1', { package: 'sales' }),
      ticket('ACC-2', { package: 'secrets', principal: 'hr:2' }),
    ],
  },
  { 'ACC-1': { approvers: ['hr:2'] }, 'ACC-2': { approvers: ['hr:1'] } },
);

interface Json {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

describe('Okta app assignments, from the declaration to the revert', () => {
  const { manifest, stacks } = synthesize(world);
  const resources = (type: string) =>
    [...stacks.values()].flatMap((text) => Object.values((JSON.parse(text) as Json).resource?.[type] ?? {}));
  let sandbox: Sandbox;
  let entries: JournalEntry[];
  const clock = manualClock(AS_OF);

  beforeEach(async () => {
    entries = [];
    sandbox = await startSandbox({
      now: () => Date.parse(clock.now()),
      load: seedOf(manifest, world.identity),
    });
  });
  afterEach(() => sandbox.close());

  const revert = async (confirm = true): Promise<RevertResult> => {
    const { source, revoker, audit } = oktaAdapters({
      orgUrl: sandbox.oktaUrl,
      token: 'sandbox-okta-keeper',
      clock,
    });
    const journal = {
      read: () => Promise.resolve([...entries]),
      append: (more: readonly JournalEntry[]) => Promise.resolve(void entries.push(...more)),
    };
    return runRevert(
      { sources: [source], audits: [audit], revokers: [revoker], journal, clock },
      {
        manifest,
        manifestDigest: digest('m'),
        identity: world.identity,
        pipelines: [],
        auditFor: 86_400_000,
        confirm,
        rails: { ...DEFAULT_RAILS, grace: 0 },
        run: 'run-1',
        by: 'keeper',
        recordVerifies: true,
      },
    );
  };
  const byHand = (action: object) => sandbox.runtime.byHand?.(action);

  it('a group carries the app, or each holder has it directly; the manifest reads back', () => {
    expect(
      manifest.edges.map(({ edge, role }) => `${edge.holder.kind} ${edge.target.kind} ${role}`).sort(),
    ).toEqual(['okta.group okta.app structure', 'person okta.app holding', 'person okta.group holding']);
    expect(parseManifest(JSON.stringify(manifest), 'manifest.json').edges).toEqual(manifest.edges);
  });

  it('Terraform has one resource for each, and the group of an app alone is pushed nowhere', () => {
    expect(resources('okta_app_user')).toMatchObject([
      { user_id: person('2').accounts[1]!.native, username: 'p2@example.com' },
    ]);
    expect(resources('okta_app_group_assignment')).toHaveLength(1);
    expect(manifest.catalogue.groups.filter(({ ref }) => ref.kind === 'aws.group')).toEqual([]);
  });

  it('what is declared is matched live', async () => {
    const { drift } = await revert(false);
    expect(drift.findings.filter(({ subject }) => subject.what === 'edge')).toEqual([]);
  });

  it('REQ-066 somebody put on an app by hand is foreign, told by whom, taken off and read back; so is a group', async () => {
    const actor = 'p3@example.com';
    await byHand({
      action: 'okta.assign-app',
      app: 'Vault',
      principal: { type: 'USER', name: 'p1@example.com' },
      actor,
    });
    await byHand({ action: 'okta.create-group', name: 'strangers', actor });
    await byHand({
      action: 'okta.assign-app',
      app: 'Vault',
      principal: { type: 'GROUP', name: 'strangers' },
      actor,
    });
    const { drift, results } = await revert();
    const edges = drift.findings.filter(({ subject }) => subject.what === 'edge');
    expect(edges.map(({ class: of, code, privileged }) => [of, code, privileged])).toEqual([
      ['foreign', 'ORPHANED_GRANT', ['gives every secret']],
      ['foreign', 'ORPHANED_GRANT', ['gives every secret']],
    ]);
    expect(edges.map(({ gives }) => gives).sort()).toEqual([
      'Person 1 has Okta app Vault',
      'everyone in Okta group strangers has Okta app Vault (nobody now)',
    ]);
    expect(edges.map(({ attribution }) => attribution)).toMatchObject([
      { by: 'person', principal: { id: '3' } },
      { by: 'person', principal: { id: '3' } },
    ]);
    expect(results.map(({ state }) => state)).toEqual(['revoked', 'revoked']);
    const again = await revert(false);
    expect(again.drift.findings.filter(({ subject }) => subject.what === 'edge')).toEqual([]);
  });

  it('an app that a scope does not cover is nobody’s matter', async () => {
    const actor = 'p3@example.com';
    await byHand({ action: 'okta.create-app', label: 'Lunch', actor });
    await byHand({
      action: 'okta.assign-app',
      app: 'Lunch',
      principal: { type: 'USER', name: 'p1@example.com' },
      actor,
    });
    const { drift } = await revert(false);
    expect(drift.findings.filter(({ subject }) => subject.what === 'edge')).toEqual([]);
  });

  it('a denied listing of who has an app proves nobody to be without it', async () => {
    sandbox.runtime.faults.push({
      id: 'denied',
      match: 'okta:GET /api/v1/apps/{id}/users',
      effect: { kind: 'denied' },
    });
    const { drift } = await revert(false);
    expect(drift.findings.filter(({ class: of }) => of === 'missing')).toEqual([]);
    expect(drift.findings.map(({ class: of }) => of)).toContain('unreadable');
  });

  const apps = async () => {
    const { drift } = await revert(false);
    return drift.findings.filter(
      ({ subject }) => subject.what === 'object' && subject.ref.kind === 'okta.app',
    );
  };

  it('an app that was renamed is known by its id: who has it is matched, and the name is told', async () => {
    await revert();
    await byHand({ action: 'okta.rename-app', app: 'Vault', label: 'Safe', actor: 'p3@example.com' });
    const { drift } = await revert(false);
    expect(drift.findings.filter(({ subject }) => subject.what === 'edge')).toEqual([]);
    expect(drift.findings.map(({ code }) => code)).toContain('OBJECT_RENAMED');
    expect((await apps()).map(({ cure }) => cure)).toEqual(['give it its name back, or declare it as Safe']);
  });

  it('an app that was deleted is not for Terraform to make: whoever keeps it is asked', async () => {
    await revert();
    await byHand({ action: 'okta.deactivate-app', app: 'Vault', actor: 'p3@example.com' });
    await byHand({ action: 'okta.delete-app', app: 'Vault', actor: 'p3@example.com' });
    expect((await apps()).map(({ code, cure }) => [code, cure])).toEqual([
      [
        'OBJECT_DELETED',
        'ask whoever keeps the Okta app, which Writ does not make, or take its declaration out',
      ],
    ]);
  });

  it('a denied listing of the apps is no absence: none counts as deleted, nobody as without it', async () => {
    await revert();
    sandbox.runtime.faults.push({ id: 'no', match: 'okta:GET /api/v1/apps', effect: { kind: 'denied' } });
    const { drift } = await revert(false);
    expect(await apps()).toEqual([]);
    expect(drift.findings.filter(({ class: of }) => of === 'missing')).toEqual([]);
    expect(drift.findings.map(({ class: of }) => of)).toContain('unreadable');
  });
});
