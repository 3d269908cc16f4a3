import type { Catalogue, EntitlementPath } from '../../lib/manifest/index.js';
import { oktaApp, oktaGroup, permissionSet, type ObjectRef } from '../../lib/model/index.js';
import type { List } from '../../lib/kernel/index.js';
import { intake } from '../../lib/policy/index.js';
import { synthesize } from '../../lib/synth/index.js';
import {
  ADMINS,
  AS_OF,
  assignment,
  catalogue,
  group,
  identity,
  inputs,
  pack,
  person,
  set,
  ticket,
} from './builders.js';

const THEIRS = permissionSet('AWSReadOnlyAccess');
const VPN = oktaGroup('Corporate VPN');
const EXPENSES = oktaApp('Expenses');
const PATHS: readonly (readonly [string, ObjectRef, List<EntitlementPath>])[] = [
  ['permission set', THEIRS, [{ target: assignment(THEIRS), carrier: 'okta-push', join: ADMINS }]],
  ['Okta group', VPN, [{ target: VPN, carrier: 'direct', join: VPN }]],
  ['Okta app', EXPENSES, [{ target: EXPENSES, carrier: 'direct' }]],
];

/** A catalogue in which one package gives what others own. */
function giving(
  entitlements: List<EntitlementPath>,
  ref: ObjectRef,
  more: Partial<Catalogue> = {},
): Catalogue {
  const base = catalogue();
  return {
    ...base,
    packages: [...base.packages, pack('theirs', entitlements)],
    jobFunctions: base.jobFunctions.map((job) => ({ ...job, mayRequest: [...job.mayRequest, 'theirs'] })),
    named: [{ ref, privileged: ['its content is not known'] }],
    ...more,
  };
}

const asked = ticket('ACC-0001', { package: 'theirs' });
const digestIn = (over: Catalogue): string | undefined =>
  intake([asked], over, identity(person('1')), AS_OF).resolved[0]?.digest;

describe('REQ-013 an approval of what others own', () => {
  it.each(PATHS)('%s: binds its name, and that its content is not ours', (_, ref, paths) => {
    const owned = giving(paths, ref);
    const unsaid = giving(paths, ref, { named: [] });

    expect(digestIn(owned)).toBeDefined();
    expect(digestIn(owned)).toBe(digestIn(giving(paths, ref)));
    expect(digestIn(owned)).not.toBe(digestIn(unsaid));
  });

  it('is void once its content is described', () => {
    const [, ref, paths] = PATHS[0]!;
    const owned = giving(paths, ref);
    const described = giving(paths, ref, {
      named: [],
      permissionSets: [...owned.permissionSets, set(THEIRS)],
    });

    expect(digestIn(described)).not.toBe(digestIn(owned));
    expect(
      digestIn({
        ...described,
        permissionSets: [...owned.permissionSets, set(THEIRS, { sessionMinutes: 720 })],
      }),
    ).not.toBe(digestIn(described));
  });

  it('is void once its group is declared here', () => {
    const [, ref, paths] = PATHS[1]!;
    const owned = giving(paths, ref);

    expect(digestIn(giving(paths, ref, { named: [], groups: [...owned.groups, group(VPN)] }))).not.toBe(
      digestIn(owned),
    );
  });
});

describe('Terraform for what others own', () => {
  const stacksOf = (paths: List<EntitlementPath>, ref: ObjectRef): string => {
    const input = inputs({ catalogue: giving(paths, ref), tickets: [asked] });
    return [...synthesize(input).stacks.values()].join('\n');
  };

  it('assigns a permission set that it looks up, and neither makes it nor touches its policies', () => {
    const [, ref, paths] = PATHS[0]!;
    const text = stacksOf(paths, ref);

    expect(text).toMatch(
      /"permission_set_arn":\s*"\$\{data\.aws_ssoadmin_permission_set\.set_awsreadonlyaccess_\w+\.arn\}"/,
    );
    expect(text).not.toMatch(/\$\{aws_ssoadmin_permission_set\.awsreadonlyaccess/);
    expect(text).toMatch(/\$\{aws_ssoadmin_permission_set\.admin_/);
  });

  it('puts people into a group and an app that it looks up, and makes neither', () => {
    const text = PATHS.slice(1)
      .map(([, ref, paths]) => stacksOf(paths, ref))
      .join('\n');

    expect(text).toContain('"okta_group_memberships"');
    expect(text).toMatch(/"label":\s*"Expenses"/);
    expect(text).not.toMatch(/"okta_group":\s*\{[^}]*"name":\s*"Corporate VPN"[^}]*"description"/);
  });
});
