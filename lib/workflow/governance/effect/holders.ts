import { canonicalJson, sortedTexts } from '../../../kernel/index.js';
import { approverRoles, type Catalogue, type PackageDeclaration } from '../../../manifest/index.js';
import type { AccessChange, HolderEffect } from '../../../policy/index.js';
import { accessBeyond, type TargetChange } from './access.js';
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
    for (const name of decidingTeams(each))
      for (const id of teams.find((team) => team.name === name)?.approvers ?? [])
        add(`hr:${id}`, `decides on package ${each.id}`);
  for (const id of governance?.governors ?? []) add(`hr:${id}`, 'is a governor');
  for (const { id, binding } of workloads) add(`workload:${id}`, `acts as ${canonicalJson(binding)}`);
  return offices;
}

/** Packages of both ends on which other teams decide: whom that makes an approver is in no team that changed. */
function movedPackages(base: Catalogue, head: Catalogue): ReadonlySet<string> {
  const before = new Map(base.packages.map((each) => [each.id, decidingTeams(each)]));
  return new Set(
    head.packages
      .filter((each) => {
        const old = before.get(each.id);
        return old !== undefined && canonicalJson(old) !== canonicalJson(decidingTeams(each));
      })
      .map(({ id }) => id),
  );
}

/** The team that owns a package, and those that its route names. */
function decidingTeams({ owner, approval }: PackageDeclaration): readonly string[] {
  const named = approverRoles(approval).flatMap((each) => (each.role === 'team' ? [each.team] : []));
  return sortedTexts([owner, ...named]);
}

function beyond(offices: readonly string[], others: readonly string[]): readonly AccessChange[] {
  return offices
    .filter((office) => !others.includes(office))
    .map((what) => ({ what, more: 'yes', among: [], unread: [] }));
}
