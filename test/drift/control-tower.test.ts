import type { RevertPlan } from '../../lib/drift/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  permissionSet,
  type AccountId,
  type Edge,
  type Holder,
} from '../../lib/model/index.js';
import { assignment, edge, enforced, inventory, live, manifest, PROD, YESTERDAY } from '../_helpers/build.js';
import { planOf, verdicts } from './_plan.js';
import { DANA } from './_foreign.js';

describe('what AWS Control Tower makes', () => {
  const ORG = ['111111111111', '222222222222', '333333333333', '444444444444'] as AccountId[];
  const scopes = [enforced([awsGroup('AWSControlTowerAdmins')], ORG)];
  const gives = (holder: Holder, name: string, account = PROD): Edge =>
    edge(holder, assignment(permissionSet(name), account));
  const planFor = (...edges: Edge[]): RevertPlan =>
    planOf({
      world: {
        manifest: manifest({ catalogue: { scopes } }),
        inventory: inventory({ edges: edges.map((one) => live(one)) }),
      },
      rails: { grace: 0 },
    });

  // AWS Control Tower user guide: IAM Identity Center groups for AWS Control Tower.
  it.each([
    ['AWSAccountFactory', 'AWSServiceCatalogEndUserAccess'],
    ['AWSServiceCatalogAdmins', 'AWSServiceCatalogAdminFullAccess'],
    ['AWSControlTowerAdmins', 'AWSAdministratorAccess'],
    ['AWSControlTowerAdmins', 'AWSOrganizationsFullAccess'],
    ['AWSSecurityAuditPowerUsers', 'AWSPowerUserAccess'],
    ['AWSSecurityAuditors', 'AWSReadOnlyAccess'],
    ['AWSLogArchiveAdmins', 'AWSAdministratorAccess'],
    ['AWSLogArchiveViewers', 'AWSReadOnlyAccess'],
    ['AWSAuditAccountAdmins', 'AWSAdministratorAccess'],
  ])('H3.16 holds its own assignment of %s to %s, visibly and with the remedy', (group, name) => {
    const [line] = planFor(gives(awsGroup(group), name)).lines;
    expect(line).toMatchObject({
      finding: { class: 'foreign' },
      verdict: { state: 'held', rail: 'control-tower' },
    });
    expect(line?.verdict).toMatchObject({ why: expect.stringContaining('external("AWS Control Tower")') });
  });

  it.each([
    ['a person', gives(DANA, 'AWSAdministratorAccess')],
    ['a group of another name', gives(awsGroup('lunch-club'), 'AWSAdministratorAccess')],
    [
      'its group with a set it never gives that',
      gives(awsGroup('AWSSecurityAuditors'), 'AWSAdministratorAccess'),
    ],
    ['a person put into its group', edge(DANA, awsGroup('AWSControlTowerAdmins'))],
  ])('H3.16 honest twin: %s by hand is revoked, whatever the name', (_, one) => {
    expect(verdicts(planFor(one))).toEqual(['go']);
  });

  it('H3.16 says that one of too many is not its own, and still holds what is not told', () => {
    const plan = planFor(
      ...ORG.map((id) => gives(awsGroup('AWSControlTowerAdmins'), 'AWSAdministratorAccess', id)),
    );
    expect(verdicts(plan)).toEqual(ORG.map(() => 'control-tower'));
    expect(plan.lines[0]?.verdict).toMatchObject({ why: expect.stringContaining('in 3 of the 4 accounts') });
  });

  it.each([
    [
      'control-tower',
      { kind: 'role', native: 'arn:aws:iam::999999999999:role/service-role/AWSControlTowerAdmin', name: 'a' },
    ],
    ['control-tower', { kind: 'service', native: 'controltower.amazonaws.com', name: 'a' }],
    [
      'go',
      { kind: 'role', native: 'arn:aws:iam::999999999999:role/OrganizationAccountAccessRole', name: 'a' },
    ],
    ['go', { kind: 'person', native: 'aws-2', name: 'Mallory' }],
  ] as const)('H3.16 asks the log who made it: %s for %j', (verdict, actor) => {
    const one = gives(awsGroup('AWSControlTowerAdmins'), 'AWSAdministratorAccess');
    const { native } = live(one);
    const event = {
      id: 'e1',
      source: AWS_SOURCE,
      at: YESTERDAY,
      op: 'add' as const,
      target: native.target,
      holder: native.holder,
      account: PROD,
      actor,
    };
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { scopes } }),
        inventory: inventory({ edges: [live(one)] }),
        audit: new Map([[AWS_SOURCE, { complete: true, events: [event], failures: [] }]]),
      },
    });
    expect(verdicts(plan)).toEqual([verdict]);
  });
});
