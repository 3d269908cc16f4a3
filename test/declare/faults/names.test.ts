import { Construct } from 'constructs';
import {
  Account,
  approval,
  Asset,
  catalogueOf,
  GovernedScope,
  okta,
  Team,
  team,
  type AccountProps,
  type AssetProps,
  type GovernedScopeProps,
  type Organization,
} from '../../../lib/declare/index.js';
import { WritErrors } from '../../../lib/kernel/index.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import { declarePackage, faultsOf, organization } from '../../_helpers/organization.js';

const account = (id: string): AccountProps => ({ id, environment: 'staging' });
const asset = (changes: Partial<AssetProps>): AssetProps => ({
  title: 'Asset',
  owner: team('platform'),
  accounts: [],
  ...changes,
});
const scope = (changes: Partial<GovernedScopeProps>) => (org: Organization) =>
  new GovernedScope(org, 's', { owner: team('platform'), ...changes });
const twice = (org: Organization): void => {
  declarePackage(org, 'read', { grants: () => [okta.group('pagers')] });
  declarePackage(new Construct(org, 'sub'), 'read', { grants: () => [okta.group('pagers')] });
};

describe('faults of names and references', () => {
  holdsEach([
    [
      'one account name twice',
      (org) => new Account(org, 'z', { ...account('222233334444'), name: 'prod' }),
      'z',
      'prod',
    ],
    ['one account id twice', (org) => new Account(org, 'z', account('111122223333')), 'z', '111122223333'],
    ['account id without 12 digits', (org) => new Account(org, 'z', account('1234')), 'z', '1234'],
    ['one package id twice', twice, 'sub/read', 'read'],
    ['an id that no ticket can name', (org) => declarePackage(org, 'Prod_Admin'), 'Prod_Admin', 'Prod_Admin'],
    ['an id with the double dash of carriers', (org) => declarePackage(org, 'a--b'), 'a--b', 'a--b'],
    ['asset in an unknown account', (org) => new Asset(org, 'a', asset({ accounts: ['none'] })), 'a', 'none'],
    ['asset of an unknown team', (org) => new Asset(org, 'a', asset({ owner: team('none') })), 'a', 'none'],
    ['asset without title', (org) => new Asset(org, 'a', asset({ title: '' })), 'a', 'title'],
    [
      'team without approvers',
      (org) => new Team(org, 't', { title: 'T', approvers: wrong([]) }),
      't',
      'approvers',
    ],
    [
      'approver by name',
      (org) => new Team(org, 't', { title: 'T', approvers: wrong(['Dana']) }),
      't',
      'Dana',
    ],
    ['scope of an unknown group', scope({ groups: [okta.group('none')] }), 's', 'none'],
    ['scope of an unknown account', scope({ accounts: ['none'] }), 's', 'none'],
    ['scope that covers nothing', scope({ accounts: [] }), 's', 's'],
    ['scope of an unknown owner', scope({ accounts: ['prod'], owner: team('none') }), 's', 'none'],
  ]);
});

describe('all faults at once', () => {
  it('shows every fault in the order of paths, each with a remedy', () => {
    const org = organization();
    new Account(org, 'bad', account('12'));
    declarePackage(org, 'zz', { owner: team('ghosts'), review: { every: '999d' } });
    declarePackage(org, 'aa', { approval: approval.one(team('nobody')) });

    expect(faultsOf(org).map(({ path }) => path)).toEqual(['aa', 'bad', 'zz', 'zz']);
    expect(gathered(org).code).toBe('DECLARATIONS_INVALID');
    expect(gathered(org).faults.every((fault) => fault.remedy !== '')).toBe(true);
  });

  it('says the value, what is allowed, and the names that fit', () => {
    const org = organization();
    declarePackage(org, 'read', { owner: team('ghosts') });

    const [fault] = gathered(org).faults;

    expect(fault?.candidates).toEqual(['platform', 'security']);
    expect(fault?.message).toMatchInlineSnapshot(
      `"team \`ghosts\` is not declared; declared are \`platform\`, \`security\`"`,
    );
  });
});

function gathered(org: Organization): WritErrors {
  try {
    catalogueOf(org);
  } catch (error) {
    if (error instanceof WritErrors) return error;
    throw error;
  }
  throw new Error('there were no faults');
}

it('an id that one scope has already is said, with where, and is no bug', () => {
  const org = organization();
  const look = { title: 'Look', approvers: ['hr:1'] } as const;
  new Team(org, 'look', look);
  expect(() => new Team(org, 'look', look)).toThrow(
    expect.objectContaining({ code: 'DECLARATION_INVALID', place: { path: 'look' } }),
  );
  const elsewhere = new Construct(org, 'elsewhere');
  expect(() => new Team(elsewhere, 'look', look)).not.toThrow();
});
