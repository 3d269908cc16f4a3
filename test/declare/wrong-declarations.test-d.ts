import type { Organization } from '../../lib/index.js';
import {
  accounts,
  allow,
  approval,
  binding,
  EntitlementPackage,
  every,
  JobFunction,
  manager,
  okta,
  owner,
  person,
  PermissionSet,
  policy,
  Team,
  team,
  Workload,
  type AppGrant,
  type Entitlement,
  type GroupGrant,
  type List,
  type RiskTier,
} from '../../lib/index.js';

/**
 * Declarations that must not compile, beside some that must. The compiler holds each `@ts-expect-error` to a real
 * error: an unused one is an error itself. Compiled by types.test.ts, never executed.
 */
export function wrongDeclarations(org: Organization): unknown[] {
  const base = {
    title: 'A package',
    owner: team('platform'),
    assets: ['payments'],
    grants: (): List<Entitlement> => [okta.group('pagers')],
    holders: ['employee'],
    review: every('30d'),
  } as const;
  const hours = { default: '4h', max: '12h' } as const;
  const dual = approval.dual(owner(), team('security'));
  const pack = EntitlementPackage;

  const asked = new pack(org, 'a', {
    ...base,
    risk: 'low',
    duration: hours,
    approval: approval.one(manager()),
  });
  const given = new pack(org, 'b', {
    ...base,
    risk: 'low',
    duration: 'standing',
    approval: approval.auto('why'),
  });
  const high = new pack(org, 'c', { ...base, risk: 'high', duration: hours, approval: dual });
  const critical = new pack(org, 'd', { ...base, risk: 'critical', duration: hours, approval: dual });

  const forWorkloads = new pack(org, 'e', {
    ...base,
    holders: ['workload'],
    risk: 'low',
    duration: 'standing',
    approval: approval.auto('why'),
  });

  const low = { ...base, risk: 'low', duration: hours } as const;
  const withManager = approval.dual(owner(), manager());
  const highly = { ...base, risk: 'high', duration: hours } as const;

  const routes = [
    // @ts-expect-error high risk is never approved automatically
    new pack(org, 'x', { ...base, risk: 'high', duration: hours, approval: approval.auto('x') }),
    // @ts-expect-error a manager alone never approves above low risk
    new pack(org, 'x', { ...base, risk: 'medium', duration: hours, approval: approval.one(manager()) }),
    // @ts-expect-error one approver is not enough for critical risk
    new pack(org, 'x', { ...base, risk: 'critical', duration: hours, approval: approval.one(owner()) }),
    // @ts-expect-error low risk is no emergency
    new pack(org, 'x', { ...base, risk: 'low', duration: hours, approval: approval.emergency(team('a')) }),
    // @ts-expect-error a package has a route
    new pack(org, 'x', { ...base, risk: 'low', duration: hours }),
    // @ts-expect-error a route has an approver
    approval.one(),
    // @ts-expect-error a dual route has two
    approval.dual(owner()),
    // @ts-expect-error automation has a reason
    approval.auto(),
    // @ts-expect-error the owner is no on-call team
    approval.emergency(owner()),
    // @ts-expect-error the owner twice is one voice
    approval.dual(owner(), owner()),
    // @ts-expect-error the manager twice is one person
    approval.dual(manager(), manager()),
    approval.dual(team('platform'), team('security')),
    // @ts-expect-error a manager is no fallback
    approval.one(owner(), { fallback: [manager()] }),
    // @ts-expect-error a fallback that is there names somebody
    approval.one(owner(), { fallback: [] }),
    // @ts-expect-error of two roles it is said which has the fallback
    approval.dual(owner(), team('security'), { fallback: [team('finance')] }),
    // @ts-expect-error a person is named by the id that HR has
    approval.emergency(team('security'), { escalation: [person('ada@example.org')] }),
    approval.dual(owner(), team('security'), { second: { fallback: [team('finance'), person('hr:8')] } }),
    approval.dual(manager(), owner()),
    // @ts-expect-error a workload has no manager
    new pack(org, 'x', { ...low, holders: ['workload'], approval: approval.one(manager()) }),
    // @ts-expect-error nor has the workload among the holders, beside anybody else
    new pack(org, 'x', { ...highly, holders: ['employee', 'workload'], approval: withManager }),
    new pack(org, 'g', { ...low, holders: ['workload'], approval: approval.one(owner()) }),
    new pack(org, 'h', { ...highly, approval: withManager }),
  ];

  const ofSomeTier = (risk: RiskTier) => {
    const some = { ...base, risk, duration: hours } as const;
    const unknown = new pack(org, 'i', { ...some, approval: dual });
    return [
      // @ts-expect-error a tier that is not known is not automatic, since critical risk never is
      new pack(org, 'x', { ...base, risk, duration: hours, approval: approval.auto('x') }),
      // @ts-expect-error nor decided by one
      new pack(org, 'x', { ...base, risk, duration: hours, approval: approval.one(owner()) }),
      // @ts-expect-error nor standing
      new pack(org, 'x', { ...base, risk, duration: 'standing', approval: dual }),
      new pack(org, 'i', { ...some, approval: dual }),
      // @ts-expect-error and is no risk for an AI agent
      new Workload(org, 'x', { ...whole, kind: 'ai-agent', mayRequest: [unknown] }),
    ];
  };
  const ofLowerTier = (risk: 'low' | 'medium') =>
    new pack(org, 'j', { ...base, risk, duration: hours, approval: approval.one(owner()) });

  const duly = { risk: 'high', duration: hours, approval: dual } as const;
  const pagers = (): [GroupGrant] => [okta.group('pagers')];
  const wiki = (): [AppGrant, GroupGrant] => [okta.app('wiki'), okta.group('pagers')];
  const carriers = [
    // @ts-expect-error groups are joined directly: there is nothing to carry
    new pack(org, 'x', { ...base, grants: pagers, ...duly, carrier: 'direct' }),
    new pack(org, 'k', { ...base, grants: wiki, ...duly, carrier: 'direct' }),
  ];

  const reads = { description: 'X', managedPolicies: ['ReadOnlyAccess'] } as const;
  const durations = [
    // @ts-expect-error standing access is for low risk
    new pack(org, 'x', { ...base, risk: 'medium', duration: 'standing', approval: approval.one(owner()) }),
    // @ts-expect-error a duration has a longest
    new pack(org, 'x', { ...base, risk: 'high', duration: { default: '4h' }, approval: dual }),
    // @ts-expect-error a span has a unit
    every('30'),
    // @ts-expect-error years are no unit of Writ
    every('2y'),
    // @ts-expect-error words are no span
    new PermissionSet(org, 'X', { ...reads, session: 'an hour' }),
  ];

  const empties = [
    // @ts-expect-error a package has an asset
    new pack(org, 'x', { ...base, assets: [], risk: 'high', duration: hours, approval: dual }),
    // @ts-expect-error a package gives something
    new pack(org, 'x', { ...base, grants: () => [], risk: 'high', duration: hours, approval: dual }),
    // @ts-expect-error somebody may hold a package
    new pack(org, 'x', { ...base, holders: [], risk: 'high', duration: hours, approval: dual }),
    // @ts-expect-error a team has an approver
    new Team(org, 'x', { title: 'X', approvers: [] }),
    // @ts-expect-error an approver is named by worker id
    new Team(org, 'x', { title: 'X', approvers: ['Jordan Smith'] }),
  ];

  const jobs = [
    new JobFunction(org, 'e', { when: { department: 'A' }, birthright: [given], mayRequest: [asked, high] }),
    // @ts-expect-error a birthright is standing
    new JobFunction(org, 'x', { when: { department: 'A' }, birthright: [asked] }),
    // @ts-expect-error a birthright is of low risk
    new JobFunction(org, 'x', { when: { department: 'A' }, birthright: [high] }),
    // @ts-expect-error what only workloads may hold is nobody's birthright
    new JobFunction(org, 'x', { when: { department: 'A' }, birthright: [forWorkloads] }),
    // @ts-expect-error no attribute would fit everybody
    new JobFunction(org, 'x', { when: {} }),
    // @ts-expect-error an attribute has values
    new JobFunction(org, 'x', { when: { department: [] } }),
    // @ts-expect-error no attribute of the authority
    new JobFunction(org, 'x', { when: { email: 'dana@acme.example' } }),
  ];

  const whole = {
    kind: 'service',
    title: 'Loader',
    owner: team('data'),
    purpose: 'Loads',
    binding: binding.okta('svc-loader'),
    expires: '2027-01-31T00:00:00Z',
  } as const;
  const { owner: _owner, ...unowned } = whole;
  const { purpose: _purpose, ...aimless } = whole;
  const { binding: _binding, ...unbound } = whole;
  const { expires: _expires, ...endless } = whole;
  const workloads = [
    new Workload(org, 'f', { ...whole, mayRequest: [critical] }),
    // @ts-expect-error a workload has an owner
    new Workload(org, 'x', unowned),
    // @ts-expect-error a workload has a purpose
    new Workload(org, 'x', aimless),
    // @ts-expect-error a workload has a binding
    new Workload(org, 'x', unbound),
    // @ts-expect-error a workload has a lifetime
    new Workload(org, 'x', endless),
    // @ts-expect-error a lifetime is an instant
    new Workload(org, 'x', { ...whole, expires: 'never' }),
    // @ts-expect-error an AI agent holds nothing critical
    new Workload(org, 'x', { ...whole, kind: 'ai-agent', mayRequest: [critical] }),
    // @ts-expect-error an issuer is reached over TLS
    binding.oidc('http://issuer.example', 'subject'),
    // @ts-expect-error nor when it is written out
    new Workload(org, 'x', { ...whole, binding: { kind: 'oidc', issuer: 'http://i', subject: 's' } }),
  ];

  const sets = [
    // @ts-expect-error a permission set has a policy
    new PermissionSet(org, 'X', { description: 'X' }),
    // @ts-expect-error a boundary gives nothing
    new PermissionSet(org, 'X', { description: 'X', boundary: 'ReadOnlyAccess' }),
    // @ts-expect-error AWS publishes no policy of that name
    new PermissionSet(org, 'X', { description: 'X', managedPolicies: ['ReadOnlyAcess'] }),
    // @ts-expect-error nor one without its path
    new PermissionSet(org, 'X', { description: 'X', managedPolicies: ['ViewOnlyAccess'] }),
    // @ts-expect-error nor a boundary
    new PermissionSet(org, 'X', { description: 'X', inlinePolicy: policy(allow('s3:*')), boundary: 'No' }),
    new PermissionSet(org, 'Y', { description: 'Y', managedPolicies: ['job-function/ViewOnlyAccess'] }),
    new PermissionSet(org, 'Z', { description: 'Z', managedPolicies: ['arn:aws:iam::aws:policy/New'] }),
    new PermissionSet(org, 'V', { description: 'V', customerManagedPolicies: [{ name: 'Own' }] }),
  ];

  const props = [
    // @ts-expect-error what a construct was declared with is no member of it
    given.props,
    given.risk,
    // @ts-expect-error what is named only has no content to declare
    PermissionSet.fromName(org, 'Theirs', { managedPolicies: ['ReadOnlyAccess'] }),
    PermissionSet.fromName(org, 'Theirs').on(accounts.of('payments')),
  ];

  const policies = [
    // @ts-expect-error a policy says something
    policy(),
    // @ts-expect-error an action has a service
    policy({ Effect: 'Allow', Action: 'GetObject', Resource: '*' }),
    // @ts-expect-error an action or its complement, not both
    policy({ Effect: 'Allow', Action: 's3:GetObject', NotAction: 'iam:PassRole', Resource: '*' }),
    // @ts-expect-error IAM knows no such effect
    policy({ Effect: 'Permit', Action: 's3:GetObject', Resource: '*' }),
  ];

  return [
    routes,
    ofSomeTier,
    ofLowerTier,
    carriers,
    durations,
    empties,
    jobs,
    workloads,
    sets,
    props,
    policies,
  ];
}
