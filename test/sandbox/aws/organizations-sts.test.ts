import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CreatePermissionSetCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { clientConfig, type Rig, startRig } from './harness.js';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

describe('organizations', () => {
  it('lists accounts in pages of twenty', async () => {
    for (let n = 0; n < 24; n += 1) {
      const id = String(200000000000 + n);
      rig.runtime.world.aws.accounts.set(id, {
        id,
        name: `account-${n}`,
        email: `a${n}@example.com`,
        status: 'ACTIVE',
      });
    }
    const pages: number[] = [];
    for await (const page of paginateListAccounts({ client: rig.organizations }, {}))
      pages.push(page.Accounts!.length);
    expect(pages).toEqual([20, 5]);
  });

  it('knows its root, its accounts, and refuses others', async () => {
    const { Organization } = await rig.organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ MasterAccountId: '100000000001', FeatureSet: 'ALL' });
    const { Roots } = await rig.organizations.send(new ListRootsCommand({}));
    const ParentId = Roots![0]!.Id!;
    expect(
      (await rig.organizations.send(new ListAccountsForParentCommand({ ParentId }))).Accounts,
    ).toHaveLength(1);
    expect(
      (await rig.organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId })))
        .OrganizationalUnits,
    ).toEqual([]);
    expect(
      (await rig.organizations.send(new ListTagsForResourceCommand({ ResourceId: ParentId }))).Tags,
    ).toEqual([]);
    expect(
      (await rig.organizations.send(new ListDelegatedAdministratorsCommand({}))).DelegatedAdministrators,
    ).toEqual([]);
    await expect(
      rig.organizations.send(new DescribeAccountCommand({ AccountId: '999999999999' })),
    ).rejects.toMatchObject({ name: 'AccountNotFoundException' });
    await expect(
      rig.organizations.send(new DescribeAccountCommand({ AccountId: 'x' })),
    ).rejects.toMatchObject({ name: 'InvalidInputException', Reason: 'INVALID_PATTERN' });
  });
});

describe('sts', () => {
  it('says who calls', async () => {
    expect(await rig.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '100000000001',
      Arn: 'arn:aws:sts::100000000001:assumed-role/writ-apply/writ',
    });
  });

  it('lends the key of an assumed role, under which later calls are recorded', async () => {
    const { Credentials, AssumedRoleUser } = await rig.sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::100000000001:role/auditor', RoleSessionName: 'yearly' }),
    );
    expect(AssumedRoleUser!.Arn).toBe('arn:aws:sts::100000000001:assumed-role/auditor/yearly');
    expect(Credentials!.Expiration).toBeInstanceOf(Date);
    const config = clientConfig(rig, Credentials!.AccessKeyId!);
    const [sts, sso] = [new STSClient(config), new SSOAdminClient(config)];
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toContain('assumed-role/auditor/yearly');
    await sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'Reader' }));
    expect(rig.runtime.cloudTrail.at(-1)!.username).toBe('yearly');
    sts.destroy();
    sso.destroy();
  });

  it('refuses a malformed session name', async () => {
    await expect(
      rig.sts.send(
        new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::100000000001:role/auditor', RoleSessionName: 'a b' }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('a request without credentials', () => {
  it.each([
    [
      'JSON',
      { 'x-amz-target': 'SWBExternalService.ListInstances' },
      '{}',
      'MissingAuthenticationTokenException',
    ],
    ['query', {}, 'Action=GetCallerIdentity&Version=2011-06-15', 'MissingAuthenticationToken'],
  ])('is refused in %s', async (_, headers, body, code) => {
    const response = await rig.handle({ method: 'POST', url: '/', headers, body });
    expect(response.status).toBe(403);
    expect(response.body).toContain(code);
    expect(response.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
