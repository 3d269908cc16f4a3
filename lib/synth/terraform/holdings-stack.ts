import type { Construct } from 'constructs';
import { IdentitystoreGroupMembership } from '@cdktf/provider-aws/lib/identitystore-group-membership';
import { SsoadminAccountAssignment } from '@cdktf/provider-aws/lib/ssoadmin-account-assignment';
import { DataOktaGroup } from '@cdktf/provider-okta/lib/data-okta-group';
import { GroupMemberships } from '@cdktf/provider-okta/lib/group-memberships';
import { OktaProvider } from '@cdktf/provider-okta/lib/provider';
import { groupBy, sortedTexts, WritError } from '../../kernel/index.js';
import { principalOf, refKey, type AwsGroup, type Assignment, type OktaGroup } from '../../model/index.js';
import type { WantedEdge } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import { findNative } from '../../wanted/index.js';
import { AwsStack } from './aws-stack.js';
import { GovernedStack } from './governed-stack.js';
import { expression, literal } from './literal.js';
import { edgeResourceId, refResourceId } from './names.js';

/** Who is in Identity Store groups, and who holds assignments directly. */
export class AwsHoldingsStack extends AwsStack {
  constructor(scope: Construct, name: string, edges: readonly WantedEdge[], links: IdentityLinks) {
    super(scope, name);
    for (const each of edges) {
      const { target } = each.edge;
      const native = nativeHolder(each, links);
      if (target.kind === 'aws.group') this.addMembership(each, target, native);
      if (target.kind === 'aws.assignment') this.addAssignment(each, target, native);
    }
  }

  private addMembership({ id }: WantedEdge, group: AwsGroup, native: string): void {
    new IdentitystoreGroupMembership(this, edgeResourceId('membership', id), {
      identityStoreId: this.identityStoreId,
      groupId: this.groupId(group),
      memberId: native,
    });
  }

  private addAssignment({ id }: WantedEdge, { set, account }: Assignment, native: string): void {
    new SsoadminAccountAssignment(this, edgeResourceId('assignment', id), {
      instanceArn: this.instanceArn,
      permissionSetArn: this.setArn(set),
      principalId: native,
      principalType: 'USER',
      targetId: account,
      targetType: 'AWS_ACCOUNT',
    });
  }
}

/** Who is in Okta groups: one resource per group, which tracks its own users only. */
export class OktaHoldingsStack extends GovernedStack {
  constructor(scope: Construct, name: string, edges: readonly WantedEdge[], links: IdentityLinks) {
    super(scope, name, 'okta');
    new OktaProvider(this, 'okta', {});
    const byGroup = groupBy(edges.flatMap(oktaMembership), ({ group }) => refKey(group));
    for (const members of byGroup.values()) {
      const group = members[0]?.group;
      if (group)
        this.addMembers(
          group,
          members.map(({ each }) => nativeHolder(each, links)),
        );
    }
  }

  private addMembers(group: OktaGroup, natives: readonly string[]): void {
    const id = refResourceId(group);
    new DataOktaGroup(this, `group_${id}`, { name: literal(group.name) });
    new GroupMemberships(this, id, {
      groupId: expression(`data.okta_group.group_${id}.id`),
      users: sortedTexts(natives),
      trackAllUsers: false,
    });
  }
}

function oktaMembership(each: WantedEdge): { each: WantedEdge; group: OktaGroup }[] {
  return each.edge.target.kind === 'okta.group' ? [{ each, group: each.edge.target }] : [];
}

function nativeHolder({ id, edge }: WantedEdge, links: IdentityLinks): string {
  const principal = principalOf(edge);
  if (principal) return findNative(principal, edge, links);
  throw new WritError('BUG', `holding \`${id}\` is not held by a principal`, {
    remedy: 'report this with the manifest',
  });
}
