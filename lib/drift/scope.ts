import type { Inventory } from '../inventory/index.js';
import type { Manifest, ScopeDeclaration, ScopeMode } from '../manifest/index.js';
import { refKey, type AccountId, type Edge, type Group, type PermissionSetRef } from '../model/index.js';

/** How far Writ may go with an edge, by the declared scopes. */
export interface Scopes {
  /** The strictest mode over `edge`, or undefined when no scope covers it. */
  modeOf(edge: Edge): ScopeMode | undefined;
  modeOfGroup(group: Group): ScopeMode | undefined;
  /** The strictest mode over assignments on `account`. */
  modeOfAccount(account: AccountId): ScopeMode | undefined;
  /** Whether another repository's Terraform owns the target: who, or undefined. */
  externalOwner(target: Group | PermissionSetRef): string | undefined;
  isRestrictive(group: Group): boolean;
}

const STRICTNESS: Readonly<Record<ScopeMode, number>> = { observe: 0, warn: 1, enforce: 2 };

/** Indexes the scopes and groups of a catalogue; look-ups take constant time. */
export function scopesOf({ catalogue }: Manifest, { pushes }: Pick<Inventory, 'pushes'>): Scopes {
  const accounts = new Map<string, ScopeMode>();
  const groups = new Map<string, ScopeMode>();
  for (const scope of catalogue.scopes) {
    for (const account of scope.accounts) raise(accounts, account, scope.mode);
    for (const group of coveredGroups(scope, catalogue.groups)) raise(groups, refKey(group), scope.mode);
  }
  const carriers = liveCarriers(pushes, groups);
  const ofGroup = (group: Group): ScopeMode | undefined =>
    groups.get(refKey(group)) ?? carriers.get(refKey(group));
  const external = new Map<string, string>();
  const restrictive = new Set<string>();
  for (const group of catalogue.groups) {
    if (group.external !== undefined) external.set(refKey(group.ref), group.external);
    if (group.restrictive) restrictive.add(refKey(group.ref));
  }
  for (const set of catalogue.permissionSets) {
    if (set.external !== undefined) external.set(refKey(set.ref), set.external);
  }
  return {
    modeOf: ({ target }) =>
      target.kind === 'aws.assignment' ? accounts.get(target.account) : ofGroup(target),
    modeOfGroup: ofGroup,
    modeOfAccount: (account) => accounts.get(account),
    externalOwner: (ref) => (external.size === 0 ? undefined : external.get(refKey(ref))),
    isRestrictive: (group) => restrictive.size > 0 && restrictive.has(refKey(group)),
  };
}

/** Groups in no scope that a push leads from into one that is: who is in them is in that one, whoever made them. */
function liveCarriers(
  pushes: Inventory['pushes'],
  governed: ReadonlyMap<string, ScopeMode>,
): ReadonlyMap<string, ScopeMode> {
  const carriers = new Map<string, ScopeMode>();
  for (const { from, to, active } of pushes) {
    const mode = active && !governed.has(refKey(from)) ? governed.get(refKey(to)) : undefined;
    if (mode !== undefined) raise(carriers, refKey(from), mode);
  }
  return carriers;
}

/** The stricter of two modes. */
export function stricter(a: ScopeMode, b: ScopeMode): ScopeMode {
  return STRICTNESS[a] >= STRICTNESS[b] ? a : b;
}

function raise(modes: Map<string, ScopeMode>, key: string, mode: ScopeMode): void {
  const before = modes.get(key);
  modes.set(key, before === undefined ? mode : stricter(before, mode));
}

function coveredGroups(scope: ScopeDeclaration, declared: Manifest['catalogue']['groups']): Group[] {
  const carriers = declared.filter((group) => scope.carriersOf.includes(group.ref.source));
  return [...scope.groups, ...carriers.map((group) => group.ref)];
}
