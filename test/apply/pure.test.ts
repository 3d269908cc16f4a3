import { digest } from '../../lib/kernel/index.js';
import {
  bind,
  bindingDigest,
  canonicalPlan,
  isLost,
  lockedProviders,
  namesOf,
  plainText,
  uiLine,
  waitsFor,
  type PlannedShard,
  type ShardReading,
} from '../../lib/apply/index.js';

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('waiting for an earlier wave', () => {
  const group = (name: string) => ({ aws_identitystore_group: { g: { display_name: name } } });
  const looked = (name: string) => ({
    aws_identitystore_group: {
      group_g: {
        alternate_identifier: { unique_attribute: { attribute_path: 'DisplayName', attribute_value: name } },
      },
    },
  });
  const later = namesOf(bytes({ data: looked('auditors'), resource: {} }));
  const earlier = (name: string, action?: 'create' | 'no-op') => [
    {
      stack: 'aws-groups-0',
      ...namesOf(bytes({ resource: group(name) })),
      ...(action
        ? {
            changes: [
              { address: 'aws_identitystore_group.g', type: '', name: '', action, before: null, after: null },
            ],
          }
        : {}),
    },
  ];

  it.each([
    ['what is yet to be made', 'auditors', 'create', ['aws-groups-0']],
    ['what could not be planned', 'auditors', undefined, ['aws-groups-0']],
    ['not for what is there', 'auditors', 'no-op', []],
    ['not for another', 'admins', 'create', []],
  ] as const)('%s', (_, name, action, expected) => {
    expect(waitsFor(later, earlier(name, action))).toEqual(expected);
  });
});

describe('the output of -json', () => {
  it('passes on severity, summary, detail and address, and neither snippet nor message', () => {
    const line = JSON.stringify({
      type: 'diagnostic',
      '@message': 'Error: x',
      diagnostic: {
        severity: 'error',
        summary: 'creating SSO Account Assignment: ConflictException',
        detail: 'RequestID: 00000000-0000-4000-8000-000000000001',
        address: 'aws_ssoadmin_account_assignment.assignment_0123456789abcdef',
        snippet: { code: 'secret', values: [{ statement: 'is "s3cr3t"' }] },
        range: { filename: 'cdk.tf.json' },
      },
    });
    expect(uiLine(line)).toEqual({
      says: 'diagnostic',
      diagnostic: {
        severity: 'error',
        summary: 'creating SSO Account Assignment: ConflictException',
        detail: 'RequestID: 00000000-0000-4000-8000-000000000001',
        address: 'aws_ssoadmin_account_assignment.assignment_0123456789abcdef',
      },
    });
  });

  it.each(['', 'Initializing the backend...', '{"type":', '[1]', '{"type":"log","@message":"x"}'])(
    'line %j says nothing, and harms nothing',
    (line) => expect(uiLine(line)).toBeUndefined(),
  );

  it.each([
    'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
    'operation error SSO Admin: CreateAccountAssignment',
    'registry.terraform.io/hashicorp/aws',
  ])('%s is kept', (text) => expect(plainText(text, [])).toBe(text));

  it.each([
    'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123',
    '0123456789abcdef0123456789abcdef',
  ])('%s is left out', (text) => expect(plainText(`token ${text} end`, [])).not.toContain(text));
});

test('a lock file names its providers with version and hashes, sorted', () => {
  const text = `# This file is maintained automatically by "terraform init".

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "zh:bb",
    "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
  ]
}
`;
  expect(lockedProviders(Buffer.from(text))).toEqual([
    {
      source: 'registry.terraform.io/hashicorp/aws',
      version: '5.100.0',
      hashes: ['h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=', 'zh:bb'],
    },
  ]);
});

describe('a binding', () => {
  const reading: ShardReading = {
    stack: 's',
    provider: 'aws',
    configuration: bytes({ c: 1 }),
    plan: { tool: 'terraform', version: '1.11.4', changes: [], drift: [], answers: [] },
    planFile: digest('f'),
    state: { lineage: 'l', serial: 1 },
  };
  const planned: PlannedShard = {
    planFile: Buffer.from('f'),
    planJson: bytes({ timestamp: '2026-11-28T00:00:00Z', b: 1, a: 2 }),
    lock: Buffer.from('# lock\n'),
    lockReviewed: true,
    arguments: [['plan']],
    backend: { kind: 'local', settings: { path: '/s' }, workspace: 'default' },
  };
  const run = {
    manifest: digest('m'),
    tool: { tool: 'terraform', version: '1.11.4', digest: digest('t') },
    credential: {
      account: '100000000001',
      region: 'eu-west-1',
      identity: 'arn:aws:iam::100000000001:role/plan',
    },
  } as const;
  const of = (a: Partial<ShardReading> = {}, b: Partial<PlannedShard> = {}, c: Partial<typeof run> = {}) =>
    bindingDigest(bind({ ...reading, ...a }, { ...planned, ...b }, { ...run, ...c }));

  it('is the same for the same plan made at another time, its members in another order', () => {
    expect(canonicalPlan(planned.planJson)).toBe('{"a":2,"b":1}');
    expect(of({}, { planJson: bytes({ a: 2, timestamp: 'x', b: 1 }) })).toBe(of());
  });

  it.each([
    ['the manifest', of({}, {}, { manifest: digest('n') })],
    ['the plan file', of({ planFile: digest('g') })],
    ['the configuration', of({ configuration: bytes({ c: 2 }) })],
    ['the lock file', of({}, { lock: Buffer.from('# other\n') })],
    ['the plan', of({}, { planJson: bytes({ a: 3 }) })],
    ['the arguments', of({}, { arguments: [['plan', '-refresh=false']] })],
    ['the backend', of({}, { backend: { kind: 'local', settings: { path: '/t' }, workspace: 'default' } })],
    ['the state', of({ state: { lineage: 'l', serial: 2 } })],
    ['the program', of({}, {}, { tool: { ...run.tool, digest: digest('u') } as unknown as typeof run.tool })],
    [
      'the credential',
      of({}, {}, { credential: { ...run.credential, account: '2' } as unknown as typeof run.credential }),
    ],
    ['the endpoint', of({}, {}, { endpoint: 'http://127.0.0.1:1' } as object)],
  ])('is another where %s is', (_, other) => expect(other).not.toBe(of()));

  it.each([
    [undefined, { lineage: '', serial: 0 }, false],
    [{ lineage: '', serial: 0 }, { lineage: 'a', serial: 1 }, false],
    [{ lineage: 'a', serial: 1 }, { lineage: 'a', serial: 1 }, false],
    [{ lineage: 'a', serial: 1 }, { lineage: 'a', serial: 5 }, false],
    [{ lineage: 'a', serial: 3 }, { lineage: 'a', serial: 2 }, true],
    [{ lineage: 'a', serial: 1 }, { lineage: '', serial: 0 }, true],
    [{ lineage: 'a', serial: 1 }, { lineage: 'b', serial: 9 }, true],
  ])('%j before and %j now: lost is %s', (seen, now, lost) => expect(isLost(seen, now)).toBe(lost));
});
