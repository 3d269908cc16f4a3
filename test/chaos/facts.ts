import type { IdentityLinks } from '../../lib/identity/index.js';
import { principalText, type Edge } from '../../lib/model/index.js';
import type { Runtime } from '../../sandbox/index.js';

/** One thing that gives access in the sandbox's own tables, by native ids. A text, so that sets of them compare. */
export type Fact = string;

/** Everything that gives access in the sandbox now: memberships, assignments, and what each account was given of a set. */
export function factsOf({ world: { aws, okta } }: Runtime): Set<Fact> {
  const facts = new Set<Fact>();
  for (const [group, members] of okta.members)
    for (const { userId } of members.values()) facts.add(member('okta', group, userId));
  for (const { groupId, userId } of aws.memberships.values()) facts.add(member('aws', groupId, userId));
  for (const { permissionSetArn, accountId, principalId } of aws.assignments.values())
    facts.add(assigned(permissionSetArn, accountId, principalId));
  return facts;
}

/** The fact that an edge is in this sandbox; undefined while an end of it does not exist there. */
export function factOf(edge: Edge, { world }: Runtime, links: IdentityLinks): Fact | undefined {
  const { holder, target } = edge;
  const holderIn = (source: 'aws' | 'okta'): string | undefined => {
    if (holder.kind === 'unlinked') return holder.native;
    if (holder.kind === 'person' || holder.kind === 'workload')
      return accountIn(world, source, links.recordOf(holder)?.accounts ?? [], principalText(holder));
    return groupIn(world, holder.kind, holder.name);
  };
  if (target.kind === 'aws.assignment') {
    const set = [...world.aws.permissionSets.values()].find(({ name }) => name === target.set.name);
    const held = holderIn('aws');
    return set && held !== undefined ? assigned(set.arn, target.account, held) : undefined;
  }
  if (target.kind === 'okta.app') return undefined;
  const system = target.kind === 'aws.group' ? 'aws' : 'okta';
  const [group, held] = [groupIn(world, target.kind, target.name), holderIn(system)];
  return group !== undefined && held !== undefined ? member(system, group, held) : undefined;
}

function member(system: 'aws' | 'okta', group: string, user: string): Fact {
  return JSON.stringify([system, group, user]);
}

function assigned(set: string, account: string, principal: string): Fact {
  return JSON.stringify(['assignment', set, account, principal]);
}

function groupIn(
  world: Runtime['world'],
  kind: 'aws.group' | 'okta.group',
  name: string,
): string | undefined {
  return kind === 'aws.group'
    ? [...world.aws.groups.values()].find(({ displayName }) => displayName === name)?.id
    : [...world.okta.groups.values()].find((group) => group.name === name && group.type === 'OKTA_GROUP')?.id;
}

function accountIn(
  world: Runtime['world'],
  source: 'aws' | 'okta',
  accounts: readonly { readonly source: string; readonly native: string }[],
  of: string,
): string | undefined {
  const own = accounts.find((account) => account.source === source);
  if (own === undefined) return undefined;
  const there = source === 'aws' ? world.aws.users.has(own.native) : world.okta.users.has(own.native);
  if (!there) throw new Error(`the sandbox has no ${source} account of ${of}`);
  return own.native;
}
