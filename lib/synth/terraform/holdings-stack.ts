import type { Construct } from 'constructs';
import { IdentitystoreGroupMembership } from '@cdktf/provider-aws/lib/identitystore-group-membership';
import { SsoadminAccountAssignment } from '@cdktf/provider-aws/lib/ssoadmin-account-assignment';
import { AppUser } from '@cdktf/provider-okta/lib/app-user';
import { GroupMemberships } from '@cdktf/provider-okta/lib/group-memberships';
import { sortedTexts, WritError } from '../../kernel/index.js';
import {
  kindOf,
  principalOf,
  refKey,
  sourceOf,
  type KindIn,
  type OktaGroupRef,
  type Provider,
  type Target,
  type TargetOf,
} from '../../model/index.js';
import type { WantedEdge } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import { findNative } from '../../wanted/index.js';
import { AwsStack } from './aws-stack.js';
import { OktaStack } from './okta-stack.js';
import { literal } from './literal.js';
import { edgeResourceId, refResourceId } from './names.js';

/** Who is in Identity Store groups, and who holds assignments directly. */
export class AwsHoldingsStack extends AwsStack {
  constructor(scope: Construct, name: string, edges: readonly WantedEdge[], links: IdentityLinks) {
    super(scope, name);
    const add: AddEach<'aws'> = {
      'aws.group-membership': (group, { id }, native) =>
        new IdentitystoreGroupMembership(this, edgeResourceId('membership', id), {
          identityStoreId: this.identityStoreId,
          groupId: this.groupId(group),
          memberId: native,
        }),
      'aws.assignment': ({ set, account }, { id }, native) =>
        new SsoadminAccountAssignment(this, edgeResourceId('assignment', id), {
          instanceArn: this.instanceArn,
          permissionSetArn: this.setArn(set),
          principalId: native,
          principalType: 'USER',
          targetId: account,
          targetType: 'AWS_ACCOUNT',
        }),
    };
    for (const each of edges) addOne(add, each, nativeHolder(each, links));
  }
}

/** Who is in Okta groups, one resource per group that tracks its own users only, and who has apps directly. */
export class OktaHoldingsStack extends OktaStack {
  constructor(scope: Construct, name: string, edges: readonly WantedEdge[], links: IdentityLinks) {
    super(scope, name);
    const members = new Map<string, { readonly group: OktaGroupRef; readonly natives: string[] }>();
    const add: AddEach<'okta'> = {
      'okta.group-membership': (group, _, native) => {
        const known = members.get(refKey(group)) ?? { group, natives: [] };
        members.set(refKey(group), known);
        known.natives.push(native);
      },
      'okta.app-assignment': (app, each, native) =>
        new AppUser(this, edgeResourceId('assignment', each.id), {
          appId: this.appId(app),
          userId: native,
          username: literal(loginOf(each, links)),
        }),
    };
    for (const each of edges) addOne(add, each, nativeHolder(each, links));
    for (const { group, natives } of members.values()) this.addMembers(group, natives);
  }

  private addMembers(group: OktaGroupRef, natives: readonly string[]): void {
    const id = refResourceId(group);
    new GroupMemberships(this, id, {
      groupId: this.groupId(group),
      users: sortedTexts(natives),
      trackAllUsers: false,
    });
  }
}

/** What adds an edge of each kind of a provider to a stack. A kind without an entry does not compile. */
type AddEach<P extends Provider> = {
  readonly [K in KindIn<P>]: (target: TargetOf<K>, each: WantedEdge, native: string) => unknown;
};

function addOne<P extends Provider>(add: AddEach<P>, each: WantedEdge, native: string): void {
  const entries = add as Partial<
    Readonly<Record<string, (target: Target, each: WantedEdge, native: string) => unknown>>
  >;
  const entry = entries[kindOf(each.edge)];
  if (!entry)
    throw new WritError('BUG', `holding \`${each.id}\` is in a stack of another provider`, {
      remedy: 'report this with the manifest',
    });
  entry(each.edge.target, each, native);
}

/** The login of whoever holds an edge: what the app knows them by, unless it is configured otherwise. */
function loginOf({ id, edge }: WantedEdge, links: IdentityLinks): string {
  const principal = principalOf(edge);
  const login = principal && links.accountOf(principal, sourceOf(edge))?.login;
  if (login !== undefined) return login;
  throw new WritError('BUG', `holding \`${id}\` is wanted for somebody without a login`, {
    remedy: 'report this with the manifest and the directory feed',
  });
}

function nativeHolder({ id, edge }: WantedEdge, links: IdentityLinks): string {
  const principal = principalOf(edge);
  if (principal) return findNative(principal, edge, links);
  throw new WritError('BUG', `holding \`${id}\` is not held by a principal`, {
    remedy: 'report this with the manifest',
  });
}
