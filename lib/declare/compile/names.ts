import { sortedTexts } from '../../kernel/index.js';
import { refKey } from '../../model/index.js';
import type { Account } from '../account.js';
import type { Asset } from '../asset.js';
import type { Declaration } from '../declaration.js';
import type { EntitlementPackage, PackageRef } from '../entitlement-package.js';
import { listed, type Faults } from '../faults.js';
import type { IdentityStoreGroup, OktaGroup } from '../group.js';
import type { Named } from '../named.js';
import type { OktaApp } from '../okta-app.js';
import type { PermissionSet } from '../permission-set.js';
import { propsOf } from '../props.js';
import type { OtherSystem } from '../system.js';
import type { Team } from '../team.js';
import type { Tree } from '../tree.js';

/** Declared things of one kind by name; a name that is not there is a fault of whoever used it. */
export class Names<T extends Declaration> {
  readonly #byName: ReadonlyMap<string, T>;

  constructor(
    readonly word: string,
    declared: readonly T[],
    nameOf: (declared: T) => string,
    private readonly faults: Faults,
  ) {
    const byName = new Map<string, T>();
    for (const each of declared) {
      const name = nameOf(each);
      const first = byName.get(name);
      if (first) this.#duplicate(name, first, each);
      else byName.set(name, each);
    }
    this.#byName = byName;
  }

  /** The declaration called `name`, or undefined with a fault of `user`. */
  find(name: string, user: Declaration): T | undefined {
    const found = this.#byName.get(name);
    if (!found) {
      const candidates = sortedTexts(this.#byName.keys());
      this.faults.add(user, {
        what: `${this.word} \`${name}\` is not declared; declared are ${listed(candidates)}`,
        remedy: `declare the ${this.word}, or name one that is`,
        candidates,
      });
    }
    return found;
  }

  /** The declaration called `name`, or undefined. */
  tryFind(name: string): T | undefined {
    return this.#byName.get(name);
  }

  // Both are named in the order of their paths, so that the order of declaration does not show.
  #duplicate(name: string, one: T, other: T): void {
    const [first, second] = one.node.path <= other.node.path ? [one, other] : [other, one];
    this.faults.add(second, {
      what: `${this.word} \`${name}\` is declared twice, first at \`${first.node.path}\``,
      remedy: `give each ${this.word} a name of its own`,
    });
  }
}

/** Everything that can be referred to. */
export interface Declared {
  readonly accounts: Names<Account>;
  readonly assets: Names<Asset>;
  readonly teams: Names<Team>;
  readonly permissionSets: Names<PermissionSet | Named>;
  readonly oktaGroups: Names<OktaGroup | Named>;
  readonly identityStoreGroups: Names<IdentityStoreGroup | Named>;
  readonly oktaApps: Names<OktaApp | Named>;
  readonly systems: Names<OtherSystem>;
  readonly packages: Names<EntitlementPackage>;
}

/** The names of a tree; two declarations of one name are a fault. */
export function declaredIn(tree: Tree, faults: Faults): Declared {
  const idOf = (declared: Declaration): string => declared.id;
  const nameOf = (declared: { readonly name: string }): string => declared.name;
  new Names('account id', tree.accounts, (account) => propsOf(account).id, faults);
  new Names('job function', tree.jobFunctions, idOf, faults);
  new Names('workload', tree.workloads, idOf, faults);
  new Names('scope', tree.scopes, idOf, faults);
  const named = (is: Named['is']): readonly Named[] => distinctNamed(tree).filter((each) => each.is === is);
  return {
    accounts: new Names('account', tree.accounts, nameOf, faults),
    assets: new Names('asset', tree.assets, idOf, faults),
    teams: new Names('team', tree.teams, idOf, faults),
    permissionSets: new Names(
      'permission set',
      [...tree.permissionSets, ...named('permission-set')],
      nameOf,
      faults,
    ),
    oktaGroups: new Names('Okta group', [...tree.oktaGroups, ...named('okta-group')], nameOf, faults),
    identityStoreGroups: new Names(
      'Identity Store group',
      [...tree.identityStoreGroups, ...named('identity-store-group')],
      nameOf,
      faults,
    ),
    oktaApps: new Names('Okta app', [...tree.oktaApps, ...named('okta-app')], nameOf, faults),
    systems: new Names('system', tree.systems, idOf, faults),
    packages: new Names('package', tree.packages, idOf, faults),
  };
}

/** What others own, each once: several files may name one object. */
export function distinctNamed({ named }: Tree): readonly Named[] {
  return [...new Map(named.map((each) => [refKey(each.ref), each])).values()];
}

/** The id of a package reference. */
export function packageId(ref: PackageRef): string {
  return typeof ref === 'string' ? ref : ref.id;
}
