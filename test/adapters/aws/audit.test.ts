import { epochOf, instantOf, plus, type Instant } from '../../../lib/kernel/index.js';
import type { AuditRead } from '../../../lib/inventory/index.js';
import { place, type Place } from './world.js';
import {
  CreateGroupMembershipCommand,
  DeleteGroupMembershipCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';

const ACCOUNT = '111111111111';
let here: Place;
let from: Instant;
beforeEach(async () => {
  here = await place();
  // The service keeps whole seconds.
  from = instantOf(Math.floor(here.sandbox.runtime.now() / 1000) * 1000);
});
afterEach(() => here.sandbox.close());

/** Clients of someone with this access key. */
function clients(accessKeyId: string) {
  const config = {
    region: 'eu-central-1',
    endpoint: here.sandbox.awsUrl,
    credentials: { accessKeyId, secretAccessKey: 'sandbox-secret-of-nobody' },
  };
  return { store: new IdentitystoreClient(config), sso: new SSOAdminClient(config) };
}

function read(): Promise<AuditRead> {
  return here.aws.audit.read({ from, to: plus(instantOf(here.sandbox.runtime.now()), 1000) });
}

const assign = () =>
  new CreateAccountAssignmentCommand({
    InstanceArn: here.sandbox.runtime.world.aws.instanceArn,
    PermissionSetArn: here.id('set', 'Admin'),
    TargetId: ACCOUNT,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: 'USER',
    PrincipalId: here.id('user', 'eli'),
  });

/** Puts an event into the trail as it is. */
function record(eventName: string, more: Record<string, unknown>, at = here.sandbox.runtime.now()): void {
  const { runtime } = here.sandbox;
  const eventID = runtime.nextId('event');
  const eventTime = new Date(at).toISOString();
  runtime.cloudTrail.push({
    eventId: eventID,
    eventName,
    eventSource: 'sso-directory.amazonaws.com',
    at,
    username: '',
    readOnly: false,
    resources: [],
    record: { eventID, eventTime, eventName, eventSource: 'sso-directory.amazonaws.com', ...more },
  });
}

test('an assignment by a person in Identity Center names the person and both ends', async () => {
  here.sandbox.runtime.setActor('AKIAMALLORY', {
    kind: 'identity-center-user',
    userId: here.id('user', 'dana'),
    userName: 'dana',
  });
  await clients('AKIAMALLORY').sso.send(assign());
  const { complete, events } = await read();
  expect(complete).toBe(true);
  expect(events).toEqual([
    expect.objectContaining({
      source: 'aws',
      op: 'add',
      target: here.id('set', 'Admin'),
      holder: here.id('user', 'eli'),
      account: ACCOUNT,
      actor: expect.objectContaining({ kind: 'person', native: here.id('user', 'dana') }),
    }),
  ]);
});

test('a role is named by its own ARN, whatever the session, as the credential itself is', async () => {
  await clients('AKIASANDBOXPIPELINE').sso.send(assign());
  const { events } = await read();
  expect(events[0]?.actor).toEqual({
    kind: 'role',
    native: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/writ-apply$/),
    name: 'writ-apply/writ',
  });
  const pipeline = here.adapters({
    credentials: { accessKeyId: 'AKIASANDBOXPIPELINE', secretAccessKey: 'sandbox-secret-of-nobody' },
  });
  expect((await pipeline.identity()).actor).toBe(events[0]?.actor.native);
});

test('a deletion that names only the membership id is joined with its creation', async () => {
  const { store } = clients('AKIASANDBOXPIPELINE');
  const IdentityStoreId = here.sandbox.runtime.world.aws.identityStoreId;
  const pair = { GroupId: here.id('group', 'admins'), MemberId: { UserId: here.id('user', 'eli') } };
  const { MembershipId } = await store.send(new CreateGroupMembershipCommand({ IdentityStoreId, ...pair }));
  await store.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }));
  const { events } = await read();
  const ends = { target: pair.GroupId, holder: pair.MemberId.UserId };
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ op: 'add', ...ends }),
      expect.objectContaining({ op: 'remove', ...ends }),
    ]),
  );
});

test('a policy attached by hand is an alteration of the set', async () => {
  await clients('AKIASANDBOXPIPELINE').sso.send(
    new AttachManagedPolicyToPermissionSetCommand({
      InstanceArn: here.sandbox.runtime.world.aws.instanceArn,
      PermissionSetArn: here.id('set', 'Reader'),
      ManagedPolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess',
    }),
  );
  expect((await read()).events).toEqual([
    expect.objectContaining({ op: 'alter', target: here.id('set', 'Reader') }),
  ]);
});

test('a SCIM patch is one event for each member, by the provisioning', async () => {
  const Operations = [
    { op: 'add', path: 'members', value: [{ value: 'u1' }, { value: 'u2' }] },
    { op: 'Remove', path: 'members[value eq "u3"]' },
    { op: 'replace', path: 'displayName', value: 'x' },
  ];
  const eventSource = 'identitystore-scim.amazonaws.com';
  record('PatchGroup', { eventSource, requestParameters: { id: 'g1', httpBody: { Operations } } });
  const { events } = await read();
  expect(events.map(({ op, target, holder, actor }) => [op, target, holder, actor.kind])).toEqual([
    ['add', 'g1', 'u1', 'service'],
    ['add', 'g1', 'u2', 'service'],
    ['remove', 'g1', 'u3', 'service'],
  ]);
});

const SCIM = 'identitystore-scim.amazonaws.com';
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

test.each([
  ['added', [{ op: 'ADD', path: 'members', value: HIDDEN }], ['add']],
  ['removed without a path', [{ op: 'REMOVE', value: HIDDEN }], ['remove']],
  ['masked member by member', [{ op: 'add', path: 'members', value: [{ value: HIDDEN }] }], ['add']],
  ['replaced', [{ op: 'replace', path: 'members', value: HIDDEN }], ['add', 'remove']],
  ['masked altogether', [{ op: 'replace', value: HIDDEN }], ['add', 'remove']],
  ['only renamed', [{ op: 'replace', path: 'displayName', value: HIDDEN }], []],
])(
  'H4.19 a SCIM patch as documented says that members were %s, and blinds nothing',
  async (_, operations, ops) => {
    const httpBody = { operations, schemas: [HIDDEN] };
    for (let n = 0; n < 3; n += 1)
      record('PatchGroup', { eventSource: SCIM, requestParameters: { id: 'g1', tenantId: 't', httpBody } });
    const { complete, events, failures } = await read();
    expect([complete, failures]).toEqual([true, []]);
    expect(new Set(events.map(({ op }) => op))).toEqual(new Set(ops));
    expect(events.every((each) => each.reach === 'masked' && each.target === 'g1')).toBe(true);
    expect(events.every((each) => each.holder === undefined && each.actor.kind === 'service')).toBe(true);
  },
);

test('H4.19 what SCIM does besides changes no edge and blinds nothing; a group comes with members', async () => {
  const httpBody = { userName: HIDDEN, active: true };
  const about = {
    eventSource: SCIM,
    requestParameters: { id: 'u1', httpBody },
    responseElements: { id: 'u1' },
  };
  for (const name of ['CreateUser', 'PutUser', 'PatchUser']) record(name, about);
  record('CreateGroup', {
    eventSource: SCIM,
    requestParameters: { httpBody: { displayName: HIDDEN } },
    responseElements: { id: 'g1' },
  });
  record('CreateGroup', {
    eventSource: SCIM,
    requestParameters: { httpBody: { displayName: HIDDEN, members: HIDDEN } },
    responseElements: { id: 'g2' },
  });
  const { complete, events, failures } = await read();
  expect([complete, failures]).toEqual([true, []]);
  expect(events).toEqual([expect.objectContaining({ op: 'add', target: 'g2', reach: 'masked' })]);
});

test.each([
  ['DeleteGroup', SCIM, { id: 'x1', tenantId: 't' }],
  ['DeleteGroup', 'sso-directory.amazonaws.com', { groupId: 'x1', identityStoreId: 'd-1' }],
  ['DeleteUser', SCIM, { id: 'x1', tenantId: 't' }],
  ['DeleteUser', 'identitystore.amazonaws.com', { userId: 'x1', identityStoreId: 'd-1' }],
])('H4.19 %s by %s takes all of its edges', async (name, eventSource, requestParameters) => {
  record(name, { eventSource, requestParameters });
  expect((await read()).events).toEqual([
    expect.objectContaining({ op: 'remove', target: 'x1', reach: 'all' }),
  ]);
});

test.each(['iam.amazonaws.com', 'quicksight.amazonaws.com'])(
  'H4.19 calls of the same names of %s are not about us',
  async (eventSource) => {
    record('CreateGroupMembership', { eventSource, requestParameters: { groupName: 'g', memberName: 'm' } });
    record('DeleteGroup', { eventSource, requestParameters: { groupName: 'g' } });
    expect(await read()).toEqual({ complete: true, events: [], failures: [] });
  },
);

test.each([
  ['AddMemberToGroup', 'add'],
  ['RemoveMemberFromGroup', 'remove'],
])('H4.19 %s of the console is joined with its holder', async (name, op) => {
  record(name, { requestParameters: { groupId: 'g1', member: { memberId: 'u1' }, identityStoreId: 'd-1' } });
  expect((await read()).events).toEqual([expect.objectContaining({ op, target: 'g1', holder: 'u1' })]);
});

test.each([
  ['AddMemberToGroup', { groupId: 'g1' }],
  ['AddMemberToGroup', { groupId: 'g1', member: {} }],
  ['PatchGroup', { id: 'g1' }],
  ['CreateAccountAssignment', { permissionSetArn: 'p', targetId: '1' }],
  ['DeleteGroup', {}],
])('H4.19 %s %j lacks its parts: said, and the rest of the log stands', async (name, requestParameters) => {
  record(name, { requestParameters });
  record('AddMemberToGroup', { requestParameters: { groupId: 'g1', member: { memberId: 'u1' } } });
  const { complete, events, failures } = await read();
  expect(complete).toBe(true);
  expect(events).toEqual([expect.objectContaining({ op: 'add', target: 'g1', holder: 'u1' })]);
  expect(failures.map((failure) => failure.code)).toEqual(['PROVIDER_MALFORMED']);
});

test.each([
  [{ groupId: 'g1', memberId: 'u1' }],
  [{ groupId: 'g1', userId: 'u1' }],
  [{ groupId: 'g1', memberId: { userId: 'u1' } }],
])('a console change of a group is read in the form %j', async (requestParameters) => {
  record('AddMemberToGroup', { requestParameters });
  expect((await read()).events).toEqual([expect.objectContaining({ op: 'add', target: 'g1', holder: 'u1' })]);
});

test('a refused call is no event', async () => {
  const requestParameters = { groupId: 'g1', memberId: { userId: 'u1' } };
  record('CreateGroupMembership', { requestParameters, errorCode: 'AccessDenied' });
  expect(await read()).toEqual({ complete: true, events: [], failures: [] });
});

test.each([
  ['a record that does not say what it changed', { requestParameters: { groupId: 7 } }],
  [
    'a record without a time',
    { eventTime: 'yesterday', requestParameters: { groupId: 'g', memberId: { userId: 'u' } } },
  ],
])('H4.19 %s is a failure of its own', async (_what, more) => {
  record('CreateGroupMembership', more);
  const { complete, events, failures } = await read();
  expect([complete, events, failures.map((failure) => failure.code)]).toEqual([
    true,
    [],
    ['PROVIDER_MALFORMED'],
  ]);
});

const ISSUER = { type: 'IAMUser', arn: 'arn:aws:iam::1:user/break-in', userName: 'break-in' };
test.each([
  [
    'root',
    { type: 'Root', principalId: '1', arn: 'arn:aws:iam::1:root', accountId: '1' },
    'arn:aws:iam::1:root',
  ],
  ['root', { type: 'Root', accountId: '1' }, 'arn:aws:iam::1:root'],
  ['iam-user', { type: 'IAMUser', arn: ISSUER.arn, userName: 'break-in' }, ISSUER.arn],
  ['iam-user', { type: 'IAMUser', principalId: 'AIDA1' }, 'AIDA1'],
  [
    'iam-user',
    {
      type: 'FederatedUser',
      arn: 'arn:aws:sts::1:federated-user/x',
      sessionContext: { sessionIssuer: ISSUER },
    },
    ISSUER.arn,
  ],
  [
    'root',
    {
      type: 'FederatedUser',
      arn: 'arn:aws:sts::1:federated-user/x',
      sessionContext: { sessionIssuer: { type: 'Root', arn: 'arn:aws:iam::1:root' } },
    },
    'arn:aws:iam::1:root',
  ],
  [
    'role',
    {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::1:assumed-role/r/s',
      sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::1:role/r' } },
    },
    'arn:aws:iam::1:role/r',
  ],
  ['account', { type: 'AWSAccount', principalId: 'AIDA9', accountId: '999999999999' }, '999999999999'],
  ['service', { type: 'AWSService', invokedBy: 'controltower.amazonaws.com' }, 'controltower.amazonaws.com'],
  ['federated', { type: 'SAMLUser', principalId: 'p:x', userName: 'x' }, 'p:x'],
  ['federated', { type: 'WebIdentityUser', userName: 'x', identityProvider: 'accounts.google.com' }, 'x'],
  [
    'person',
    { type: 'IdentityCenterUser', accountId: '1', onBehalfOf: { userId: 'u7', identityStoreArn: 'arn:x' } },
    'u7',
  ],
  ['unknown', { type: 'Unknown', accountId: '1' }, 'Unknown'],
  ['unknown', undefined, 'unknown'],
])('H4.19 an actor is of kind %s: %j', async (kind, userIdentity, native) => {
  const requestParameters = { groupId: 'g1', memberId: { userId: 'u1' } };
  record('CreateGroupMembership', { requestParameters, userIdentity });
  expect((await read()).events.map(({ actor }) => [actor.kind, actor.native])).toEqual([[kind, native]]);
});

test('H4.19 the sandbox plays root, IAM users and what they federate over the wire', async () => {
  const { runtime } = here.sandbox;
  runtime.setActor('AKIAROOT', { kind: 'root' });
  runtime.setActor('AKIABREAKIN', { kind: 'iam-user', userName: 'break-in' });
  runtime.setActor('ASIABREAKIN', { kind: 'iam-user', userName: 'break-in', session: 'night' });
  const kinds: string[] = [];
  for (const key of ['AKIAROOT', 'AKIABREAKIN', 'ASIABREAKIN']) {
    runtime.cloudTrail.length = 0;
    await clients(key).sso.send(
      new AttachManagedPolicyToPermissionSetCommand({
        InstanceArn: runtime.world.aws.instanceArn,
        PermissionSetArn: here.id('set', 'Reader'),
        ManagedPolicyArn: `arn:aws:iam::aws:policy/${key}`,
      }),
    );
    const { events } = await read();
    kinds.push(...events.map(({ actor }) => `${actor.kind} ${actor.native.replace(/\d{12}/, 'N')}`));
  }
  expect(kinds).toEqual([
    'root arn:aws:iam::N:root',
    'iam-user arn:aws:iam::N:user/break-in',
    'iam-user arn:aws:iam::N:user/break-in',
  ]);
});

test('H4.19 a denied log is told once, and not asked for again; the honest log is whole', async () => {
  expect(await read()).toEqual({ complete: true, events: [], failures: [] });
  here.fault('cloudtrail:LookupEvents', { kind: 'denied' });
  const before = here.sandbox.runtime.calls.length;
  const { complete, failures } = await read();
  expect(complete).toBe(false);
  expect(failures.map((failure) => failure.code)).toEqual(['PROVIDER_DENIED']);
  expect(here.sandbox.runtime.calls.length - before).toBe(1);
});

test('H4.19 what stops every name in one way is one failure', async () => {
  here.fault('cloudtrail:LookupEvents', { kind: 'denied' }, { skip: 2 });
  const { complete, failures } = await read();
  expect([complete, failures.length]).toEqual([false, 1]);
});

test('all pages of the window are read, and nothing outside it', async () => {
  const now = epochOf(from);
  const requestParameters = { groupId: 'g1', memberId: { userId: 'u1' } };
  for (let n = 0; n < 120; n += 1) record('CreateGroupMembership', { requestParameters }, now);
  record('CreateGroupMembership', { requestParameters }, now - 60_000);
  expect((await read()).events).toHaveLength(120);
});

test('a name that cannot be looked up leaves the others, and the read incomplete', async () => {
  await clients('AKIASANDBOXPIPELINE').sso.send(assign());
  here.fault('cloudtrail:LookupEvents', { kind: 'denied' }, { skip: 3, times: 1 });
  const { complete, events, failures } = await read();
  expect(complete).toBe(false);
  expect(events).toHaveLength(1);
  expect(failures.map((failure) => failure.remedy)).toEqual([
    'allow `cloudtrail:LookupEvents` to the role that Writ uses',
  ]);
});
