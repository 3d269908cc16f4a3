import { epochOf, instantOf, plus, type Instant } from '../../../lib/kernel/index.js';
import type { AuditRead } from '../../../lib/drift/index.js';
import { place, type Place } from './world.js';
import {
  CreateGroupMembershipCommand,
  DeleteGroupMembershipCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import {
  CreateAccountAssignmentCommand,
  AttachManagedPolicyToPermissionSetCommand,
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
])('%s makes the read incomplete', async (_what, more) => {
  record('CreateGroupMembership', more);
  const { complete, events, failures } = await read();
  expect([complete, events, failures.map((failure) => failure.code)]).toEqual([
    false,
    [],
    ['PROVIDER_MALFORMED'],
  ]);
});

test('an actor that is neither person nor role nor service is unknown, and said so', async () => {
  const requestParameters = { groupId: 'g1', memberId: { userId: 'u1' } };
  record('CreateGroupMembership', {
    requestParameters,
    userIdentity: { type: 'Root', arn: 'arn:aws:iam::1:root' },
  });
  record('CreateGroupMembership', { requestParameters });
  expect((await read()).events.map(({ actor }) => `${actor.kind} ${actor.name}`).sort()).toEqual([
    'unknown root user',
    'unknown unknown',
  ]);
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
