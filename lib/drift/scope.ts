import type { Inventory } from '../inventory/index.js';
import type { Manifest, ScopeDeclaration, ScopeMode } from '../manifest/index.js';
import {
  isGroup,
  ofObject,
  ofTarget,
  refKey,
  type AccountId,
  type Ends,
  type Group,
  type ObjectKind,
  type ObjectRef,
  type Objects,
  type OktaAppRef,
  type PerTarget,
  type Target,
} from '../model/index.js';

/** How far Writ may go with an edge, by the declared scopes. */
export interface Scopes {
  /** The strictest mode over `edge`, or undefined when no scope covers it. */
  modeOf(edge: Pick<Ends, 'target'>): ScopeMode | undefined;
  /** The strictest mode over what a named object is about; undefined where scopes do not cover its kind by itself. */
  modeOfObject(object: ObjectRef): ScopeMode | undefined;
  modeOfGroup(group: Group): ScopeMode | undefined;
  /** The strictest mode over assignments on `account`. */
  modeOfAccount(account: AccountId): ScopeMode | undefined;
  /** Whether another repository's Terraform owns the target: who, or undefined. */
  externalOwner(target: ObjectRef): string | undefined;
  isRestrictive(target: Target): boolean;
}

const STRICTNESS: Readonly<Record<ScopeMode, number>> = { observe: 0, warn: 1, enforce: 2 };

/** What a scope can say of an edge. */
interface Covering {
  readonly ofAccount: (account: AccountId) => ScopeMode | undefined;
  readonly ofGroup: (group: Group) => ScopeMode | undefined;
  readonly ofApp: (app: OktaAppRef) => ScopeMode | undefined;
}

/** By what a target of each kind is covered. */
const COVERED: PerTarget<ScopeMode | undefined, [Covering]> = {
  'okta.group-membership': (group, { ofGroup }) => ofGroup(group),
  'aws.group-membership': (group, { ofGroup }) => ofGroup(group),
  'aws.assignment': ({ account }, { ofAccount }) => ofAccount(account),
  'okta.app-assignment': (app, { ofApp }) => ofApp(app),
};

/** Indexes the scopes and groups of a catalogue; look-ups take constant time. */
export function scopesOf({ catalogue }: Manifest, { pushes }: Pick<Inventory, 'pushes'>): Scopes {
  const accounts = new Map<string, ScopeMode>();
  const groups = new Map<string, ScopeMode>();
  const apps = new Map<string, ScopeMode>();
  for (const scope of catalogue.scopes) {
    for (const account of scope.accounts) raise(accounts, account, scope.mode);
    for (const app of scope.apps ?? []) raise(apps, refKey(app), scope.mode);
    for (const group of coveredGroups(scope, catalogue.groups)) raise(groups, refKey(group), scope.mode);
  }
  const carriers = liveCarriers(pushes, groups);
  const ofGroup = (group: Group): ScopeMode | undefined =>
    groups.get(refKey(group)) ?? carriers.get(refKey(group));
  const ofApp = (app: OktaAppRef): ScopeMode | undefined => apps.get(refKey(app));
  const ofAccount = (account: AccountId): ScopeMode | undefined => accounts.get(account);
  const byObject: { readonly [K in ObjectKind]: (object: Objects[K]) => ScopeMode | undefined } = {
    'okta.group': ofGroup,
    'aws.group': ofGroup,
    'aws.permission-set': () => undefined,
    'okta.app': ofApp,
  };
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
    modeOf: ({ target }) => ofTarget(COVERED, target, { ofAccount, ofGroup, ofApp }),
    modeOfObject: (object) => ofObject(byObject, object),
    modeOfGroup: ofGroup,
    modeOfAccount: ofAccount,
    externalOwner: (ref) => (external.size === 0 ? undefined : external.get(refKey(ref))),
    isRestrictive: (target) => restrictive.size > 0 && isGroup(target) && restrictive.has(refKey(target)),
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
