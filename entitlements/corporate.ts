import {
  accounts,
  approval,
  Construct,
  EntitlementPackage,
  every,
  external,
  GovernedScope,
  JobFunction,
  manager,
  OktaGroup,
  owner,
  PermissionSet,
  team,
  type Organization,
} from 'writ';

/** What everybody has, what the service desk does, and what the money people see. */
export function declareCorporate(organization: Organization): void {
  const scope = new Construct(organization, 'corporate');
  const corporateIt = team('corporate-it');

  const workforce = new OktaGroup(scope, 'workforce', {
    description: 'Mail, chat and the office applications',
  });
  const deskAgents = new OktaGroup(scope, 'service-desk-agents', {
    description: 'Answer tickets and give remote help',
  });
  const appAdmins = new OktaGroup(scope, 'workplace-admins', {
    description: 'Administer the office applications',
  });
  const printing = new OktaGroup(scope, 'office-printing', {
    description: 'Print in the offices',
    managedBy: external('corporate-it/okta-terraform'),
  });
  const billing = new PermissionSet(scope, 'BillingReader', {
    description: 'Read invoices and cost reports',
    managedPolicies: ['AWSBillingReadOnlyAccess'],
    session: '8h',
  });

  const baseline = new EntitlementPackage(scope, 'workforce-baseline', {
    title: 'Office applications',
    owner: corporateIt,
    risk: 'low',
    assets: ['workplace'],
    grants: () => [workforce],
    holders: ['employee', 'contractor'],
    duration: 'standing',
    approval: approval.auto('everybody who works here needs mail and chat'),
    review: every('365d'),
  });
  const serviceDesk = new EntitlementPackage(scope, 'service-desk', {
    title: 'Work at the service desk',
    owner: corporateIt,
    risk: 'medium',
    assets: ['service-desk'],
    grants: () => [deskAgents],
    holders: ['employee', 'contractor', 'vendor'],
    duration: { default: '90d', max: '180d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('90d'),
  });
  const workplaceAdmin = new EntitlementPackage(scope, 'workplace-admin', {
    title: 'Administer the office applications',
    owner: corporateIt,
    risk: 'high',
    assets: ['workplace'],
    grants: () => [appAdmins],
    holders: ['employee'],
    duration: { default: '7d', max: '30d', renewalMax: '90d' },
    approval: approval.dual(owner(), team('security')),
    review: every('30d'),
  });
  new EntitlementPackage(scope, 'billing-read', {
    title: 'Read invoices and costs',
    owner: team('finance'),
    risk: 'low',
    assets: ['cloud-billing'],
    grants: (asset) => [billing.on(accounts.of(asset))],
    holders: ['employee', 'vendor'],
    duration: { default: '90d', max: '365d', renewalMax: '730d' },
    approval: approval.one(manager()),
    review: every('180d'),
  });

  new JobFunction(scope, 'workforce-member', {
    title: 'Everybody on the payroll or under contract',
    when: { worker: ['employee', 'contractor'] },
    birthright: [baseline],
  });
  new JobFunction(scope, 'it-administrator', {
    title: 'IT administrator and service desk technician',
    when: { department: 'Corporate IT' },
    mayRequest: [serviceDesk, workplaceAdmin],
  });

  new GovernedScope(scope, 'workplace', {
    mode: 'warn',
    owner: corporateIt,
    groups: [workforce, deskAgents, appAdmins],
  });
  new GovernedScope(scope, 'offices', { mode: 'observe', owner: corporateIt, groups: [printing] });
}
