import { by, sorted } from '../../kernel/index.js';
import type { Carrier, GroupDeclaration } from '../../manifest/index.js';
import {
  awsGroup,
  OBJECT_WORDS,
  oktaGroup,
  refKey,
  type AwsGroupRef,
  type Group,
} from '../../model/index.js';
import type { Declaration } from '../declaration.js';
import type { Faults } from '../faults.js';
import type { IdentityStoreGroup, OktaGroup } from '../group.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { checkPattern, checkSaid, type Pattern } from './text.js';

/** Okta, group profile `name`. */
const OKTA_NAME = { pattern: /^\S(.*\S)?$/u, max: 255, words: 'text without white space at its ends' };
/** Identity Store, `GroupDisplayName`, held to what a console shows whole. */
const AWS_NAME = {
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]([\p{L}\p{M}\p{S}\p{N}\p{P} ]*[\p{L}\p{M}\p{S}\p{N}\p{P}])?$/u,
  max: 1024,
  words: 'letters, digits, signs and inner spaces',
};
/** What groups of each directory may be called. */
export const GROUP_NAMES: Readonly<Record<Group['kind'], Pattern>> = {
  'okta.group': OKTA_NAME,
  'aws.group': AWS_NAME,
};
/** Kept by the providers themselves: Okta's built-in group, and names that Identity Store refuses. */
const RESERVED = ['Everyone', 'Administrator', 'AWSAdministrators'];

/** A group together with the construct that made it necessary, for faults. */
export interface OwnedGroup {
  readonly group: GroupDeclaration;
  readonly by: Declaration;
}

/** The groups that are declared by themselves, those they are pushed to included. */
export function declaredGroups(tree: Tree): OwnedGroup[] {
  return [...tree.oktaGroups.flatMap(oktaGroups), ...tree.identityStoreGroups.map(identityStoreGroup)];
}

/** The group that carries entitlements, and the one that it is pushed to where it carries assignments from Okta. */
export function carrierGroups(
  name: string,
  carrier: Exclude<Carrier, 'direct'>,
  description: string,
  by: Declaration,
): OwnedGroup[] {
  const target = awsGroup(name);
  if (carrier === 'identity-store') return [{ group: { ref: target, description, restrictive: false }, by }];
  const source = oktaGroup(name);
  if (carrier === 'okta-group') return [{ group: { ref: source, description, restrictive: false }, by }];
  return [
    { group: { ref: source, description, restrictive: false, pushedTo: target }, by },
    { group: { ref: target, description, restrictive: false, pushedFrom: source }, by },
  ];
}

/** The groups by kind and name; two of one name are a fault. */
export function groupDeclarations(groups: readonly OwnedGroup[], faults: Faults): GroupDeclaration[] {
  const byKey = new Map<string, OwnedGroup>();
  for (const each of inOrder(groups)) {
    checkGroup(each, faults);
    const key = refKey(each.group.ref);
    const first = byKey.get(key);
    if (first) collide(each, first, faults);
    else byKey.set(key, each);
  }
  return [...byKey.values()].map(({ group }) => group);
}

function inOrder(groups: readonly OwnedGroup[]): OwnedGroup[] {
  return sorted(
    groups,
    by(
      ({ group }) => group.ref.kind,
      ({ group }) => group.ref.name,
      (each) => each.by.node.path,
    ),
  );
}

function oktaGroups(group: OktaGroup): OwnedGroup[] {
  const { description, restrictive = false, managedBy } = propsOf(group);
  const ref = oktaGroup(group.name);
  const base = { description, restrictive, ...managedBy };
  if (group.pushedTo === undefined) return [{ group: { ...base, ref }, by: group }];
  const target: AwsGroupRef = awsGroup(group.pushedTo);
  return [
    { group: { ...base, ref, pushedTo: target }, by: group },
    { group: { ...base, ref: target, pushedFrom: ref }, by: group },
  ];
}

function identityStoreGroup(group: IdentityStoreGroup): OwnedGroup {
  const { description, restrictive = false, managedBy } = propsOf(group);
  return { group: { ref: awsGroup(group.name), description, restrictive, ...managedBy }, by: group };
}

function checkGroup({ group, by: at }: OwnedGroup, faults: Faults): void {
  const { kind, name } = group.ref;
  checkPattern(at, 'group name', name, GROUP_NAMES[kind], faults);
  checkSaid(at, 'description', group.description, faults);
  if (group.external !== undefined) checkSaid(at, 'managedBy', group.external, faults);
  checkReserved(at, name, faults);
}

/** A group that the provider keeps has the members that the provider gives it. */
export function checkReserved(at: Declaration, name: string, faults: Faults): void {
  if (!RESERVED.includes(name)) return;
  faults.add(at, {
    what: `group name \`${name}\` is kept by the provider; any other name is allowed`,
    remedy: 'take a name of your own',
  });
}

function collide(second: OwnedGroup, first: OwnedGroup, faults: Faults): void {
  const word = OBJECT_WORDS[second.group.ref.kind];
  faults.add(second.by, {
    what: `${word} \`${second.group.ref.name}\` is made twice, first by \`${first.by.node.path}\``,
    remedy: 'give one of them another name; a carrier takes `carrierName`',
  });
}
