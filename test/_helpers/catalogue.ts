import { branded, type Id } from '../../lib/kernel/index.js';
import type { Catalogue, PackageDeclaration } from '../../lib/manifest/index.js';
import { awsGroup, oktaGroup, permissionSet, type AccountId } from '../../lib/model/index.js';

const HOUR = 3_600_000;
const prod: AccountId = branded<'account'>('111111111111');

/** A package on one asset, over the okta-push carrier. */
export function packageOf(id: string, changes: Partial<PackageDeclaration> = {}): PackageDeclaration {
  const asset = 'payments';
  return {
    id,
    title: `Package ${id}`,
    path: `org/${id}`,
    owner: 'platform',
    risk: 'high',
    holders: ['employee'],
    duration: { kind: 'bounded', default: HOUR, max: 12 * HOUR, renewalMax: 24 * HOUR },
    approval: { kind: 'one', from: { role: 'owner' } },
    conflictsWith: [],
    overrides: [],
    reviewEvery: 30 * 24 * HOUR,
    breakGlass: false,
    grants: [
      {
        asset,
        entitlements: [
          {
            target: { kind: 'aws.assignment', account: prod, set: permissionSet('Admin') },
            carrier: 'okta-push',
            join: oktaGroup(`writ-${id}--${asset}`),
          },
        ],
      },
    ],
    ...changes,
  };
}

/** A small whole catalogue: one account, one asset, one permission set, the packages given. */
export function catalogueWith(
  packages: readonly PackageDeclaration[],
  changes: Partial<Catalogue> = {},
): Catalogue {
  return {
    organization: 'example',
    accounts: [{ id: prod, name: 'payments-prod', environment: 'production' }],
    assets: [{ name: 'payments', title: 'Payments', owner: 'platform', accounts: [prod] }],
    teams: [
      { name: 'platform', title: 'Platform', approvers: [branded<'worker'>('1') satisfies Id<'worker'>] },
    ],
    permissionSets: [
      {
        ref: permissionSet('Admin'),
        description: '',
        privileged: [],
        content: {
          managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          customerManaged: [],
          sessionMinutes: 60,
        },
      },
    ],
    groups: packages.flatMap((p) => [
      {
        ref: oktaGroup(`writ-${p.id}--payments`),
        description: '',
        pushedTo: awsGroup(`writ-${p.id}--payments`),
        restrictive: false,
      },
      {
        ref: awsGroup(`writ-${p.id}--payments`),
        description: '',
        pushedFrom: oktaGroup(`writ-${p.id}--payments`),
        restrictive: false,
      },
    ]),
    packages,
    jobFunctions: [
      {
        id: 'sre',
        title: 'SRE',
        when: { department: ['Platform'] },
        birthright: [],
        mayRequest: packages.map((p) => p.id),
      },
    ],
    workloads: [],
    scopes: [],
    ...changes,
  };
}
