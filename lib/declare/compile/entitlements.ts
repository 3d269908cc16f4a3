import { by, sorted } from '../../kernel/index.js';
import type { BeyondReach, Carrier, EntitlementPath } from '../../manifest/index.js';
import {
  awsGroup,
  oktaGroup,
  permissionSet,
  targetKey,
  type Group,
  oktaApp,
  assignmentOf,
} from '../../model/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import type { AssignmentGrant, Entitlement, GroupGrant, SystemGrant } from '../entitlements.js';
import type { Faults } from '../faults.js';
import type { IdentityStoreGroup, OktaGroup } from '../group.js';
import type { OktaApp } from '../okta-app.js';
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
  const entitlements: EntitlementPath[] = [];
  const beyond: BeyondReach[] = [];
  for (const each of given) {
    if ('declares' in each) {
      if (each.declares === 'okta-app') entitlements.push(...app(each, carrying, at, faults));
      else entitlements.push(...membership(each, at, faults));
      continue;
    }
    switch (each.gives) {
      case 'assignment':
        entitlements.push(...assignments(each, carrying, at, declared, faults));
        break;
      case 'membership':
        entitlements.push(...named(each, at, declared, faults));
        break;
      case 'app': {
        const found = declared.oktaApps.find(each.name, at);
        if (found) entitlements.push(...app(found, carrying, at, faults));
        break;
      }
      case 'system-access':
        beyond.push(...elsewhere(each, at, declared));
        break;
    }
  }
  return { entitlements: distinct(entitlements), beyond: distinctBeyond(beyond) };
}

function assignments(
  { set, accounts }: AssignmentGrant,
  carrying: Carrying,
  at: EntitlementPackage,
  declared: Declared,
  faults: Faults,
): EntitlementPath[] {
  if (!declared.permissionSets.find(set.name, at)) return [];
  if (set.node.root !== at.node.root) return fromElsewhere('permission set', set.name, at, faults);
  if (set.props.managedBy) return notOurs(`permission set \`${set.name}\``, at, faults);
  const ids = resolveAccounts(accounts, at, declared);
  if (ids.length === 0) {
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
function app(
  of: OktaApp,
  { carrier, name }: Carrying,
  at: EntitlementPackage,
  faults: Faults,
): EntitlementPath[] {
  if (of.node.root !== at.node.root) return fromElsewhere('Okta app', of.name, at, faults);
  if (of.props.managedBy) return notOurs(`Okta app \`${of.name}\``, at, faults);
  const target = oktaApp(of.name);
  return carrier === 'okta-push'
    ? [{ target, carrier: 'okta-group', join: oktaGroup(name) }]
    : [{ target, carrier: 'direct' }];
}

function joinOf({ carrier, name }: Carrying): Group | undefined {
  if (carrier === 'direct') return undefined;
  return carrier === 'identity-store' ? awsGroup(name) : oktaGroup(name);
}

function named(
  grant: GroupGrant,
  at: EntitlementPackage,
  declared: Declared,
  faults: Faults,
): EntitlementPath[] {
  const groups = grant.of === 'okta-group' ? declared.oktaGroups : declared.identityStoreGroups;
  const group = groups.find(grant.name, at);
  return group ? membership(group, at, faults) : [];
}

function membership(
  group: OktaGroup | IdentityStoreGroup,
  at: EntitlementPackage,
  faults: Faults,
): EntitlementPath[] {
  if (group.props.managedBy) return notOurs(`group \`${group.name}\``, at, faults);
  if (group.declares === 'identity-store-group') {
    const target = awsGroup(group.name);
    return [{ target, carrier: 'identity-store', join: target }];
  }
  const target = oktaGroup(group.name);
  return [{ target, carrier: group.pushedTo === undefined ? 'direct' : 'okta-push', join: target }];
}

function fromElsewhere(word: string, name: string, at: EntitlementPackage, faults: Faults): [] {
  faults.add(at, {
    what: `${word} \`${name}\` is declared in another organization; one of this organization is allowed`,
    remedy: `declare the ${word} in the organization that gives it`,
  });
  return [];
}

function notOurs(what: string, at: EntitlementPackage, faults: Faults): [] {
  faults.add(at, {
    what: `${what} is managed by another repository; a package gives only what Writ manages`,
    remedy: 'give what is our own, or take over its management',
  });
  return [];
}

function elsewhere({ system, what }: SystemGrant, at: EntitlementPackage, declared: Declared): BeyondReach[] {
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
