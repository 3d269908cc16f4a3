import { assertGives, assertMayNotRequest, assertMayRequest, refusals, testOrganization } from 'writ/testing';
import { declare } from '../../entitlements/index.js';

const organization = testOrganization(declare);
const sre = { department: 'Platform', jobCode: 'SRE2' };
const operator = { department: 'Payments', jobCode: 'OPS1' };

describe('who may request what at Meridian Pay', () => {
  it('lets site reliability engineers administer production, and nobody of the payment desk', () => {
    assertMayRequest(organization, sre, 'prod-admin');
    assertMayNotRequest(organization, operator, 'prod-admin');
  });

  it('keeps contractors from administering production, whatever their job code', () => {
    assertMayRequest(organization, { ...sre, worker: 'contractor' }, 'production-read');
    assertMayNotRequest(organization, { ...sre, worker: 'contractor' }, 'prod-admin');
  });

  it('keeps preparing and releasing payments apart', () => {
    assertMayRequest(organization, operator, 'payment-prepare');
    assertMayRequest(organization, operator, 'payment-release');
    expect(organization.conflicts('payment-release')).toContain('payment-prepare');
    expect(organization.conflicts('payment-prepare')).toContain('payment-release');
  });

  it('lets the deployment pipeline deploy, and nothing else', () => {
    expect(organization.mayRequest({ workload: 'deploy-pipeline' })).toEqual(['deploy-production']);
  });
});

describe('what is given at Meridian Pay', () => {
  it('gives everybody mail and chat, and engineers the development account', () => {
    expect(organization.birthrights({})).toEqual(['Okta group workforce (workforce-baseline)']);
    expect(organization.birthrights(sre)).toEqual([
      'Developer on development (development-access)',
      'Okta group workforce (workforce-baseline)',
    ]);
    expect(organization.birthrights({ worker: 'vendor' })).toEqual([]);
  });

  it('administers one account a ticket, and the pager with it', () => {
    assertGives(organization, 'prod-admin', 'ledger', [
      'ProductionAdmin on ledger-production',
      'Okta group pagerduty-admins',
    ]);
  });

  it('automates low risk only', () => {
    const automatic = Object.values(organization.overview().packages).filter(({ approval }) =>
      approval.startsWith('nobody'),
    );

    expect(automatic.map(({ risk }) => risk)).toEqual(automatic.map(() => 'low'));
    expect(automatic.length).toBeGreaterThan(0);
  });

  it('is declared without a fault', () => {
    expect(refusals(declare)).toEqual([]);
  });
});
