import {
  accounts,
  allow,
  approval,
  binding,
  Construct,
  EntitlementPackage,
  every,
  GovernedScope,
  JobFunction,
  okta,
  OktaGroup,
  owner,
  PermissionSet,
  policy,
  team,
  Workload,
  type Organization,
} from 'writ';
import type { Accounts } from './accounts.js';

/** What the platform team runs: production, the network, and how software gets there. */
export function declarePlatform(organization: Organization, { production, staging }: Accounts) {
  const scope = new Construct(organization, 'platform');
  const platform = team('platform');

  const reader = new PermissionSet(scope, 'ProductionReader', {
    description: 'See configuration, metrics and logs of a production system',
    managedPolicies: ['job-function/ViewOnlyAccess', 'CloudWatchReadOnlyAccess'],
    session: '4h',
  });
  const admin = new PermissionSet(scope, 'ProductionAdmin', {
    description: 'Administer everything in an account',
    managedPolicies: ['AdministratorAccess'],
    session: '1h',
  });
  const developer = new PermissionSet(scope, 'Developer', {
    description: 'Look around the development account and start its pipelines',
    managedPolicies: ['job-function/ViewOnlyAccess'],
    inlinePolicy: policy(allow(['codepipeline:StartPipelineExecution', 'logs:StartQuery'])),
    session: '8h',
  });
  const networkOperator = new PermissionSet(scope, 'NetworkOperator', {
    description: 'Change gateways, firewalls and name service',
    managedPolicies: ['job-function/NetworkAdministrator'],
    session: '2h',
  });
  const deployer = new PermissionSet(scope, 'Deployer', {
    description: 'Put a reviewed release of a service live',
    inlinePolicy: policy(
      allow(
        [
          'cloudformation:CreateChangeSet',
          'cloudformation:DescribeChangeSet',
          'cloudformation:DescribeStacks',
          'cloudformation:ExecuteChangeSet',
        ],
        'arn:aws:cloudformation:*:*:stack/service-*/*',
      ),
      allow(['lambda:UpdateFunctionCode', 'ecs:UpdateService']),
      allow('iam:PassRole', 'arn:aws:iam::*:role/service/*'),
    ),
  });
  const planner = new PermissionSet(scope, 'Planner', {
    description: 'Read what Terraform needs to plan',
    managedPolicies: ['job-function/ViewOnlyAccess'],
  });

  const pagerduty = new OktaGroup(scope, 'pagerduty-admins', {
    description: 'Administer PagerDuty: services, schedules and escalations',
  });

  const developmentAccess = new EntitlementPackage(scope, 'development-access', {
    title: 'Work in the development account',
    owner: platform,
    risk: 'low',
    assets: ['development-environment'],
    grants: (asset) => [developer.on(accounts.of(asset))],
    holders: ['employee', 'contractor'],
    duration: 'standing',
    approval: approval.auto('comes with an engineering job, and the account holds nothing but test data'),
    review: every('180d'),
  });
  const productionRead = new EntitlementPackage(scope, 'production-read', {
    title: 'Read production',
    owner: platform,
    risk: 'medium',
    assets: ['payments-platform', 'ledger', 'warehouse'],
    grants: (asset) => [reader.on(accounts.of(asset))],
    holders: ['employee', 'contractor', 'workload'],
    duration: { default: '8h', max: '14d', renewalMax: '60d' },
    approval: approval.one(owner()),
    review: every('90d'),
  });
  const prodAdmin = new EntitlementPackage(scope, 'prod-admin', {
    title: 'Administer production',
    owner: platform,
    risk: 'high',
    assets: ['payments-platform', 'ledger'],
    grants: (asset) => [admin.on(accounts.of(asset)), okta.group('pagerduty-admins')],
    holders: ['employee'],
    duration: { default: '4h', max: '12h', renewalMax: '24h' },
    approval: approval.dual(owner(), team('security-oncall')),
    conflictsWith: ['payment-release'],
    review: every('30d'),
  });
  const networkOperate = new EntitlementPackage(scope, 'network-operate', {
    title: 'Change the network backbone',
    owner: platform,
    risk: 'high',
    assets: ['network-backbone'],
    grants: (asset) => [networkOperator.on(accounts.of(asset))],
    holders: ['employee', 'contractor'],
    duration: { default: '6h', max: '14d', renewalMax: '30d' },
    approval: approval.dual(owner(), team('security')),
    review: every('30d'),
    carrier: 'identity-store',
  });
  const deployProduction = new EntitlementPackage(scope, 'deploy-production', {
    title: 'Deploy to production',
    owner: platform,
    risk: 'high',
    assets: ['payments-platform', 'ledger'],
    grants: (asset) => [deployer.on(accounts.of(asset))],
    holders: ['workload'],
    duration: { default: '30d', max: '30d', renewalMax: '90d' },
    approval: approval.dual(owner(), team('security')),
    review: every('60d'),
    carrier: 'direct',
  });
  const planRead = new EntitlementPackage(scope, 'plan-read', {
    title: 'Plan infrastructure changes',
    owner: platform,
    risk: 'low',
    assets: ['development-environment', 'payments-platform-staging', 'warehouse-staging'],
    grants: (asset) => [planner.on(accounts.of(asset))],
    holders: ['workload'],
    duration: { default: '90d', max: '365d', renewalMax: '730d' },
    approval: approval.one(owner()),
    review: every('180d'),
    carrier: 'direct',
  });

  new JobFunction(scope, 'site-reliability-engineer', {
    title: 'Site reliability engineer',
    when: { department: 'Platform', jobCode: ['SRE1', 'SRE2', 'SRE3', 'PE1', 'PE2'] },
    birthright: [developmentAccess],
    mayRequest: [productionRead, prodAdmin, networkOperate, 'break-glass'],
  });

  new Workload(scope, 'deploy-pipeline', {
    kind: 'pipeline',
    title: 'Deployment pipeline',
    owner: platform,
    purpose: 'Puts reviewed releases of the payment services live',
    binding: binding.oidc(
      'https://token.actions.githubusercontent.com',
      'repo:meridian-pay/services:environment:production',
    ),
    expires: '2027-06-30T00:00:00Z',
    mayRequest: [deployProduction],
  });
  new Workload(scope, 'terraform-planner', {
    kind: 'pipeline',
    title: 'Infrastructure planner',
    owner: platform,
    purpose: 'Plans infrastructure changes for review, applies none',
    binding: binding.oidc(
      'https://token.actions.githubusercontent.com',
      'repo:meridian-pay/infrastructure:environment:plan',
    ),
    expires: '2027-03-31T00:00:00Z',
    mayRequest: [planRead],
  });
  new Workload(scope, 'incident-copilot', {
    kind: 'ai-agent',
    title: 'Incident copilot',
    owner: platform,
    purpose: 'Reads dashboards and logs during an incident and proposes what to look at; changes nothing',
    binding: binding.okta('svc-incident-copilot@meridianpay.example'),
    expires: '2026-12-31T00:00:00Z',
    mayRequest: [productionRead],
  });

  new GovernedScope(scope, 'production', {
    mode: 'enforce',
    owner: platform,
    accounts: production,
    groups: [pagerduty],
    carriersOf: ['okta', 'aws'],
  });
  new GovernedScope(scope, 'staging', { mode: 'warn', owner: platform, accounts: staging });

  return { admin };
}
