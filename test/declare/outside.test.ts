import { App, TerraformStack } from 'cdktf';
import { Construct, RootConstruct } from 'constructs';
import {
  accounts,
  approval,
  Asset,
  catalogueOf,
  GovernedScope,
  OktaGroup,
  Team,
  team,
  type Account,
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
  it.each([
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
  const other = organization();
  const theirs = {
    team: other.node.findChild('security') as Team,
    account: other.node.findChild('prod') as Account,
    asset: other.node.findChild('payments') as Asset,
    group: other.node.findChild('pagers') as OktaGroup,
  };
  const ours = (org: Organization) => ({
    team: org.node.findChild('security') as Team,
    account: org.node.findChild('prod') as Account,
    asset: org.node.findChild('payments') as Asset,
    group: org.node.findChild('pagers') as OktaGroup,
  });
  const uses: readonly (readonly [string, (org: Organization, of: typeof theirs) => unknown])[] = [
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
      (org, { asset }) => declarePackage(org, 'made', { assets: [asset], grants: () => [ours(org).group] }),
    ],
    ['approval', (org, of) => declarePackage(org, 'made', { approval: approval.one(of.team) })],
    [
      'conflictsWith',
      (org, of) =>
        declarePackage(org, 'made', {
          conflictsWith: [declarePackage(of.team.node.root as Organization, `of-${org.node.addr}`)],
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
    use(org, ours(org));

    expect(faultsOf(org)).toEqual([]);
  });

  it('is a fault of the package that gives it', () => {
    const org = organization();
    const set = reader(other, 'Theirs');
    declarePackage(org, 'pack', { grants: (asset) => [set.on(accounts.of(asset)), theirs.group] });

    expect(faultsOf(org).map(({ values }) => values)).toEqual([['pagers'], ['Theirs']]);
  });
});
