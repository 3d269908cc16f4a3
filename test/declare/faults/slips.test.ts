import {
  Account,
  accounts,
  allow,
  approval,
  Asset,
  binding,
  catalogueOf,
  deny,
  external,
  GovernedScope,
  IdentityStoreGroup,
  JobFunction,
  OktaApp,
  OktaGroup,
  okta,
  Organization,
  PermissionSet,
  policy,
  team,
  Workload,
  type Entitlement,
  type OperatingModel,
  type RouteKind,
  type WorkloadBinding,
} from '../../../lib/declare/index.js';
import type { AnyPackageProps } from '../../../lib/declare/entitlement-package.js';
import type { List } from '../../../lib/kernel/index.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import {
  declareBirthright,
  declarePackage,
  faultsOf,
  organization,
  reader,
} from '../../_helpers/organization.js';

type Declare = (org: Organization) => unknown;

/** Each is accepted without a fault. */
function acceptsEach(rows: readonly (readonly [string, Declare])[]): void {
  it.each(rows)('honest twin: %s', (_, declare) => {
    const org = organization();
    declare(org);

    expect(faultsOf(org)).toEqual([]);
  });
}

const job =
  (when: object, changes: object = {}): Declare =>
  (org) =>
    new JobFunction(org, 'job', { when: wrong(when), ...changes });
const pack =
  (changes: Partial<AnyPackageProps>): Declare =>
  (org) =>
    declarePackage(org, 'pack', changes);
const set =
  (changes: object): Declare =>
  (org) =>
    new PermissionSet(org, 'Set', wrong({ description: 'A set', ...changes }));
const requesting =
  (holders: Partial<AnyPackageProps>['holders'], when: object): Declare =>
  (org) => {
    declarePackage(org, 'pack', wrong({ holders }));
    job(when, { mayRequest: ['pack'] })(org);
  };

describe('a job function never fits more people than was written', () => {
  holdsEach([
    ['an attribute whose value is missing', job({ department: undefined }), 'job', 'when.department'],
    [
      'one of two whose value is missing',
      job({ department: 'A', jobCode: undefined }),
      'job',
      'when.jobCode',
    ],
    ['an attribute that is misspelt', job({ departement: 'A' }), 'job', 'departement'],
    ['one of two that is misspelt', job({ department: 'A', jobcode: 'B' }), 'job', 'jobcode'],
    ['a class that is no contract', job({ worker: 'employe' }), 'jobFunctions.0.when.worker.0', '"employe"'],
  ]);
  acceptsEach([['every attribute', job({ department: 'A', jobCode: ['B', 'C'], worker: 'vendor' })]]);
});

describe('what none of its people may hold cannot be asked for', () => {
  holdsEach([
    ['only workloads hold it', requesting(['workload'], { department: 'A' }), 'job', 'pack'],
    [
      'none of the classes named',
      requesting(['employee'], { worker: ['vendor', 'contractor'] }),
      'job',
      'vendor',
    ],
  ]);
  acceptsEach([
    ['some of the classes named', requesting(['employee'], { worker: ['vendor', 'employee'] })],
    ['no class named', requesting(['employee', 'workload'], { department: 'A' })],
  ]);
});

describe('a bound of the operating model that cannot be read', () => {
  const medium = (rules: object): string[] => {
    const model = {
      medium: { routes: ['one'], longest: '10d', longestRenewed: '20d', reviewAtLeastEvery: '30d', ...rules },
    };
    const org = organization({ operatingModel: model as Partial<OperatingModel> });
    declarePackage(org, 'pack', { duration: { default: '4h', max: '12h' } });
    return faultsOf(org).flatMap(({ values }) => values);
  };

  it.each([
    ['longest', '1e3h'],
    ['longestRenewed', '-4h'],
    ['reviewAtLeastEvery', '1.5d'],
  ])('%s is refused, since it would bound nothing', (field, value) => {
    expect(medium({ [field]: value })).toEqual(
      expect.arrayContaining([`operatingModel.medium.${field}`, value]),
    );
  });

  it('is longer for one ticket than for all: refused', () => {
    expect(medium({ longestRenewed: '9d' })).toContain('operatingModel.medium.longest');
  });

  it('allows no route: refused', () => {
    expect(medium({ routes: [] })).toContain('operatingModel.medium.routes');
  });

  it('REQ-051 needs fewer people for more risk: refused', () => {
    expect(medium({ routes: ['auto', 'one'] })).toEqual([]);
    const model = organization().operatingModel;
    const lighter = (routes: readonly RouteKind[]): string[] => {
      const org = organization({ operatingModel: { ...model, high: { ...model.high, routes } } });
      return faultsOf(org).flatMap(({ values }) => values);
    };
    expect(lighter(['auto', 'dual'])).toEqual(['operatingModel.high.routes', 'medium']);
    expect(lighter(['one', 'emergency'])).toEqual([]);
    expect(lighter(['emergency'])).toEqual([]);
    expect(lighter(['dual'])).toEqual([]);
  });

  it('honest twin: one that can be read, and as long for one as for all', () => {
    expect(medium({})).toEqual([]);
    expect(medium({ longestRenewed: '10d' })).toEqual([]);
  });

  it('of a tier that is written as undefined is the default', () => {
    const org = organization({ operatingModel: wrong({ medium: undefined }) });
    declarePackage(org, 'pack');

    expect(faultsOf(org)).toEqual([]);
  });
});

describe('a carrier that would be ignored', () => {
  const name = { carrierName: (): string => 'mine' };
  const wiki = (carrier: AnyPackageProps['carrier'], changes: object = {}): Declare => {
    return (org) => {
      const app = new OktaApp(org, 'wiki', { description: 'Pages' });
      declarePackage(org, 'pack', wrong({ grants: () => [app], carrier, ...changes }));
    };
  };
  holdsEach([
    ['a name where all is held directly', pack({ carrier: wrong('direct'), ...name }), 'pack', 'carrierName'],
    [
      'a name of an Identity Store group for apps',
      wiki(wrong('identity-store'), name),
      'pack',
      'carrierName',
    ],
    ['an Identity Store group for apps', wiki(wrong('identity-store')), 'pack', 'identity-store'],
    ['one that nobody may choose', pack({ carrier: wrong('okta-group') }), 'pack', 'okta-group'],
  ]);
  acceptsEach([
    ['direct assignments', pack({ carrier: wrong('direct') })],
    ['a named Identity Store group for assignments', pack({ carrier: wrong('identity-store'), ...name })],
    ['direct apps', wiki(wrong('direct'))],
    ['a named Okta group for apps', wiki(wrong('okta-push'), name)],
  ]);
});

describe("what Writ makes is not named as another's", () => {
  const theirs = (name: string, changes: Partial<AnyPackageProps> = {}): Declare => {
    return (org) => {
      OktaGroup.fromName(org, name);
      declarePackage(org, 'pack', changes);
    };
  };
  holdsEach([
    ['the carrier of a package', theirs('writ-pack--payments'), 'writ-pack--payments', 'pack'],
    ['a carrier with a name', theirs('mine', { carrierName: () => 'mine' }), 'mine', 'pack'],
    [
      'the group that an Okta group is pushed to',
      (org) => {
        new OktaGroup(org, 'oncall', { description: 'On call', pushed: 'aws-oncall' });
        IdentityStoreGroup.fromName(org, 'aws-oncall');
      },
      'aws-oncall',
      'oncall',
    ],
    ['the group of everybody', (org) => OktaGroup.fromName(org, 'Everyone'), 'Everyone', 'Everyone'],
    [
      'a name that the Identity Store keeps',
      (org) => IdentityStoreGroup.fromName(org, 'AWSAdministrators'),
      'AWSAdministrators',
      'AWSAdministrators',
    ],
  ]);
  acceptsEach([
    ['a group of another name', theirs('vpn')],
    [
      'an Identity Store group with the name of an app',
      (org) => IdentityStoreGroup.fromName(org, 'Everyone in Ops'),
    ],
  ]);
});

describe('policies of a permission set that could not stand in AWS as written', () => {
  const look = { managedPolicies: ['ReadOnlyAccess'] };
  const arn = (name: string): Declare => set({ managedPolicies: [`arn:aws:iam::aws:policy/${name}`] });
  const denies = policy(deny('s3:*'));
  const own = (...paths: string[]): Declare =>
    set({ customerManagedPolicies: paths.map((path) => ({ name: 'Own', path })) });
  holdsEach([
    ['an ARN without the path', arn('ViewOnlyAccess'), 'Set', 'job-function/ViewOnlyAccess'],
    ['an ARN with a path too many', arn('job-function/ReadOnlyAccess'), 'Set', 'ReadOnlyAccess'],
    ['the same policy twice', own('/', '/'), 'Set', 'Own'],
    ['one name under two paths', own('/', '/team/'), 'Set', 'Own'],
    ['denials alone', set({ inlinePolicy: denies }), 'Set', 'inlinePolicy'],
    ['a document without statements', set({ inlinePolicy: { Statement: [] } }), 'Set', 'Statement'],
    ['a document that is none', set({ inlinePolicy: {} }), 'Set', 'Statement'],
    ['a boundary without a name', set({ ...look, boundary: {} }), 'Set', 'boundary.name'],
  ]);
  acceptsEach([
    ['an ARN of a published policy', arn('job-function/ViewOnlyAccess')],
    ['an ARN of one published since', arn('PublishedTomorrow')],
    ['denials beside what is given', set({ ...look, inlinePolicy: denies })],
    ['denials beside what is allowed', set({ inlinePolicy: policy(allow('s3:*'), deny('s3:DeleteBucket')) })],
    ['two customer managed policies', set({ customerManagedPolicies: [{ name: 'A' }, { name: 'B' }] })],
  ]);
});

describe('a function of the props that names what another organization has under the same name', () => {
  const other = new Organization({ name: 'Other' });
  const account = new Account(other, 'prod', { id: '999988887777', environment: 'production' });
  const asset = new Asset(other, 'payments', { title: 'P', owner: team('platform'), accounts: [account] });
  const gives = (grants: (org: Organization) => List<Entitlement>): Declare => {
    return (org) => declarePackage(org, 'pack', { grants: () => grants(org) });
  };
  const given = (where: Parameters<PermissionSet['on']>[0]): Declare => {
    return (org) => {
      const set = reader(org);
      gives(() => [set.on(where)])(org);
    };
  };
  holdsEach([
    ['an account', given(account), 'pack', 'prod'],
    ['an asset', given(accounts.of(asset)), 'pack', 'payments'],
  ]);
  acceptsEach([
    ['by name', given(accounts.named('prod'))],
    ['an asset by name', given(accounts.of('payments'))],
  ]);

  it('honest twin: an account and an asset of its own', () => {
    const org = organization();
    const own = new Account(org, 'own', { id: '444455556666', environment: 'staging' });
    const ledger = new Asset(org, 'ledger', { title: 'L', owner: team('platform'), accounts: [own] });
    const set = reader(org);
    declarePackage(org, 'pack', { grants: () => [set.on(own), set.on(accounts.of(ledger))] });

    expect(faultsOf(org)).toEqual([]);
  });
});

describe('bindings of workloads', () => {
  const workload = (bound: WorkloadBinding, id = 'loader'): Declare => {
    return (org) =>
      new Workload(org, id, {
        kind: 'service',
        title: 'Loader',
        owner: team('platform'),
        purpose: 'Loads',
        binding: bound,
        expires: '2027-01-31T00:00:00Z',
      });
  };
  const issuer = (url: string): Declare => workload({ kind: 'oidc', issuer: wrong(url), subject: 's' });
  holdsEach([
    ['an issuer without TLS', issuer('http://issuer.example'), 'loader', 'http://issuer.example'],
    ['an issuer without a host', issuer('https://'), 'loader', 'https://'],
    ['an issuer with a query', issuer('https://issuer.example?a=b'), 'loader', 'https://issuer.example?a=b'],
  ]);
  acceptsEach([['an issuer with port and path', issuer('https://issuer.example:8443/a/b')]]);

  const rotated = (within: string): Declare => {
    return (org) =>
      new Workload(org, 'loader', {
        ...{ kind: 'service', title: 'Loader', owner: team('platform'), purpose: 'Loads' },
        ...{ binding: binding.okta('svc-loader'), expires: '2027-01-31T00:00:00Z' },
        rotateWithin: wrong(within),
      });
  };
  holdsEach([['a rotation that is no duration', rotated('monthly'), 'loader', 'monthly']]);
  acceptsEach([['a rotation in days', rotated('30d')]]);

  it('REQ-084 says in the catalogue how old a credential may be, and nothing where it is not declared', () => {
    const within = (declare: Declare) => {
      const org = organization();
      declare(org);
      return catalogueOf(org).workloads.map(({ rotateWithin }) => rotateWithin);
    };
    expect(within(rotated('30d'))).toEqual([30 * 24 * 3_600_000]);
    expect(within(workload(binding.okta('svc-loader')))).toEqual([undefined]);
  });

  it('REQ-060 refuses two workloads behind one login, however it is written: Okta knows no case', () => {
    const org = organization();
    workload(binding.okta('svc-loader'))(org);
    workload(binding.okta('SVC-Loader'), 'other')(org);

    expect(faultsOf(org)).toEqual([{ code: 'SHARED_ACCOUNT', path: 'other', values: ['loader'] }]);
  });
});

describe('what no compiler checked', () => {
  const scope = (changes: object): Declare => {
    return (org) =>
      new GovernedScope(org, 'scope', { owner: team('security'), accounts: ['prod'], ...changes });
  };
  holdsEach([
    ['a mode that is none', scope({ mode: 'enforced' }), 'scopes.0.mode', '"enforced"'],
    ['a source that is none', scope({ carriersOf: ['azure'] }), 'scope', 'azure'],
    ['a tier that is none', pack({ risk: wrong('hgih') }), 'pack', 'hgih'],
    ['a holder that is none', pack({ holders: wrong(['employe']) }), 'packages.0.holders.0', '"employe"'],
    [
      'an environment that is none',
      (org) => new Account(org, 'other', { id: '444455556666', environment: wrong('prod') }),
      'accounts.1.environment',
      '"prod"',
    ],
    ...[OktaGroup, IdentityStoreGroup, OktaApp].map(
      (Kind) =>
        [
          `${Kind.name} of nobody`,
          (org: Organization) => new Kind(org, 'theirs', { description: 'T', managedBy: external(' ') }),
          'theirs',
          'managedBy',
        ] as const,
    ),
    [
      'a set of nobody',
      set({ managedPolicies: ['ReadOnlyAccess'], managedBy: external('') }),
      'Set',
      'managedBy',
    ],
  ]);
  acceptsEach([
    ['what the types allow', scope({ mode: 'enforce', carriersOf: ['aws', 'okta'] })],
    [
      'a group of another repository',
      (org) => new OktaGroup(org, 'theirs', { description: 'T', managedBy: external('it/terraform') }),
    ],
    [
      'a birthright',
      (org) => job({ department: 'A' }, { birthright: [declareBirthright(org, 'base')] })(org),
    ],
    [
      'an automatic route',
      pack({ risk: 'low', approval: approval.auto('harmless'), grants: () => [okta.group('pagers')] }),
    ],
  ]);

  it.each([
    ['of a group', (org: Organization) => new OktaGroup(org, '', { description: 'G' })],
    ["of another's group", (org: Organization) => OktaGroup.fromName(org, '')],
  ])('an empty id %s is refused where it is made', (_, make) => {
    expect(() => make(organization())).toThrow(expect.objectContaining({ code: 'DECLARATION_INVALID' }));
  });
});
