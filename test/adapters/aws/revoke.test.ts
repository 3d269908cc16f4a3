import type { Polled, Revocation } from '../../../lib/drift/index.js';
import { assemble } from '../../../lib/inventory/index.js';
import {
  contentDigest,
  kindOf,
  KINDS,
  permissionSet,
  person,
  type LiveEdge,
} from '../../../lib/model/index.js';
import { digest, instantOf, manualClock } from '../../../lib/kernel/index.js';
import type { Fault } from '../../../sandbox/index.js';
import { place, type Place } from './world.js';

const NOT_FOUND: Fault['effect'] = {
  kind: 'status',
  status: 400,
  body: '{"__type":"ResourceNotFoundException"}',
  contentType: 'application/x-amz-json-1.1',
};

let here: Place;
afterEach(() => here.sandbox.close());

/** The live edges of a fresh sweep; users called `dana` are linked to person 1. */
async function live(): Promise<readonly LiveEdge[]> {
  const users = [...here.sandbox.runtime.world.aws.users.values()];
  const dana = users.find((user) => user.userName === 'dana')?.id;
  const links = { principalOf: (_: unknown, native: string) => (native === dana ? person('1') : undefined) };
  return assemble([await here.aws.source.sweep()], links).edges;
}

async function find(kind: keyof typeof KINDS, holder: string): Promise<Revocation> {
  const found = (await live()).find(({ edge, native }) => kindOf(edge) === kind && native.holder === holder);
  return { what: 'edge', live: found! };
}

/** Submits and polls to the end. */
async function run(revocation: Revocation, revoker = here.aws.revoker): Promise<Polled> {
  const submitted = await revoker.submit(revocation);
  if (submitted.state === 'done') return submitted;
  for (;;) {
    const polled = await revoker.poll(submitted.token, revocation);
    if (polled.state !== 'pending') return polled;
  }
}

describe('REQ-066 every AWS kind that can be added has a tested way to be removed', () => {
  const kinds = Object.values(KINDS).filter((kind) => kind.provider === 'aws');

  test.each(kinds.map((kind) => kind.kind))(
    'REQ-066 %s: submitted, polled, read back, and nothing else is gone',
    async (kind) => {
      here = await place();
      const holder = kind === 'aws.assignment' ? here.id('group', 'admins') : here.id('user', 'dana');
      const before = await live();
      const revocation = await find(kind, holder);
      expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'present' });
      expect(await run(revocation)).toEqual({ state: 'done' });
      expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
      const after = await live();
      expect(
        before.filter(({ edge }) => !after.some((one) => JSON.stringify(one.edge) === JSON.stringify(edge))),
      ).toEqual([revocation.what === 'edge' ? revocation.live : undefined]);
      // Revoking what is gone is done.
      expect(await run(revocation)).toEqual({ state: 'done' });
    },
  );
});

describe('an assignment', () => {
  test('of a holder that nobody links is taken away by its live type', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('user', 'eli'));
    expect(await run(revocation)).toEqual({ state: 'done' });
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
  });

  test('whose deletion fails is failed, with the reason', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:DeleteAccountAssignment', { kind: 'fail', reason: 'role is protected' });
    expect(await run(revocation)).toEqual({ state: 'failed', reason: 'role is protected' });
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'present' });
  });

  test('whose deletion never ends stays pending', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:DeleteAccountAssignment', { kind: 'stuck' });
    const submitted = await here.aws.revoker.submit(revocation);
    const token = submitted.state === 'pending' ? submitted.token : '';
    expect(await here.aws.revoker.poll(token, revocation)).toEqual({ state: 'pending' });
  });

  test('is not called revoked when the look at its status is denied', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:DescribeAccountAssignmentDeletionStatus', { kind: 'denied' });
    await expect(run(revocation)).rejects.toMatchObject({ code: 'PROVIDER_DENIED' });
  });

  test('whose deletion was accepted in an answer that got lost is done, not done twice', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:DeleteAccountAssignment', { kind: 'drop' }, { times: 1 });
    expect(await run(revocation)).toEqual({ state: 'done' });
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
  });

  test('waits for another change of the same assignment', async () => {
    here = await place(undefined, { assignmentDelayMs: 40 });
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    const [first, second] = await Promise.all([run(revocation), run(revocation, here.adapters().revoker)]);
    expect([first, second]).toEqual([{ state: 'done' }, { state: 'done' }]);
  });

  test('that other change is not waited for without end', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    const conflict = '{"__type":"ConflictException","message":"conflicting operation"}';
    here.fault('sso-admin:DeleteAccountAssignment', {
      kind: 'status',
      status: 400,
      body: conflict,
      contentType: 'application/x-amz-json-1.1',
    });
    const { revoker } = here.adapters({ clock: manualClock(instantOf(0)), limits: { writePoll: 200 } });
    await expect(revoker.submit(revocation)).rejects.toMatchObject({ code: 'PROVIDER_CONFLICT' });
  });

  test('of a set that is gone is absent, and of one that only seems gone unreadable', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:ListAccountAssignments', NOT_FOUND);
    expect(await here.aws.revoker.readBack(revocation)).toMatchObject({ state: 'unreadable' });
    here.sandbox.runtime.world.aws.permissionSets.delete(here.id('set', 'Admin'));
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
  });

  test('that cannot be read back is unreadable, never absent', async () => {
    here = await place();
    const revocation = await find('aws.assignment', here.id('group', 'admins'));
    here.fault('sso-admin:ListAccountAssignments', { kind: 'denied' });
    expect(await here.aws.revoker.readBack(revocation)).toMatchObject({
      state: 'unreadable',
      error: { code: 'PROVIDER_DENIED' },
    });
  });

  test('is read back over all pages', async () => {
    const users = Array.from({ length: 130 }, (_, n) => ({
      userName: `user-${n}`,
      displayName: `User ${n}`,
    }));
    here = await place({
      schema: 'writ.sandbox-seed/1',
      aws: {
        accounts: [{ id: '111111111111', name: 'a' }],
        users: [...users, { userName: 'dana', displayName: 'Dana' }],
        permissionSets: [{ name: 'Reader' }],
        assignments: [...users, { userName: 'dana' }].map(({ userName }) => ({
          permissionSet: 'Reader',
          account: '111111111111',
          type: 'USER',
          principal: userName,
        })),
      },
    });
    const revocation = await find('aws.assignment', here.id('user', 'dana'));
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'present' });
  });
});

describe('a membership', () => {
  test('whose group is gone is absent', async () => {
    here = await place();
    const revocation = await find('aws.group-membership', here.id('user', 'eli'));
    const { groups, users, memberships } = here.sandbox.runtime.world.aws;
    users.delete(here.id('user', 'eli'));
    groups.delete(here.id('group', 'readers'));
    memberships.clear();
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
    expect(await here.aws.revoker.submit(revocation)).toEqual({ state: 'done' });
  });

  test('that only seems not to be found is looked for in the group', async () => {
    here = await place();
    const revocation = await find('aws.group-membership', here.id('user', 'eli'));
    here.fault('identitystore:IsMemberInGroups', NOT_FOUND);
    expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'present' });
    here.fault('identitystore:ListGroupMemberships', NOT_FOUND);
    expect(await here.aws.revoker.readBack(revocation)).toMatchObject({ state: 'unreadable' });
  });

  test.each([{ kind: 'denied' }, { kind: 'half-body' }, { kind: 'throttle' }] as const)(
    'whose reading ends in $kind is unreadable, never absent',
    async (effect) => {
      here = await place();
      const revocation = await find('aws.group-membership', here.id('user', 'eli'));
      here.fault('identitystore:IsMemberInGroups', effect);
      expect(await here.aws.revoker.readBack(revocation)).toMatchObject({ state: 'unreadable' });
    },
  );

  test('whose removal is denied is an error with the IAM action', async () => {
    here = await place();
    const revocation = await find('aws.group-membership', here.id('user', 'eli'));
    here.fault('identitystore:DeleteGroupMembership', { kind: 'denied' });
    await expect(here.aws.revoker.submit(revocation)).rejects.toMatchObject({
      code: 'PROVIDER_DENIED',
      remedy: 'allow `identitystore:DeleteGroupMembership` to the role that Writ uses',
    });
  });
});

describe('unfinished writes', () => {
  const assignments = Array.from({ length: 25 }, (_, n) => ({
    permissionSet: 'Reader',
    account: '111111111111',
    type: 'USER',
    principal: `user-${n}`,
  }));
  const crowd = {
    schema: 'writ.sandbox-seed/1',
    aws: {
      accounts: [{ id: '111111111111', name: 'a' }],
      users: assignments.map(({ principal }) => ({ userName: principal, displayName: principal })),
      permissionSets: [{ name: 'Reader' }],
      assignments,
    },
  };

  test('are never more than ten, though all are submitted before any is polled', async () => {
    here = await place(crowd, { assignmentDelayMs: 30, enforceLimits: false });
    const edges = await live();
    let [submitted, most] = [0, 0];
    const { calls, world } = here.sandbox.runtime;
    const push = calls.push.bind(calls);
    calls.push = (...added) => {
      submitted += added.filter((call) => call.operation === 'DeleteAccountAssignment').length;
      most = Math.max(most, submitted - (edges.length - world.aws.assignments.size));
      return push(...added);
    };
    const done = await Promise.all(
      edges.map((edge) => here.aws.revoker.submit({ what: 'edge', live: edge })),
    );
    expect(done.filter(({ state }) => state === 'pending')).toHaveLength(25);
    expect(most).toBeLessThanOrEqual(10);
    expect(most).toBeGreaterThan(1);
  });

  test('that never end stop the eleventh with an error, within a bound', async () => {
    here = await place(crowd);
    const edges = await live();
    here.fault('sso-admin:DeleteAccountAssignment', { kind: 'stuck' });
    const { revoker } = here.adapters({ clock: manualClock(instantOf(0)), limits: { writePoll: 200 } });
    for (const edge of edges.slice(0, 10)) await revoker.submit({ what: 'edge', live: edge });
    await expect(revoker.submit({ what: 'edge', live: edges[10]! })).rejects.toMatchObject({
      code: 'PROVIDER_OPERATION_STUCK',
    });
  });
});

describe('a policy attached by hand', () => {
  const POWER = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const detach = (name = POWER, slot: 'managed' | 'customer-managed' = 'managed'): Revocation => ({
    what: 'detach-policy',
    set: permissionSet('Admin'),
    native: here.id('set', 'Admin'),
    slot,
    name,
  });
  const set = () => here.sandbox.runtime.world.aws.permissionSets.get(here.id('set', 'Admin'))!;
  const attach = (): void => {
    set().managedPolicies = [...set().managedPolicies, { name: 'PowerUserAccess', arn: POWER }];
    set().version += 1;
  };
  const provisioned = (...accounts: string[]): void => {
    for (const account of accounts) set().provisioned.set(account, set().version);
  };

  test('is detached, and taken out of every account that has the set', async () => {
    here = await place();
    attach();
    provisioned('111111111111', '222222222222');
    expect(await here.aws.revoker.readBack(detach())).toEqual({ state: 'present' });
    expect(await run(detach())).toEqual({ state: 'done' });
    expect(set().managedPolicies.map((policy) => policy.arn)).not.toContain(POWER);
    expect([...set().provisioned.values()]).toEqual([set().version, set().version]);
    expect(await here.aws.revoker.readBack(detach())).toEqual({ state: 'absent' });
    expect(await run(detach())).toEqual({ state: 'done' });
  });

  test('is still present while an account keeps the old content', async () => {
    here = await place();
    attach();
    provisioned('111111111111', '222222222222');
    here.fault('sso-admin:ProvisionPermissionSet', { kind: 'stuck' });
    const submitted = await here.aws.revoker.submit(detach());
    expect(submitted.state).toBe('pending');
    expect(await here.aws.revoker.readBack(detach())).toEqual({ state: 'present' });
  });

  test('does not bring an account up to content it never had', async () => {
    here = await place();
    provisioned('111111111111');
    attach();
    provisioned('222222222222');
    const before = set().provisioned.get('111111111111');
    expect(await run(detach())).toEqual({ state: 'done' });
    expect(set().provisioned.get('111111111111')).toBe(before);
    expect(set().provisioned.get('222222222222')).toBe(set().version);
    expect(await here.aws.revoker.readBack(detach())).toEqual({ state: 'present' });
  });

  test('is not provisioned away when someone else changed the content meanwhile', async () => {
    here = await place();
    attach();
    provisioned('111111111111', '222222222222');
    const { calls } = here.sandbox.runtime;
    const push = calls.push.bind(calls);
    calls.push = (...added) => {
      if (added.some((call) => call.operation === 'DetachManagedPolicyFromPermissionSet')) {
        set().managedPolicies = [
          ...set().managedPolicies,
          { name: 'IAMFullAccess', arn: 'arn:aws:iam::aws:policy/IAMFullAccess' },
        ];
      }
      return push(...added);
    };
    await expect(here.aws.revoker.submit(detach())).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
    expect(here.calls('ProvisionPermissionSet')).toBe(0);
  });

  test('managed by the customer is found by path and name', async () => {
    here = await place();
    set().customerManagedPolicies = [{ name: 'wide', path: '/by/hand/' }];
    set().version += 1;
    provisioned('111111111111', '222222222222');
    const wide = detach('/by/hand/wide', 'customer-managed');
    expect(await run(wide)).toEqual({ state: 'done' });
    expect(set().customerManagedPolicies).toEqual([]);
    expect(await here.aws.revoker.readBack(wide)).toEqual({ state: 'absent' });
  });

  test('inline is deleted whole, unless it denies something', async () => {
    here = await place();
    const inline: Revocation = {
      what: 'delete-inline',
      set: permissionSet('Admin'),
      native: here.id('set', 'Admin'),
    };
    const policy = (Effect: string): string =>
      JSON.stringify({ Statement: { Effect, Action: '*', Resource: '*' } });
    set().inlinePolicy = policy('Deny');
    await expect(here.aws.revoker.submit(inline)).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
    expect(set().inlinePolicy).not.toBe('');
    set().inlinePolicy = policy('Allow').replace('"Action"', '"Perhaps":true,"Action"');
    await expect(here.aws.revoker.submit(inline)).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
    set().inlinePolicy = policy('Allow');
    expect(await run(inline)).toEqual({ state: 'done' });
    expect(await here.aws.revoker.readBack(inline)).toEqual({ state: 'absent' });
  });
});

test('an account that is behind is brought up to the set, and read back', async () => {
  here = await place();
  const set = here.sandbox.runtime.world.aws.permissionSets.get(here.id('set', 'Admin'))!;
  set.version += 1;
  const revocation: Revocation = {
    what: 're-provision',
    set: permissionSet('Admin'),
    native: set.arn,
    account: '111111111111',
  };
  expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'present' });
  expect(await run(revocation)).toEqual({ state: 'done' });
  expect(await here.aws.revoker.readBack(revocation)).toEqual({ state: 'absent' });
  expect(set.provisioned.get('222222222222')).toBeLessThan(set.version);
});

test('an account is not provisioned with a content that was put on the set after the judgement', async () => {
  here = await place();
  const set = here.sandbox.runtime.world.aws.permissionSets.get(here.id('set', 'Admin'))!;
  set.version += 1;
  const revocation: Revocation = {
    what: 're-provision',
    set: permissionSet('Admin'),
    native: set.arn,
    account: '111111111111',
    content: digest('the content that was judged'),
  };
  await expect(here.aws.revoker.submit(revocation)).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
  expect(here.calls('ProvisionPermissionSet')).toBe(0);
});

test('a revocation of another source is refused', async () => {
  here = await place();
  const foreign: Revocation = {
    what: 're-provision',
    set: permissionSet('Admin', 'aws-2' as never),
    native: 'arn',
    account: '111111111111',
  };
  await expect(here.aws.revoker.submit(foreign)).rejects.toMatchObject({ code: 'BUG' });
});

test('H2.13 room for a write is waited for, and the content is looked at again before it is made', async () => {
  here = await place(undefined, { assignmentDelayMs: 40 });
  const set = here.sandbox.runtime.world.aws.permissionSets.get(here.id('set', 'Admin'))!;
  set.version += 1;
  const { revoker } = here.adapters({ limits: { unfinishedWrites: 1 } });
  const content = contentDigest(
    assemble([await here.aws.source.sweep()], { principalOf: () => undefined }).roles.find(
      ({ native }) => native === set.arn,
    )!.content!,
  );
  const again = (account: string): Revocation => ({
    what: 're-provision',
    set: permissionSet('Admin'),
    native: set.arn,
    account,
    content,
  });
  expect(await revoker.submit(again('111111111111'))).toMatchObject({ state: 'pending' });
  here.fault(
    'sso-admin:DescribePermissionSetProvisioningStatus',
    {
      kind: 'tamper',
      action: {
        action: 'aws.attach-managed-policy',
        permissionSet: 'Admin',
        policyArn: 'arn:aws:iam::aws:policy/IAMFullAccess',
        provision: false,
        actor: 'eli',
      },
    },
    { times: 1 },
  );
  await expect(revoker.submit(again('222222222222'))).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
  expect(here.calls('ProvisionPermissionSet')).toBe(1);
});
