import { by, sorted } from '../../kernel/index.js';
import type { BeyondReach, Carrier, EntitlementPath } from '../../manifest/index.js';
import {
  assignmentOf,
  awsGroup,
  oktaApp,
  oktaGroup,
  permissionSet,
  targetKey,
  type Group,
} from '../../model/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import type { AssignmentGrant, Entitlement, SystemGrant } from '../entitlements.js';
import type { Faults } from '../faults.js';
import type { IIdentityStoreGroup, IOktaApp, IOktaGroup, Named } from '../named.js';
import type { IdentityStoreGroup, OktaGroup } from '../group.js';
import type { OktaApp } from '../okta-app.js';
import type { PermissionSet } from '../permission-set.js';
import { propsOf } from '../props.js';
import { resolveAccounts } from './accounts.js';
import type { Declared } from './names.js';

/** What a package gives on one asset, split by whether Writ can read it. */
export interface Given {
  readonly entitlements: readonly EntitlementPath[];
  readonly beyond: readonly BeyondReach[];
}

/** Where the entitlements of one package on one asset go. */
export interface Carrying {
  readonly carrier: Exclude<Carrier, 'okta-group'>;
  readonly name: string;
}

/** The entitlements as targets with the path to each, in order and without repetition. */
export function resolveEntitlements(
  given: readonly Entitlement[],
  carrying: Carrying,
  at: EntitlementPackage,
  declared: Declared,
  faults: Faults,
): Given {
  const to: Resolving = { carrying, at, declared, faults };
  const entitlements: EntitlementPath[] = [];
  const beyond: BeyondReach[] = [];
  for (const each of given) {
    if ('is' in each) entitlements.push(...ofConstruct(each, to));
    else if (each.gives === 'system-access') beyond.push(...elsewhere(each, to));
    else entitlements.push(...ofGrant(each, to));
  }
  return { entitlements: distinct(entitlements), beyond: distinctBeyond(beyond) };
}

interface Resolving {
  readonly carrying: Carrying;
  readonly at: EntitlementPackage;
  readonly declared: Declared;
  readonly faults: Faults;
}

type GroupConstruct = IOktaGroup | IIdentityStoreGroup;

function ofConstruct(each: GroupConstruct | IOktaApp, to: Resolving): EntitlementPath[] {
  if (each.node.root !== to.at.node.root) return fromElsewhere(WORDS[each.is], each.name, to);
  return each.is === 'okta-app' ? app(each.name, to) : membership(each.is, each.name, to);
}

function ofGrant(
  each: Exclude<Entitlement, SystemGrant | GroupConstruct | IOktaApp>,
  to: Resolving,
): EntitlementPath[] {
  switch (each.gives) {
    case 'assignment':
      return assignments(each, to);
    case 'membership':
      return membership(each.of, each.name, to);
    case 'app':
      return app(each.name, to);
  }
}

const WORDS = {
  'okta-group': 'Okta group',
  'identity-store-group': 'Identity Store group',
  'okta-app': 'Okta app',
} as const;

function assignments({ set, accounts }: AssignmentGrant, to: Resolving): EntitlementPath[] {
  const { at, declared, carrying, faults } = to;
  if (set.node.root !== at.node.root) return fromElsewhere('permission set', set.name, to);
  const found = declared.permissionSets.find(set.name, at);
  if (!found) return [];
  if (isExternal(found)) return notOurs(`permission set \`${set.name}\``, to);
  const before = faults.count;
  const ids = resolveAccounts(accounts, at, declared, faults);
  if (ids.length === 0 && faults.count === before) {
    faults.add(at, {
      what: `permission set \`${set.name}\` is given on no account; one or more is allowed`,
      remedy: 'name an asset that runs in an account, or name the accounts',
    });
  }
  const join = joinOf(carrying);
  return ids.map((account) => ({
    target: assignmentOf(permissionSet(set.name), account),
    carrier: carrying.carrier,
    ...(join ? { join } : {}),
  }));
}

/** An Identity Store group cannot hold an app: where that is the carrier, each holder has the app directly. */
function app(label: string, to: Resolving): EntitlementPath[] {
  const { carrier, name } = to.carrying;
  const found = to.declared.oktaApps.find(label, to.at);
  if (!found) return [];
  if (isExternal(found)) return notOurs(`Okta app \`${label}\``, to);
  const target = oktaApp(label);
  return carrier === 'okta-push'
    ? [{ target, carrier: 'okta-group', join: oktaGroup(name) }]
    : [{ target, carrier: 'direct' }];
}

function joinOf({ carrier, name }: Carrying): Group | undefined {
  if (carrier === 'direct') return undefined;
  return carrier === 'identity-store' ? awsGroup(name) : oktaGroup(name);
}

function membership(of: GroupConstruct['is'], name: string, to: Resolving): EntitlementPath[] {
  const { oktaGroups, identityStoreGroups } = to.declared;
  const group = of === 'okta-group' ? oktaGroups.find(name, to.at) : identityStoreGroups.find(name, to.at);
  if (!group) return [];
  if (isExternal(group)) return notOurs(`group \`${name}\``, to);
  if (of === 'identity-store-group') {
    const target = awsGroup(name);
    return [{ target, carrier: 'identity-store', join: target }];
  }
  const target = oktaGroup(name);
  const pushed = group.declares === 'okta-group' && group.pushedTo !== undefined;
  return [{ target, carrier: pushed ? 'okta-push' : 'direct', join: target }];
}

/** What is named only is ours to give; what is described and managed by another repository is theirs, edges included. */
function isExternal(found: Named | PermissionSet | OktaGroup | IdentityStoreGroup | OktaApp): boolean {
  return found.declares !== 'named' && propsOf(found).managedBy !== undefined;
}

function fromElsewhere(word: string, name: string, { at, faults }: Resolving): [] {
  faults.add(at, {
    what: `${word} \`${name}\` is declared in another organization; one of this organization is allowed`,
    remedy: `declare the ${word} in the organization that gives it`,
  });
  return [];
}

function notOurs(what: string, { at, faults }: Resolving): [] {
  faults.add(at, {
    what: `${what} is managed by another repository; a package gives only what Writ manages`,
    remedy:
      'give what is our own, take over its management, or name it with `fromName` if only its content is theirs',
  });
  return [];
}

function elsewhere({ system, what }: SystemGrant, { at, declared }: Resolving): BeyondReach[] {
  return declared.systems.find(system, at) ? [{ system, what }] : [];
}

function distinct(paths: readonly EntitlementPath[]): EntitlementPath[] {
  const byTarget = new Map(paths.map((path) => [targetKey(path.target), path]));
  return sorted(
    byTarget.values(),
    by((path) => targetKey(path.target)),
  );
}

function distinctBeyond(reaches: readonly BeyondReach[]): BeyondReach[] {
  const byText = new Map(reaches.map((reach) => [JSON.stringify([reach.system, reach.what]), reach]));
  return sorted(
    byText.values(),
    by(
      (reach) => reach.system,
      (reach) => reach.what,
    ),
  );
}
