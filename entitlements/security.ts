import {
  accounts,
  approval,
  binding,
  Construct,
  EntitlementPackage,
  every,
  GovernedScope,
  JobFunction,
  owner,
  PermissionSet,
  team,
  Workload,
  type Organization,
} from 'writ';
import type { Accounts } from './accounts.js';

/** Looking at everything, changing nothing; and the one way in when nothing else works. */
export function declareSecurity(
  organization: Organization,
  { foundation }: Accounts,
  { admin }: { readonly admin: PermissionSet },
): void {
  const scope = new Construct(organization, 'security');
  const security = team('security');

  const auditor = new PermissionSet(scope, 'Auditor', {
    description: 'Read the configuration of every service, without its data',
    managedPolicies: ['SecurityAudit'],
    session: '8h',
  });
  const responder = new PermissionSet(scope, 'IncidentResponder', {
    description: 'Isolate instances, revoke sessions and keep evidence',
    managedPolicies: ['SecurityAudit', 'IAMFullAccess'],
    session: '2h',
  });

  const audit = new EntitlementPackage(scope, 'security-audit', {
    title: 'Audit the configuration',
    owner: security,
    risk: 'medium',
    assets: ['payments-platform', 'ledger', 'warehouse', 'security-telemetry'],
    grants: (asset) => [auditor.on(accounts.of(asset))],
    holders: ['employee', 'contractor', 'vendor', 'workload'],
    duration: { default: '30d', max: '90d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('90d'),
    carrier: 'identity-store',
  });
  const respond = new EntitlementPackage(scope, 'incident-response', {
    title: 'Respond to a security incident',
    owner: security,
    risk: 'critical',
    assets: ['payments-platform', 'ledger', 'warehouse', 'security-telemetry'],
    grants: (asset) => [responder.on(accounts.of(asset))],
    holders: ['employee'],
    duration: { default: '4h', max: '12h', renewalMax: '24h' },
    approval: approval.dual(owner(), team('platform')),
    review: every('30d'),
  });
  new EntitlementPackage(scope, 'break-glass', {
    title: 'Break glass in production',
    owner: security,
    risk: 'critical',
    assets: ['payments-platform', 'ledger'],
    grants: (asset) => [admin.on(accounts.of(asset))],
    holders: ['employee'],
    duration: { default: '1h', max: '4h' },
    approval: approval.emergency(team('security-oncall')),
    review: every('14d'),
    carrier: 'identity-store',
  });

  new JobFunction(scope, 'security-analyst', {
    title: 'Security engineer and analyst',
    when: { department: 'Security', jobCode: ['SEC2', 'SEC3', 'SOC1', 'SOC2'] },
    mayRequest: [audit, respond],
  });
  new JobFunction(scope, 'external-auditor', {
    title: 'External auditor',
    when: { department: 'Finance', worker: 'vendor' },
    mayRequest: [audit],
  });

  new Workload(scope, 'posture-scanner', {
    kind: 'service',
    title: 'Posture scanner',
    owner: security,
    purpose: 'Compares the configuration of every account with the baseline each hour',
    binding: binding.okta('svc-posture-scanner@meridianpay.example'),
    expires: '2027-01-31T00:00:00Z',
    mayRequest: [audit],
  });

  new GovernedScope(scope, 'foundation', { mode: 'observe', owner: security, accounts: foundation });
}
