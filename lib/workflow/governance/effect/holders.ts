import { by, canonicalJson, sorted, sortedTexts } from '../../../kernel/index.js';
import {
  approverRoles,
  type Catalogue,
  type ListedRole,
  type PackageDeclaration,
} from '../../../manifest/index.js';
import {
  accessBeyond,
  type AccessChange,
  type HolderEffect,
  type TargetChange,
} from '../../../policy/index.js';
import type { World } from './world.js';

/** What somebody gains and loses, with the targets that it is of. */
export interface HolderChange {
  readonly who: string;
  readonly gains: readonly TargetChange[];
  readonly losses: readonly TargetChange[];
}

/** Everybody who reaches more or less at the head than at the base. */
export function holderChanges(base: World, head: World): readonly HolderChange[] {
  const everybody = sortedTexts([...base.reached.keys(), ...head.reached.keys()]);
  return everybody.flatMap((who): HolderChange[] => {
    const [before, after] = [base, head].map(({ catalogue, reached }) => ({
      catalogue,
      reached: reached.get(who) ?? new Map<string, never>(),
    }));
    if (!before || !after) return [];
    const gains = accessBeyond(after, before, 'no longer restricts them');
    const losses = accessBeyond(before, after, 'restricts them');
    return gains.length + losses.length > 0 ? [{ who, gains, losses }] : [];
  });
}

/** Whose access or office is another: what they hold, what they may decide on, and who may act as them. */
export function holderEffects(
  changes: readonly HolderChange[],
  base: World,
  head: World,
): readonly HolderEffect[] {
  const moved = movedPackages(base.catalogue, head.catalogue);
  const [before, after] = [officesOf(base.catalogue, moved), officesOf(head.catalogue, moved)];
  const byHolder = new Map(changes.map((each) => [each.who, each]));
  return sortedTexts([...byHolder.keys(), ...before.keys(), ...after.keys()]).flatMap(
    (who): HolderEffect[] => {
      const held = byHolder.get(who);
      const [was, is] = [before.get(who) ?? [], after.get(who) ?? []];
      const gains = [...changesOf(held?.gains), ...beyond(is, was)];
      const losses = [...changesOf(held?.losses), ...beyond(was, is)];
      return gains.length + losses.length > 0 ? [{ who, gains, losses }] : [];
    },
  );
}

function changesOf(changes: readonly TargetChange[] = []): readonly AccessChange[] {
  return changes.map(({ change }) => change);
}

/** What each decides on by declaration, and who acts as a workload: to whom that is given may give themselves access by it. */
function officesOf(
  { teams, governance, workloads, packages }: Catalogue,
  moved: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const offices = new Map<string, string[]>();
  const add = (who: string, office: string): void =>
    void offices.set(who, [...(offices.get(who) ?? []), office]);
  for (const { name, approvers } of teams)
    for (const id of approvers) add(`hr:${id}`, `approves for team ${name}`);
  for (const each of packages.filter(({ id }) => moved.has(id)))
    for (const [office, roles] of Object.entries(deciding(each)))
      for (const id of peopleOf(roles, teams)) add(`hr:${id}`, `${office} package ${each.id}`);
  for (const id of governance?.governors ?? []) add(`hr:${id}`, 'is a governor');
  for (const { id, binding } of workloads) add(`workload:${id}`, `acts as ${canonicalJson(binding)}`);
  return offices;
}

/** Packages of both ends on which others decide: whom that makes an approver is in no team that changed. */
function movedPackages(base: Catalogue, head: Catalogue): ReadonlySet<string> {
  const before = new Map(base.packages.map((each) => [each.id, deciding(each)]));
  return new Set(
    head.packages
      .filter((each) => {
        const old = before.get(each.id);
        return old !== undefined && canonicalJson(old) !== canonicalJson(deciding(each));
      })
      .map(({ id }) => id),
  );
}

/**
 * The roles that decide on a package, its owner's team among them, and those that stand in for them: who only stood in and is asked first now
 * gains by it. Whom it is escalated to decides on nothing.
 */
function deciding({ owner, approval }: PackageDeclaration): Readonly<Record<string, readonly ListedRole[]>> {
  const roles = approverRoles(approval);
  const first = roles.flatMap((each): readonly ListedRole[] =>
    each.role === 'team' ? [{ role: 'team', team: each.team }] : [],
  );
  const owned: ListedRole = { role: 'team', team: owner };
  const instead = roles.flatMap(({ fallback = [] }) => fallback as readonly ListedRole[]);
  return {
    'decides on': inOrder([owned, ...first]),
    'stands in on': inOrder(instead.map((each) => (each.role === 'owner' ? owned : each))),
  };
}

function inOrder(roles: readonly ListedRole[]): readonly ListedRole[] {
  return sorted(roles, by(canonicalJson));
}

function peopleOf(roles: readonly ListedRole[], teams: Catalogue['teams']): readonly string[] {
  return sortedTexts(
    roles.flatMap((each) => {
      if (each.role === 'person') return [each.person];
      const name = each.role === 'team' ? each.team : undefined;
      return teams.find((team) => team.name === name)?.approvers ?? [];
    }),
  );
}

function beyond(offices: readonly string[], others: readonly string[]): readonly AccessChange[] {
  return offices
    .filter((office) => !others.includes(office))
    .map((what) => ({ what, more: 'yes', among: [], unread: [] }));
}
