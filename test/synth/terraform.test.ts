import { refuseConfiguration, type StackBackend } from '../../lib/plan/index.js';
import { RootConstruct } from 'constructs';
import { TerraformStack } from 'cdktf';
import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { readFileSync } from 'node:fs';
import { parseManifest } from '../../lib/manifest/index.js';
import { oktaGroup } from '../../lib/model/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { CDKTF_VERSION } from '../../lib/synth/cdktf-index.js';
import { render } from '../../lib/synth/terraform/render.js';
import {
  ADMIN,
  ADMINS,
  assignment,
  at,
  AUDITORS,
  catalogue,
  group,
  identity,
  inputs,
  pack,
  person,
  READ,
  set,
  STAFF,
  ticket,
} from './builders.js';

interface Json {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}
const resourcesOf = (stacks: ReadonlyMap<string, string>, type: string) =>
  [...stacks.values()].flatMap((text) => Object.values((JSON.parse(text) as Json).resource[type] ?? {}));

test('every edge that Terraform carries is at the address that the manifest says', () => {
  const tickets = ['prod-admin', 'audit', 'stage-direct'].map((wanted, index) =>
    ticket(`ACC-${index + 1}`, { package: wanted }),
  );
  const { manifest, stacks } = synthesize(inputs({ tickets }));
  for (const { carriage } of manifest.edges) {
    if (carriage.by !== 'terraform') continue;
    const [type = '', id = ''] = carriage.address.split('.');
    const resource = (JSON.parse(stacks.get(carriage.stack) ?? '{}') as Json).resource[type]?.[id];
    expect(resource).toBeDefined();
    if (carriage.slot !== 'resource')
      expect(resource?.[carriage.slot.attribute]).toContain(carriage.slot.element);
  }
});

test('members of an Okta group are one resource that does not judge foreign members', () => {
  const { stacks } = synthesize(inputs({ tickets: [ticket('ACC-1')] }));
  expect(resourcesOf(stacks, 'okta_group_memberships').map((each) => each['track_all_users'])).toEqual([
    false,
    false,
  ]);
});

test('the content of a permission set is synthesized with its template markers escaped', () => {
  const inline = { Statement: [{ Resource: 'arn:aws:s3:::home/${aws:username}' }] };
  const declared = catalogue({
    permissionSets: [
      set(READ, { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], inline, sessionMinutes: 90 }),
      set(ADMIN, { boundary: { path: '/', name: 'limit' }, customerManaged: [{ path: '/a/', name: 'own' }] }),
    ],
  });
  const { stacks } = synthesize(inputs({ catalogue: declared }));
  expect(
    resourcesOf(stacks, 'aws_ssoadmin_permission_set')
      .map((each) => each['session_duration'])
      .sort(),
  ).toEqual(['PT1H', 'PT1H30M']);
  expect(resourcesOf(stacks, 'aws_ssoadmin_permission_set_inline_policy')[0]?.['inline_policy']).toBe(
    '{"Statement":[{"Resource":"arn:aws:s3:::home/$${aws:username}"}]}',
  );
  expect(resourcesOf(stacks, 'aws_ssoadmin_customer_managed_policy_attachment')).toHaveLength(1);
  const bounded = resourcesOf(stacks, 'aws_ssoadmin_account_assignment').find((each) => each['depends_on']);
  expect(bounded?.['depends_on']).toEqual([
    expect.stringContaining('aws_ssoadmin_permissions_boundary_attachment.'),
  ]);
});

test('a hostile name stays a name', () => {
  const trap = oktaGroup('${file("/etc/passwd")}%{ if true }');
  const declared = catalogue({ groups: [...catalogue().groups, group(trap)] });
  const names = resourcesOf(synthesize(inputs({ catalogue: declared })).stacks, 'okta_group').map(
    (each) => each['name'],
  );
  expect(names).toContain('$${file("/etc/passwd")}%%{ if true }');
});

test('a group that is pushed is not made by Terraform, and its members are not joined at the target', () => {
  const { manifest, stacks } = synthesize(inputs({ tickets: [ticket('ACC-1')] }));
  expect(resourcesOf(stacks, 'aws_identitystore_group').map((each) => each['display_name'])).toEqual([
    'auditors',
  ]);
  const pushed = manifest.edges.filter(({ role }) => role === 'pushed');
  const upstream = manifest.edges.find(
    ({ edge }) => edge.target.kind === 'okta.group' && edge.target.name === ADMINS.name,
  );
  expect(pushed.map(({ carriage }) => carriage)).toEqual([{ by: 'push', upstream: upstream?.id }]);
});

test('what another repository owns is wanted and never in Terraform', () => {
  const declared = catalogue();
  const groups = declared.groups.map((each) =>
    each.ref === AUDITORS || each.ref === STAFF ? { ...each, external: 'infra' } : each,
  );
  const { manifest, stacks } = synthesize(
    inputs({ catalogue: { ...declared, groups }, tickets: [ticket('ACC-1', { package: 'audit' })] }),
  );
  const external = manifest.edges.filter(({ carriage }) => carriage.by === 'external');
  expect(external.map(({ role }) => role).sort()).toEqual(['holding', 'holding', 'holding', 'structure']);
  expect([...stacks.values()].join('')).not.toMatch(/auditors|staff/);
});

test('structure stands by declaration when nobody holds it', () => {
  const { manifest } = synthesize(inputs({ identity: identity() }));
  expect(manifest.edges.map(({ role, window }) => [role, window.end])).toEqual([
    ['structure', 'standing'],
    ['structure', 'standing'],
  ]);
});

test('what opens only later is in the manifest and in no stack', () => {
  const window = { start: at('2026-11-20T10:00:00Z'), for: 3_600_000 };
  const { manifest } = synthesize(inputs({ tickets: [ticket('ACC-1', { window })] }));
  expect(manifest.edges.filter((edge) => edge.window.start === window.start)).toHaveLength(2);
  expect(manifest.shards.filter(({ kind }) => kind === 'ticketed')).toEqual([]);
});

test('what is held is read back from the manifest as it was written', () => {
  const { manifestText, manifest } = synthesize(
    inputs({ identity: identity(person('1', { accounts: [] })) }),
  );
  expect(manifest.held).toHaveLength(1);
  expect(parseManifest(manifestText, 'x')).toEqual(manifest);
});

test('no machine, path or time of day is in the output', () => {
  const { stacks } = synthesize(inputs({ tickets: [ticket('ACC-1')] }));
  for (const [stack, text] of stacks) {
    const { '//': metadata, terraform } = JSON.parse(text) as {
      '//': unknown;
      terraform: { backend: unknown };
    };
    expect(metadata).toEqual({ metadata: { backend: 'local', stackName: stack } });
    expect(terraform.backend).toEqual({ local: { path: `../../state/${stack}.tfstate` } });
    expect(text).not.toContain(process.cwd());
  }
});

test('only attributes and versions that both provider majors know', () => {
  const { stacks } = synthesize(inputs({ tickets: [ticket('ACC-1', { package: 'audit' })] }));
  for (const text of stacks.values()) {
    expect(text).toMatch(/"version": "(>= 5\.100\.0|>= 4\.20\.0), < 7\.0\.0"/);
    const { resource } = JSON.parse(text) as { resource: object };
    expect(JSON.stringify(resource)).not.toContain('"region"');
  }
});

test('AWS stacks name the Region and the account that is configured; Okta stacks, and others without, nothing', () => {
  const asked = { tickets: [ticket('ACC-1', { package: 'audit' })] };
  const providers = (stacks: ReadonlyMap<string, string>) =>
    new Set(
      [...stacks.values()].map((text) =>
        JSON.stringify((JSON.parse(text) as { provider: unknown }).provider),
      ),
    );
  expect(providers(synthesize(inputs(asked)).stacks)).toEqual(
    new Set(['{"aws":[{"allowed_account_ids":["100000000001"],"region":"eu-west-1"}]}', '{"okta":[{}]}']),
  );
  expect(providers(synthesize(inputs({ ...asked, stacks: {} })).stacks)).toEqual(
    new Set(['{"aws":[{}]}', '{"okta":[{}]}']),
  );
});

test.each<StackBackend>([
  { kind: 's3' },
  { kind: 'cloud', organization: 'meridian', hostname: 'tfe.example', prefix: 'writ-' },
])('a backend of kind $kind stands in every stack, and is read as it was written', (backend) => {
  const stacks = { aws: { region: 'eu-west-1' }, backend };
  const made = synthesize(inputs({ stacks }));
  for (const { stack, provider } of made.manifest.shards) {
    const bytes = new TextEncoder().encode(made.stacks.get(stack) ?? '');
    expect([stack, refuseConfiguration(bytes, { stack, provider, settings: stacks })]).toEqual([stack, []]);
    expect(
      refuseConfiguration(bytes, { stack, provider, settings: { ...stacks, backend: { kind: 'local' } } }),
    ).not.toEqual([]);
  }
});

test('a resource that makes a long-lived secret fails synthesis', () => {
  const stack = new TerraformStack(new RootConstruct(), 'own');
  new IamAccessKey(stack, 'key', { user: 'robot' });
  expect(() => render(stack)).toThrow(expect.objectContaining({ code: 'SECRET_SYNTHESIZED' }));
});

describe('the bounds of shards', () => {
  const crowd = Array.from({ length: 12 }, (_, index) => person(String(index + 1)));
  const tickets = crowd.map((each, index) =>
    ticket(`ACC-${index + 1}`, { principal: `hr:${each.id}`, package: 'stage-direct' }),
  );
  const given = inputs({ identity: identity(...crowd), tickets });

  test('a ticketed stack never holds more edges than its bound', () => {
    const one = { ...given, shards: { ticketed: 1, maxTicketedEdges: 11 } };
    expect(() => synthesize(one)).toThrow(expect.objectContaining({ code: 'SHARD_TOO_LARGE' }));
    expect(
      synthesize({ ...one, shards: { ticketed: 1, maxTicketedEdges: 12 } }).manifest.shards.find(
        ({ kind }) => kind === 'ticketed',
      )?.edges,
    ).toBe(12);
  });

  test('no stack holds as many resources as its bound', () => {
    expect(() => synthesize({ ...given, shards: { ticketed: 1, maxResources: 12 } })).toThrow(
      expect.objectContaining({ code: 'SHARD_TOO_LARGE' }),
    );
  });

  test('standing and ticketed holdings, and the providers, never share a stack', () => {
    const { manifest } = synthesize({ ...given, shards: { structure: 1, standing: 1, ticketed: 1 } });
    expect(manifest.shards.map(({ stack, kind }) => [stack, kind])).toEqual([
      ['aws-groups-0', 'structure'],
      ['aws-sets-0', 'structure'],
      ['aws-tickets-0', 'ticketed'],
      ['okta-groups-0', 'structure'],
      ['okta-standing-0', 'standing'],
    ]);
  });
});

test('the matrix lists every stack with its folder, what it waits for and its digest', () => {
  const { manifest, matrix, stacks } = synthesize(inputs({ tickets: [ticket('ACC-1')] }));
  expect(matrix.include.map(({ stack, digest }) => [stack, digest])).toEqual(
    manifest.shards.map(({ stack, digest }) => [stack, digest]),
  );
  expect(matrix.include.map(({ directory }) => directory)).toEqual(
    [...stacks.keys()].map((stack) => `stacks/${stack}`),
  );
  expect(matrix.include.filter(({ wave }) => wave === 1).every(({ stack }) => stack.includes('-sets-'))).toBe(
    true,
  );
});

test('cdktf finds each stack through the manifest, and its version is the installed one', () => {
  const { manifest, stacks } = synthesize(inputs());
  const installed = JSON.parse(readFileSync(require.resolve('cdktf/package.json'), 'utf8')) as {
    version: string;
  };
  expect(manifest.version).toBe(CDKTF_VERSION);
  expect(CDKTF_VERSION).toBe(installed.version);
  expect(Object.values(manifest.stacks ?? {}).map((each) => each.synthesizedStackPath)).toEqual(
    [...stacks.keys()].map((stack) => `stacks/${stack}/cdk.tf.json`),
  );
});

test('a carrier that reaches no Identity Store group refuses to synthesize', () => {
  const lost = catalogue({
    packages: [pack('lost', [{ target: assignment(READ), carrier: 'okta-push', join: STAFF }])],
    jobFunctions: [],
  });
  expect(() => synthesize(inputs({ catalogue: lost }))).toThrow(
    expect.objectContaining({ code: 'DECLARATION_INVALID' }),
  );
});
