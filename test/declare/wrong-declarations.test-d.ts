import type { Organization } from '../../lib/index.js';
import {
  approval,
  binding,
  EntitlementPackage,
  every,
  JobFunction,
  manager,
  okta,
  owner,
  PermissionSet,
  policy,
  Team,
  team,
  Workload,
  type Entitlement,
  type List,
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
  ];

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
    new PermissionSet(org, 'X', { description: 'X', session: 'an hour' }),
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

  return [routes, durations, empties, jobs, workloads, policies];
}
