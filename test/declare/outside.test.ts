import { App, TerraformStack } from 'cdktf';
import { Construct, RootConstruct } from 'constructs';
import {
  Account,
  accounts,
  approval,
  Asset,
  catalogueOf,
  GovernedScope,
  okta,
  OktaGroup,
  Team,
  team,
  type Organization,
} from '../../lib/declare/index.js';
import { isWritError, type WritError } from '../../lib/kernel/index.js';
import { declarePackage, faultsOf, organization, reader } from '../_helpers/organization.js';

/** What is thrown where something is declared; undefined when nothing is. */
function refusal(declare: () => unknown): WritError | undefined {
  try {
    declare();
    return undefined;
  } catch (error) {
    if (isWritError(error)) return error;
    throw error;
  }
}

describe('a declaration outside the tree of the organization', () => {
  it.each<readonly [string, () => Construct, string]>([
    ['a root of its own', () => new RootConstruct(), 'pagers'],
    [
      'a construct below another root',
      () => new Construct(new RootConstruct(), 'platform'),
      'platform/pagers',
    ],
    ['a Terraform stack', () => new TerraformStack(new App(), 'stack'), 'stack/pagers'],
  ])('is refused where it is made: %s', (_, scope, path) => {
    expect(refusal(() => new OktaGroup(scope(), 'pagers', { description: 'P' }))).toMatchObject({
      code: 'DECLARATION_INVALID',
      place: { path },
      remedy: expect.stringContaining('Organization'),
    });
  });

  it('is fine below the organization, however deep', () => {
    const org = organization();
    const scope = new Construct(new Construct(org, 'teams'), 'platform');
    new OktaGroup(scope, 'operators', { description: 'O' });

    expect(catalogueOf(org).groups.map(({ ref }) => ref.name)).toEqual(['operators', 'pagers']);
  });
});

describe('a construct of another organization', () => {
  const parts = (org: Organization) => {
    const scope = new Construct(org, 'parts');
    const owned = { title: 'T', owner: team('security') };
    return {
      team: new Team(scope, 'other-team', { title: 'T', approvers: ['hr:9'] }),
      account: new Account(scope, 'other-account', { id: '999988887777', environment: 'production' }),
      asset: new Asset(scope, 'other-asset', { ...owned, accounts: ['prod'] }),
      group: new OktaGroup(scope, 'other-group', { description: 'G' }),
      pack: declarePackage(scope, 'other-pack'),
    };
  };
  const other = organization();
  const theirs = parts(other);
  const uses: readonly (readonly [string, (org: Organization, of: ReturnType<typeof parts>) => unknown])[] = [
    [
      'groups',
      (org, { group }) => new GovernedScope(org, 'made', { owner: team('security'), groups: [group] }),
    ],
    ['owner', (org, of) => new GovernedScope(org, 'made', { owner: of.team, carriersOf: ['okta'] })],
    [
      'accounts',
      (org, { account }) =>
        new Asset(org, 'made', { title: 'M', owner: team('security'), accounts: [account] }),
    ],
    [
      'assets',
      (org, { asset }) =>
        declarePackage(org, 'made', { assets: [asset], grants: () => [okta.group('pagers')] }),
    ],
    ['approval', (org, of) => declarePackage(org, 'made', { approval: approval.one(of.team) })],
    [
      'conflictsWith',
      (org, of) =>
        declarePackage(org, 'made', {
          conflictsWith: [of.pack],
        }),
    ],
  ];

  it.each(uses)('is refused in `%s`, by path and field', (field, use) => {
    expect(refusal(() => use(organization(), theirs))).toMatchObject({
      code: 'DECLARATION_INVALID',
      place: { path: 'made' },
      message: expect.stringContaining(`\`${field}\``),
    });
  });

  it.each(uses)('honest twin: one of the same organization stands in `%s`', (_, use) => {
    const org = organization();
    use(org, parts(org));

    expect(faultsOf(org)).toEqual([]);
  });

  it('is a fault of the package that gives it', () => {
    const org = organization();
    const set = reader(other, 'Theirs');
    declarePackage(org, 'pack', { grants: (asset) => [set.on(accounts.of(asset)), theirs.group] });

    expect(faultsOf(org).map(({ values }) => values)).toEqual([['other-group'], ['Theirs']]);
  });
});
