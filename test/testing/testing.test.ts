import type * as Declared from '../../lib/index.js';
import {
  Account,
  accounts,
  approval,
  binding,
  GovernedScope,
  JobFunction,
  OktaGroup,
  Organization,
  OtherSystem,
  owner,
  team,
  Workload,
} from '../../lib/index.js';
import {
  assertGives,
  assertMayNotRequest,
  assertMayRequest,
  refusals,
  testOrganization,
} from '../../lib/testing/index.js';
import { declareBirthright, declarePackage, organization, reader } from '../_helpers/organization.js';

function declare(): Organization {
  const org = organization();
  const set = reader(org);
  const forge = new OtherSystem(org, 'forge', { title: 'Forge', owner: team('platform') });
  const base = declareBirthright(org, 'base');
  declarePackage(org, 'read', {
    holders: ['employee', 'workload'],
    grants: (asset) => [set.on(accounts.of(asset)), forge.access('write to code')],
    conflictsWith: ['page'],
  });
  declarePackage(org, 'page', { grants: () => [{ gives: 'membership', of: 'okta-group', name: 'pagers' }] });
  new JobFunction(org, 'engineer', {
    when: { department: 'Platform', worker: ['employee', 'contractor'] },
    mayRequest: ['read'],
  });
  new JobFunction(org, 'everybody', { when: { worker: 'employee' }, birthright: [base] });
  new Workload(org, 'loader', {
    kind: 'service',
    title: 'Loader',
    owner: team('platform'),
    purpose: 'Loads',
    binding: binding.okta('svc-loader'),
    expires: '2027-01-31T00:00:00Z',
    mayRequest: ['read' as never],
  });
  new GovernedScope(org, 'all', {
    owner: team('security'),
    mode: 'warn',
    accounts: ['prod'],
    carriersOf: ['okta'],
  });
  return org;
}

const engineer = { department: 'Platform' };

describe('a test organization', () => {
  const asked = testOrganization(declare);

  it('tells what somebody may ask for: their job functions give it, and their class may hold it', () => {
    expect(asked.mayRequest(engineer)).toEqual(['read']);
    expect(asked.mayRequest({ ...engineer, worker: 'contractor' })).toEqual([]);
    expect(asked.mayRequest({})).toEqual([]);
    expect(asked.mayRequest({ workload: 'loader' })).toEqual(['read']);
    expect(asked.jobFunctions(engineer)).toEqual(['engineer', 'everybody']);
  });

  it('tells what comes without asking', () => {
    expect(asked.birthrights({})).toEqual(['Set-base on prod (base)']);
    expect(asked.birthrights({ worker: 'vendor' })).toEqual([]);
  });

  it('tells what a package gives, what no reader sees included', () => {
    expect(asked.gives('read')).toEqual(['Reader on prod', 'write to code in forge, by hand']);
    expect(asked.gives('read', 'payments')).toEqual(asked.gives('read'));
    expect(asked.conflicts('page')).toEqual(['read']);
  });

  it.each([
    ['package', () => asked.gives('raed'), 'read'],
    ['asset', () => asked.gives('read', 'paymnets'), 'payments'],
    ['workload', () => asked.mayRequest({ workload: 'lodaer' }), 'loader'],
    ['department', () => asked.mayRequest({ department: 'Platfrom' }), 'Platform'],
    ['job code', () => asked.jobFunctions({ ...engineer, jobCode: 'SRE9' }), 'SRE9'],
    ['class of contract', () => asked.birthrights({ worker: 'employe' as 'employee' }), 'contractor'],
    ['attribute', () => asked.mayRequest({ departmnet: 'Platform' } as object), 'department'],
    [
      'department in a negative assertion',
      () => assertMayNotRequest(asked, { department: 'Platfrom' }, 'read'),
      'Platform',
    ],
    ['package in a negative assertion', () => assertMayNotRequest(asked, engineer, 'raed'), 'read'],
  ])('refuses a misspelt %s, which would make a test pass for ever', (_, ask, known) => {
    expect(ask).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', message: expect.stringContaining(known) }),
    );
  });

  it('keeps what it was asked for: a list that a test changed is its own', () => {
    (asked.conflicts('page') as string[]).push('everything');

    expect(asked.conflicts('page')).toEqual(['read']);
  });

  it('asserts, and says what is the case instead', () => {
    expect(() => assertMayRequest(asked, engineer, 'read')).not.toThrow();
    expect(() => assertMayRequest(asked, engineer, 'page')).toThrow(
      'an employee of Platform may not request `page`; requestable are `read`',
    );
    expect(() => assertMayNotRequest(asked, engineer, 'page')).not.toThrow();
    expect(() => assertMayNotRequest(asked, { workload: 'loader' }, 'read')).toThrow(
      'workload loader may request `read`',
    );
    expect(() => assertGives(asked, 'page', 'payments', ['Okta group pagers'])).not.toThrow();
    expect(() => assertGives(asked, 'page', 'payments', ['Okta group pages'])).toThrow(
      '`page` on `payments` lacks `Okta group pages` and gives beside it `Okta group pagers`',
    );
    expect(() => assertGives(asked, 'page', 'payments', [])).toThrow('`Okta group pagers`');
  });

  it('has an overview in words, the same each time and without a digest', () => {
    const overview = asked.overview();

    expect(overview).toEqual(testOrganization(declare).overview());
    expect(JSON.stringify(overview)).not.toMatch(/sha256/);
    expect(overview.packages['page']).toEqual({
      owner: 'platform',
      risk: 'medium',
      holders: ['employee'],
      duration: '4 h, at most 12 h, 1 d with renewals',
      approval: 'owner',
      conflictsWith: ['read'],
      gives: { payments: ['Okta group pagers'] },
    });
    expect(overview.jobFunctions['engineer']).toEqual({
      when: { department: ['Platform'], worker: ['contractor', 'employee'] },
      birthright: [],
      mayRequest: ['read'],
    });
    expect(overview.workloads).toEqual({ loader: ['read'] });
    expect(overview.scopes).toEqual({ all: ['warn', 'account prod', 'carriers of okta'] });
    expect(overview.privileged).toEqual({});
  });

  it('says who approves each route', () => {
    const routes = {
      auto: approval.auto('it is harmless'),
      one: approval.one(team('security')),
      dual: approval.dual(owner(), team('security')),
      emergency: approval.emergency(team('security')),
    };
    const of = (route: keyof typeof routes): string | undefined =>
      testOrganization(() => {
        const org = organization();
        declarePackage(org, 'pack', {
          risk: route === 'emergency' ? 'critical' : 'low',
          duration: { default: '1h', max: '2h' },
          approval: routes[route],
        });
        return org;
      }).overview().packages['pack']?.approval;

    expect([of('auto'), of('one'), of('dual'), of('emergency')]).toEqual([
      'nobody: it is harmless',
      'team security',
      'owner and team security',
      'team security on call, reviewed after use',
    ]);
  });
});

describe('refusals', () => {
  it('are none of what is right', () => {
    expect(refusals(declare)).toEqual([]);
  });

  it('name the construct and the fault, all of them', () => {
    const wrong = (): Organization => {
      const org = declare();
      new Account(org, 'bad', { id: '12', environment: 'production' });
      declarePackage(org, 'lost', { owner: team('ghosts') });
      return org;
    };

    expect(refusals(wrong)).toEqual([
      expect.stringMatching(/^bad: .*`12`/),
      expect.stringMatching(/^lost: .*`ghosts`/),
    ]);
  });

  it('have what is declared in an organization that is not the one returned', () => {
    const wrong = (): Organization => {
      const org = declare();
      const other = new Organization({ name: 'Other' });
      new GovernedScope(other, 'lost', { owner: team('security'), accounts: ['prod'] });
      return org;
    };

    expect(refusals(wrong)).toEqual([expect.stringMatching(/^lost: .*`Other`/)]);
  });

  it('have nothing of an organization in which nothing is declared', () => {
    const fine = (): Organization => {
      const org = declare();
      new Organization({ name: 'Other' });
      return org;
    };

    expect(refusals(fine)).toEqual([]);
  });

  it('have what is declared in an organization of another file', () => {
    const other = new Organization({ name: 'Other' });
    const wrong = (): Organization => {
      const org = declare();
      new GovernedScope(other, 'lost', { owner: team('security'), accounts: ['prod'] });
      return org;
    };

    expect(refusals(wrong)).toEqual([expect.stringMatching(/^lost: .*`Other`/)]);
  });

  it('have what another copy of this package declared', () => {
    let copy: typeof Declared | undefined;
    jest.isolateModules(() => {
      copy = jest.requireActual<typeof Declared>('../../lib/index.js');
    });
    const wrong = (): Organization => {
      const other = new copy!.Organization({ name: 'Other' });
      new copy!.OktaGroup(other, 'lost', { description: 'L' });
      return declare();
    };

    expect(copy!.OktaGroup).not.toBe(OktaGroup);
    expect(refusals(wrong)).toEqual([expect.stringMatching(/^lost: .*`Other`/)]);
  });

  it('have nothing of an organization made before, when it is the one returned', () => {
    const made = declare();

    expect(
      refusals(() => {
        new Account(made, 'later', { id: '444455556666', environment: 'staging' });
        return made;
      }),
    ).toEqual([]);
  });

  it.each([
    ['a promise', () => Promise.resolve(declare()) as never],
    ['undefined', () => undefined as never],
  ])('say that `declare` returns %s', (what, wrong) => {
    expect(refusals(wrong)).toEqual([expect.stringContaining(`returns ${what}`)]);
  });

  it('let through what is no fault of the declarations', () => {
    expect(() =>
      refusals(() => {
        throw new TypeError('my own');
      }),
    ).toThrow(TypeError);
  });
});
