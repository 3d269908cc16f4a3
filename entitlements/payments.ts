import {
  accounts,
  allow,
  approval,
  binding,
  Construct,
  deny,
  EntitlementPackage,
  every,
  GovernedScope,
  JobFunction,
  manager,
  OktaGroup,
  owner,
  person,
  PermissionSet,
  policy,
  team,
  Workload,
  type Organization,
} from 'writ';
import type { Accounts } from './accounts.js';

/** Moving money: whoever prepares a payment never releases it. */
export function declarePayments(organization: Organization, { forge }: Accounts): void {
  const scope = new Construct(organization, 'payments');
  const engineering = team('payments');
  const operations = team('payment-operations');

  const stagingDebugger = new PermissionSet(scope, 'PaymentsDebugger', {
    description: 'Restart services and read queues in staging',
    managedPolicies: ['job-function/ViewOnlyAccess'],
    inlinePolicy: policy(
      allow(['ecs:UpdateService', 'sqs:ReceiveMessage', 'logs:StartQuery', 'logs:GetQueryResults']),
      deny('sqs:DeleteMessage'),
    ),
    session: '8h',
  });
  const reconciler = new PermissionSet(scope, 'LedgerReconciler', {
    description: 'Read ledger entries and write reconciliation reports',
    inlinePolicy: policy(
      allow(['dynamodb:GetItem', 'dynamodb:Query'], 'arn:aws:dynamodb:*:*:table/ledger-entries'),
      allow('s3:PutObject', 'arn:aws:s3:::meridian-reconciliation/*'),
    ),
  });

  const preparers = new OktaGroup(scope, 'payment-preparers', {
    description: 'Prepare outgoing payments in the payment console',
  });
  const releasers = new OktaGroup(scope, 'payment-releasers', {
    description: 'Release prepared payments in the payment console',
    pushed: true,
  });
  const closers = new OktaGroup(scope, 'ledger-closers', {
    description: 'Close the books of a month in the ledger console',
  });

  const prepare = new EntitlementPackage(scope, 'payment-prepare', {
    title: 'Prepare payments',
    owner: operations,
    risk: 'medium',
    assets: ['payments-platform'],
    grants: () => [preparers],
    holders: ['employee'],
    duration: { default: '90d', max: '180d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('90d'),
  });
  const release = new EntitlementPackage(scope, 'payment-release', {
    title: 'Release payments',
    owner: operations,
    risk: 'high',
    assets: ['payments-platform'],
    grants: () => [releasers],
    holders: ['employee'],
    duration: { default: '14d', max: '30d', renewalMax: '90d' },
    approval: approval.dual(owner(), team('finance')),
    conflictsWith: [prepare, 'ledger-close'],
    review: every('30d'),
  });
  const continuity = new EntitlementPackage(scope, 'payment-continuity', {
    title: 'Prepare and release payments while the office is out of reach',
    owner: operations,
    risk: 'critical',
    assets: ['payments-platform'],
    grants: () => [preparers, releasers],
    holders: ['employee'],
    duration: { default: '4h', max: '12h' },
    approval: approval.dual(team('finance'), team('security-oncall')),
    overrides: [prepare, release],
    review: every('30d'),
  });
  const close = new EntitlementPackage(scope, 'ledger-close', {
    title: 'Close the books',
    owner: team('finance'),
    risk: 'high',
    assets: ['ledger'],
    grants: () => [closers],
    holders: ['employee'],
    duration: { default: '5d', max: '10d', renewalMax: '20d' },
    // The month ends whether or not a manager is on leave.
    approval: approval.dual(owner(), manager(), { second: { fallback: [person('hr:10004')] } }),
    review: every('90d'),
  });
  const debug = new EntitlementPackage(scope, 'payments-debug', {
    title: 'Debug payments in staging',
    owner: engineering,
    risk: 'medium',
    assets: ['payments-platform-staging'],
    grants: (asset) => [
      stagingDebugger.on(accounts.of(asset)),
      forge.access('write to meridian-pay/services'),
    ],
    holders: ['employee', 'contractor'],
    duration: { default: '30d', max: '90d', renewalMax: '180d' },
    approval: approval.one(owner()),
    review: every('90d'),
  });
  const reconcile = new EntitlementPackage(scope, 'ledger-reconcile', {
    title: 'Reconcile the ledger',
    owner: engineering,
    risk: 'medium',
    assets: ['ledger'],
    grants: (asset) => [reconciler.on(accounts.of(asset))],
    holders: ['workload'],
    duration: { default: '90d', max: '180d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('90d'),
    carrier: 'identity-store',
  });

  new JobFunction(scope, 'payments-engineer', {
    title: 'Payments engineer',
    when: { department: 'Payments', jobCode: ['BE1', 'BE2', 'BE3'] },
    mayRequest: [debug, 'production-read'],
  });
  new JobFunction(scope, 'payment-operator', {
    title: 'Payment operator',
    when: { department: 'Payments', jobCode: ['OPS1', 'OPS2'], worker: 'employee' },
    mayRequest: [prepare, release, continuity],
  });
  new JobFunction(scope, 'accountant', {
    title: 'Accountant and treasury manager',
    when: { department: 'Finance', jobCode: ['FIN1', 'FIN2'], worker: 'employee' },
    mayRequest: [close, 'billing-read', 'warehouse-read'],
  });

  new Workload(scope, 'ledger-reconciler', {
    kind: 'service',
    title: 'Ledger reconciler',
    owner: engineering,
    purpose: 'Compares the ledger with the banks every night and reports what differs',
    binding: binding.okta('svc-ledger-reconciler@meridianpay.example'),
    expires: '2027-09-30T00:00:00Z',
    mayRequest: [reconcile],
  });

  new GovernedScope(scope, 'money-movement', {
    mode: 'enforce',
    owner: operations,
    groups: [preparers, releasers, closers],
  });
}
