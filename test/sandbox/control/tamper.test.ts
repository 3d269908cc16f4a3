import { controlled, NOON, WORLD } from './_control.js';

const ROOT = 'root@example.com';
const ANN = 'ann@example.com';

describe('tampering by hand', () => {
  it.each([
    ['okta.add-member', { group: 'admins', user: ANN }, 'group.user_membership.add'],
    ['okta.remove-member', { group: 'admins', user: ROOT }, 'group.user_membership.remove'],
    ['okta.remove-member', { group: 'platform', user: ANN }, 'group.user_membership.remove'],
    [
      'okta.create-user',
      { login: 'new@example.com', firstName: 'New', lastName: 'One' },
      'user.lifecycle.create',
    ],
    ['okta.deactivate-user', { user: ANN }, 'user.lifecycle.deactivate'],
    ['okta.create-group', { name: 'shadow' }, 'group.lifecycle.create'],
    ['okta.import-group', { name: 'admins' }, 'group.lifecycle.create'],
    ['okta.rename-group', { group: 'admins', name: 'renamed' }, 'group.profile.update'],
    ['okta.delete-group', { group: 'admins' }, 'group.lifecycle.delete'],
    [
      'okta.push-group',
      { group: 'platform', target: 'Direct' },
      'application.provision.group_push.mapping.created',
    ],
    [
      'okta.assign-app',
      { app: 'CRM', principal: { type: 'USER', name: ANN } },
      'application.user_membership.update',
    ],
    [
      'okta.assign-app',
      { app: 'CRM', principal: { type: 'GROUP', name: 'admins' } },
      'group.application_assignment.add',
    ],
    [
      'okta.unassign-app',
      { app: 'CRM', principal: { type: 'USER', name: ROOT } },
      'application.user_membership.remove',
    ],
    [
      'okta.unassign-app',
      { app: 'CRM', principal: { type: 'GROUP', name: 'platform' } },
      'application.user_membership.remove',
    ],
    ['okta.convert-app-user', { app: 'CRM', user: ANN, scope: 'USER' }, 'application.user_membership.update'],
    ['okta.create-app', { label: 'Wiki' }, 'application.lifecycle.create'],
    ['okta.rename-app', { app: 'CRM', label: 'Sales' }, 'application.lifecycle.update'],
    ['okta.deactivate-app', { app: 'CRM' }, 'application.lifecycle.deactivate'],
    ['okta.delete-app', { app: 'CRM' }, 'application.lifecycle.delete'],
    ['okta.recreate-app', { app: 'CRM' }, 'application.lifecycle.create'],
  ])('%s %j leaves the event of the person who did it', async (action, fields, eventType) => {
    const there = controlled(WORLD);
    there.runtime.advance(60_000);
    const { status, json } = await there.control('POST', '/tamper', { action, actor: ROOT, ...fields });
    expect([status, json.at]).toEqual([200, new Date(NOON + 60_000).toISOString()]);
    const event = there.runtime.oktaLog.find((each) => each.eventType === eventType);
    expect(event?.published).toBe(NOON + 60_000);
    expect(event?.body).toMatchObject({ actor: { type: 'User', alternateId: ROOT } });
  });

  it('makes an app anew under its label: another id, assigned to nobody', async () => {
    const there = controlled(WORLD);
    const { json } = await there.control('POST', '/tamper', {
      action: 'okta.recreate-app',
      app: 'CRM',
      actor: ROOT,
    });
    const { appId, formerId } = json.changed;
    expect(appId).not.toBe(formerId);
    expect((await there.call('GET', `/api/v1/apps/${formerId}`)).status).toBe(404);
    expect((await there.call('GET', `/api/v1/apps/${appId}`)).json).toMatchObject({
      label: 'CRM',
      name: 'salesforce',
    });
    for (const list of ['users', 'groups'])
      expect((await there.call('GET', `/api/v1/apps/${appId}/${list}`)).json).toEqual([]);
  });

  it('switches an app off and on', async () => {
    const there = controlled(WORLD);
    const status = async (action: string) =>
      (await there.control('POST', '/tamper', { action, app: 'CRM', actor: ROOT })).json.changed.status;
    expect([await status('okta.deactivate-app'), await status('okta.activate-app')]).toEqual([
      'INACTIVE',
      'ACTIVE',
    ]);
  });

  it('says what an app was likely to be called, and refuses what Okta refuses', async () => {
    const there = controlled(WORLD);
    const act = (fields: object) => there.control('POST', '/tamper', { actor: ROOT, ...fields });
    const unknown = await act({ action: 'okta.rename-app', app: 'CRMs', label: 'x' });
    expect(unknown.json.error).toMatchObject({ code: 'unknown-name', candidates: ['CRM'] });
    const principal = { type: 'USER', name: ANN };
    const refused = await act({ action: 'okta.unassign-app', app: 'CRM', principal });
    expect([refused.status, refused.json.error.providerCode]).toEqual([409, 'E0000046']);
  });

  const assignment = { permissionSet: 'Reader', account: '200000000001' };

  it.each([
    ['aws.assign', { ...assignment, principal: { type: 'USER', name: ANN } }, 'CreateAccountAssignment'],
    [
      'aws.unassign',
      { ...assignment, principal: { type: 'GROUP', name: 'Direct' } },
      'DeleteAccountAssignment',
    ],
    ['aws.add-member', { group: 'Direct', user: ANN }, 'CreateGroupMembership'],
    ['aws.rename-group', { group: 'Direct', name: 'Renamed' }, 'UpdateGroup'],
    ['aws.delete-group', { group: 'Direct' }, 'DeleteGroup'],
    ['aws.remove-member', { group: 'Direct', user: ROOT }, 'DeleteGroupMembership'],
    ['aws.console-add-member', { group: 'Direct', user: ANN }, 'AddMemberToGroup'],
    ['aws.console-remove-member', { group: 'Direct', user: ROOT }, 'RemoveMemberFromGroup'],
    ['aws.create-group', { name: 'shadow' }, 'CreateGroup'],
    [
      'aws.attach-managed-policy',
      { permissionSet: 'Reader', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'AttachManagedPolicyToPermissionSet',
    ],
    [
      'aws.put-inline-policy',
      { permissionSet: 'Reader', policy: '{"Version":"2012-10-17","Statement":[]}' },
      'PutInlinePolicyToPermissionSet',
    ],
  ])('%s %j leaves the event of the person who did it', async (action, fields, eventName) => {
    const there = controlled(WORLD);
    const root = there.runtime.world.aws.users.oneIn(0, ROOT);
    const { status, json } = await there.control('POST', '/tamper', { action, actor: ROOT, ...fields });
    expect([status, json.action]).toEqual([200, action]);
    const event = there.runtime.cloudTrail.find((each) => each.eventName === eventName);
    expect(event?.record['userIdentity']).toMatchObject({ onBehalfOf: { userId: root?.id } });
  });

  it.each([
    ['root', { type: 'Root' }],
    ['iam-user/break-in', { type: 'IAMUser', userName: 'break-in' }],
    ['account/999999999999', { type: 'AWSAccount', accountId: '999999999999' }],
  ])('plays %s as the actor, in the documented form', async (actor, userIdentity) => {
    const there = controlled(WORLD);
    await there.control('POST', '/tamper', { action: 'aws.add-member', group: 'Direct', user: ANN, actor });
    expect(there.runtime.cloudTrail[0]?.record['userIdentity']).toMatchObject(userIdentity);
  });

  it('changes members in the console in its own form, and refuses what is so already', async () => {
    const there = controlled(WORLD);
    const add = { action: 'aws.console-add-member', group: 'Direct', user: ANN, actor: ROOT };
    const { json } = await there.control('POST', '/tamper', add);
    expect(there.runtime.cloudTrail[0]?.record['requestParameters']).toMatchObject({
      groupId: json.changed.groupId,
      member: { memberId: json.changed.userId },
    });
    expect((await there.control('POST', '/tamper', add)).status).toBe(409);
    const remove = { ...add, action: 'aws.console-remove-member' };
    expect((await there.control('POST', '/tamper', remove)).status).toBe(200);
    expect((await there.control('POST', '/tamper', remove)).status).toBe(404);
  });

  it('changes the world: an assignment is there once AWS has finished it', async () => {
    const there = controlled(WORLD, { assignmentDelayMs: 3000 });
    const { json } = await there.control('POST', '/tamper', {
      action: 'aws.assign',
      actor: ROOT,
      ...assignment,
      principal: { type: 'USER', name: ANN },
    });
    expect(json.changed).toMatchObject({ principalType: 'USER', pendingMs: 3000 });
    expect(there.runtime.world.aws.assignments.size).toBe(1);
    there.runtime.advance(3000);
    expect(there.runtime.world.aws.assignments.size).toBe(2);
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('an edited permission set reaches its accounts when provisioned is %s', async (provision, version) => {
    const there = controlled(WORLD);
    await there.control('POST', '/tamper', {
      action: 'aws.attach-managed-policy',
      permissionSet: 'Reader',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      provision,
      actor: ROOT,
    });
    there.runtime.advance(60_000);
    const [set] = (await there.control('GET', '/state')).json.aws.permissionSets;
    expect([set.version, set.provisioned['200000000001']]).toEqual([2, version]);
  });

  it('is neither counted as a call nor hit by a fault', async () => {
    const there = controlled(WORLD);
    await there.control('POST', '/faults', { match: '*', effect: { kind: 'denied' } });
    const { status } = await there.control('POST', '/tamper', {
      action: 'aws.add-member',
      group: 'Direct',
      user: ANN,
      actor: ROOT,
    });
    expect([status, there.runtime.calls]).toEqual([200, []]);
  });

  it.each([
    [{ action: 'okta.add-member', group: 'admin', user: ANN, actor: ROOT }, 'Okta group', ['admins']],
    [
      { action: 'okta.add-member', group: 'admins', user: 'an@example.com', actor: ROOT },
      'Okta user',
      [ANN, ROOT],
    ],
    [{ action: 'okta.add-member', group: 'admins', user: ANN, actor: 'nobody' }, 'Okta user', []],
    [
      { action: 'aws.add-member', group: 'Direkt', user: ANN, actor: ROOT },
      'Identity Store group',
      ['Direct'],
    ],
    [
      {
        action: 'aws.assign',
        ...assignment,
        permissionSet: 'Read',
        principal: { type: 'USER', name: ANN },
        actor: ROOT,
      },
      'permission set',
      ['Reader'],
    ],
  ])('does not know %j and says what comes close', async (body, kind, candidates) => {
    const { status, json } = await controlled(WORLD).control('POST', '/tamper', body);
    expect([status, json.error.code, json.error.kind, json.error.candidates]).toEqual([
      404,
      'unknown-name',
      kind,
      candidates,
    ]);
  });

  it('lists the actions when it does not know one', async () => {
    const { status, json } = await controlled().control('POST', '/tamper', {
      action: 'aws.nuke',
      actor: ROOT,
    });
    expect([status, json.error.code]).toEqual([400, 'unknown-action']);
    expect(json.error.actions).toContain('aws.put-inline-policy');
  });

  it('refuses fields that the action does not have', async () => {
    const body = { action: 'okta.create-group', name: 'x', colour: 'red', actor: ROOT };
    const { status, json } = await controlled(WORLD).control('POST', '/tamper', body);
    expect([status, json.error.problems[0].message]).toEqual([
      400,
      'unknown field `colour`; allowed are `action`, `name`, `description`, `actor`',
    ]);
  });

  it("passes on the provider's refusal", async () => {
    const there = controlled(WORLD);
    const twice = { action: 'aws.add-member', group: 'Direct', user: ROOT, actor: ROOT };
    expect((await there.control('POST', '/tamper', twice)).json.error).toMatchObject({
      code: 'refused-by-provider',
      provider: 'aws',
    });
    const taken = { action: 'okta.create-group', name: 'admins', actor: ROOT };
    expect(await there.control('POST', '/tamper', taken)).toMatchObject({
      status: 409,
      json: { error: { provider: 'okta' } },
    });
  });
});
