import { branded, by, isList, sorted, sortedTexts } from '../../kernel/index.js';
import type { ScopeDeclaration, SystemDeclaration } from '../../manifest/index.js';
import { awsGroup, oktaApp, oktaGroup, refKey, type Group, type SourceId } from '../../model/index.js';
import type { AppGrant, GroupGrant } from '../entitlements.js';
import { listed, type Faults } from '../faults.js';
import type { GovernedScope } from '../governed-scope.js';
import type { IIdentityStoreGroup, IOktaApp, IOktaGroup } from '../named.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { accountIds, teamNamed } from './accounts.js';
import type { Declared } from './names.js';
import { checkId, checkSaid } from './text.js';

/** The governed scopes, by name. */
export function scopeDeclarations(tree: Tree, declared: Declared, faults: Faults): ScopeDeclaration[] {
  const all = tree.scopes.map((scope): ScopeDeclaration => {
    const {
      mode = 'observe',
      owner,
      accounts = [],
      groups = [],
      carriersOf = [],
      apps = [],
    } = propsOf(scope);
    checkId(scope, faults);
    checkCovers(scope, [accounts, groups, carriersOf, apps], faults);
    checkSources(scope, carriersOf, faults);
    return {
      name: scope.id,
      mode,
      owner: teamNamed(owner, scope, declared),
      accounts: accountIds(accounts, scope, declared),
      groups: groupRefs(groups, scope, declared),
      ...appRefs(apps, scope, declared),
      carriersOf: sortedTexts<SourceId>(carriersOf.map((source) => branded<'source'>(source))),
    };
  });
  return sorted(
    all,
    by((scope) => scope.name),
  );
}

/** The systems that no live reader covers, by name. */
export function systemDeclarations(tree: Tree, declared: Declared, faults: Faults): SystemDeclaration[] {
  const all = tree.systems.map((system): SystemDeclaration => {
    checkId(system, faults);
    checkSaid(system, 'title', propsOf(system).title, faults);
    const owner = teamNamed(propsOf(system).owner, system, declared);
    return { name: system.id, title: propsOf(system).title, owner, reader: 'none' };
  });
  return sorted(
    all,
    by((system) => system.name),
  );
}

/** Absent where a scope covers no app, so that the bytes of one that never did stay. */
function appRefs(
  apps: readonly (IOktaApp | AppGrant)[],
  scope: GovernedScope,
  declared: Declared,
): Pick<ScopeDeclaration, 'apps'> {
  const refs = apps.flatMap(({ name }) => (declared.oktaApps.find(name, scope) ? [oktaApp(name)] : []));
  if (refs.length === 0) return {};
  return { apps: sorted(new Map(refs.map((ref) => [refKey(ref), ref])).values(), by(refKey)) };
}

type GroupLike = IOktaGroup | IIdentityStoreGroup | GroupGrant;

function groupRefs(groups: readonly GroupLike[], scope: GovernedScope, declared: Declared): Group[] {
  const refs = groups.flatMap((group): Group[] => {
    const kind = 'is' in group ? group.is : group.of;
    return kind === 'okta-group'
      ? declared.oktaGroups.find(group.name, scope)
        ? [oktaGroup(group.name)]
        : []
      : declared.identityStoreGroups.find(group.name, scope)
        ? [awsGroup(group.name)]
        : [];
  });
  return sorted(new Map(refs.map((ref) => [refKey(ref), ref])).values(), by(refKey));
}

function checkCovers(scope: GovernedScope, lists: readonly (readonly unknown[])[], faults: Faults): void {
  if (lists.some((list) => isList(list))) return;
  faults.add(scope, {
    what: `scope \`${scope.id}\` covers nothing; allowed are \`accounts\`, \`groups\`, \`apps\` and \`carriersOf\``,
    remedy: 'say what it governs, or remove it',
  });
}

const SOURCES = ['aws', 'okta'];

/** A source that is not known has no carrier, so the scope would cover nothing of it. */
function checkSources(scope: GovernedScope, carriersOf: readonly string[], faults: Faults): void {
  for (const source of carriersOf.filter((each) => !SOURCES.includes(each))) {
    faults.add(scope, {
      what: `\`carriersOf\` has \`${source}\`; allowed are ${listed(SOURCES)}`,
      remedy: 'name a source that Writ reads',
    });
  }
}
