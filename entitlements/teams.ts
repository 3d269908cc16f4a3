import { Construct, Team, type Organization } from 'writ';

/** Who owns things at Meridian Pay, and who approves for them. */
export function declareTeams(organization: Organization): void {
  const scope = new Construct(organization, 'teams');

  new Team(scope, 'platform', {
    title: 'Platform',
    approvers: ['hr:10110', 'hr:10117', 'hr:10124'],
  });
  new Team(scope, 'payments', {
    title: 'Payments engineering',
    approvers: ['hr:10210', 'hr:10217', 'hr:10224'],
  });
  new Team(scope, 'payment-operations', {
    title: 'Payment operations',
    approvers: ['hr:10210', 'hr:10280'],
  });
  new Team(scope, 'data', {
    title: 'Data',
    approvers: ['hr:10410', 'hr:10417'],
  });
  new Team(scope, 'privacy', {
    title: 'Data protection',
    approvers: ['hr:10510', 'hr:10559'],
  });
  new Team(scope, 'security', {
    title: 'Security',
    approvers: ['hr:10510', 'hr:10517'],
  });
  new Team(scope, 'security-oncall', {
    title: 'Security on call',
    approvers: ['hr:10517', 'hr:10524', 'hr:10531', 'hr:10538'],
  });
  new Team(scope, 'corporate-it', {
    title: 'Corporate IT',
    approvers: ['hr:10610', 'hr:10617'],
  });
  new Team(scope, 'finance', {
    title: 'Finance',
    approvers: ['hr:10710', 'hr:10003'],
  });
}
