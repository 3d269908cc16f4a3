import { plain } from '../../_helpers/observed.js';
import { place, SEED, type Place } from './world.js';

const ACCOUNT_INSTANCE = {
  arn: 'arn:aws:sso:::instance/ssoins-ffffffffffffffff',
  identityStoreId: 'd-ffffffffff',
  owner: '222222222222',
};
const SECOND = { ...ACCOUNT_INSTANCE, arn: 'arn:aws:sso:::instance/ssoins-eeeeeeeeeeeeeeee' };
const MANAGEMENT = '100000000001';

const open: Place[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.sandbox.close();
});

async function placeWith(instances: readonly object[], settings = {}): Promise<Place> {
  const here = await place({ ...SEED, aws: { ...SEED.aws, instances } }, settings);
  open.push(here);
  return here;
}

const codesOf = async (here: Place, config = {}) =>
  (await here.adapters(config).source.sweep()).completeness.failures.map(({ error }) => error.code);

describe('H4.23 several Identity Center instances', () => {
  test('an account instance beside the organization’s is told as not swept, and stops nothing', async () => {
    const here = await placeWith([ACCOUNT_INSTANCE]);
    const { completeness, seen, uncovered } = await here.aws.source.sweep();
    expect(completeness.failures).toEqual([]);
    expect(plain(seen).sets.length).toBeGreaterThan(0);
    expect(uncovered.filter((line) => line.includes(ACCOUNT_INSTANCE.arn))).toEqual([
      expect.stringContaining(`of account ${ACCOUNT_INSTANCE.owner}`),
    ]);
    expect(here.calls('DescribeOrganization')).toBe(1);
  });

  test('one that is being deleted is ignored, with a note and without a question', async () => {
    const here = await placeWith([{ ...ACCOUNT_INSTANCE, status: 'DELETE_IN_PROGRESS' }]);
    const { completeness, uncovered } = await here.aws.source.sweep();
    expect(completeness.complete).toBe(true);
    expect(uncovered.join()).toContain('DELETE_IN_PROGRESS');
    expect(here.calls('DescribeOrganization')).toBe(0);
  });

  test.each([
    ['nobody chose', false],
    ['it is chosen', true],
  ])('the one that is read is named beside those that are not, where %s', async (_, isChosen) => {
    const here = await placeWith([ACCOUNT_INSTANCE]);
    const { instanceArn } = here.sandbox.runtime.world.aws;
    const { uncovered } = await here.adapters(isChosen ? { instanceArn } : {}).source.sweep();
    expect(uncovered.filter((line) => line.includes(ACCOUNT_INSTANCE.arn))).toEqual([
      expect.stringContaining(`read is ${instanceArn} (of account ${MANAGEMENT})`),
    ]);
  });

  test('an account instance that is the only active one is not read in silence', async () => {
    const here = await placeWith([]);
    const { instanceArn, identityStoreId } = here.sandbox.runtime.world.aws;
    const Instances = [
      {
        InstanceArn: instanceArn,
        IdentityStoreId: identityStoreId,
        OwnerAccountId: ACCOUNT_INSTANCE.owner,
        Status: 'ACTIVE',
      },
      {
        InstanceArn: SECOND.arn,
        IdentityStoreId: SECOND.identityStoreId,
        OwnerAccountId: MANAGEMENT,
        Status: 'CREATE_IN_PROGRESS',
      },
    ];
    here.fault('sso-admin:ListInstances', {
      kind: 'status',
      status: 200,
      body: JSON.stringify({ Instances }),
    });
    const { uncovered } = await here.aws.source.sweep();
    expect(uncovered.filter((line) => line.includes(SECOND.arn))).toEqual([
      expect.stringContaining(`read is ${instanceArn} (of account ${ACCOUNT_INSTANCE.owner})`),
    ]);
  });

  test('are not guessed where nobody says which is the organization’s, and the choice is offered', async () => {
    const here = await placeWith([ACCOUNT_INSTANCE, SECOND]);
    here.fault('organizations:DescribeOrganization', { kind: 'denied' });
    const { completeness } = await here.aws.source.sweep();
    expect(completeness.failures).toMatchObject([
      {
        error: {
          code: 'NAME_AMBIGUOUS',
          remedy: expect.stringContaining('--instance'),
          candidates: expect.arrayContaining([`${SECOND.arn} (of account ${SECOND.owner})`]),
        },
      },
    ]);
    const { instanceArn } = here.sandbox.runtime.world.aws;
    expect(await codesOf(here, { instanceArn })).toEqual([]);
  });

  test('are not guessed where the management account owns two', async () => {
    expect(await codesOf(await placeWith([{ ...ACCOUNT_INSTANCE, owner: MANAGEMENT }]))).toEqual([
      'NAME_AMBIGUOUS',
    ]);
  });

  test('one that is chosen has to be there and to be active', async () => {
    const here = await placeWith([{ ...ACCOUNT_INSTANCE, status: 'DELETE_IN_PROGRESS' }]);
    expect(await codesOf(here, { instanceArn: ACCOUNT_INSTANCE.arn })).toEqual(['PROVIDER_CONFLICT']);
    expect(await codesOf(here, { instanceArn: SECOND.arn })).toEqual(['PROVIDER_NOT_FOUND']);
  });
});

describe('H4.23 accounts of the organization', () => {
  const accounts = [
    { id: '333333333333', name: 'open', state: 'ACTIVE' },
    { id: '444444444444', name: 'leaving', state: 'SUSPENDED' },
  ];

  test.each([
    ['both State and Status', {}],
    ['State alone, as from September 2026', { retiredStatus: true }],
  ])('are active or not by %s', async (_, settings) => {
    const here = await place(
      { ...SEED, aws: { ...SEED.aws, accounts: [...SEED.aws.accounts, ...accounts] } },
      settings,
    );
    open.push(here);
    const { seen } = await here.aws.source.sweep();
    const active = new Map(seen.accounts.map((account) => [account.name, account.active]));
    expect([active.get('open'), active.get('leaving')]).toEqual([true, false]);
  });

  test('are active by Status where an older answer has it alone', async () => {
    const here = await placeWith([]);
    const Accounts = [{ Id: '333333333333', Name: 'open', Status: 'ACTIVE' }];
    here.fault('organizations:ListAccounts', {
      kind: 'status',
      status: 200,
      body: JSON.stringify({ Accounts }),
    });
    const { seen } = await here.aws.source.sweep();
    expect(seen.accounts).toMatchObject([{ name: 'open', active: true }]);
  });
});
