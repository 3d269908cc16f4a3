import type { Runtime } from '../../sandbox/index.js';

type PermissionSet = Runtime['world']['aws']['permissionSets'] extends Map<string, infer S> ? S : never;

/** An account that was given policies of a permission set which it had not had before. */
export interface Widened {
  readonly account: string;
  readonly set: string;
  readonly gained: readonly string[];
}

interface Given {
  readonly version: number;
  readonly policies: ReadonlySet<string>;
}

/**
 * Follows what every account was really given of every permission set. The sandbox, like AWS, has only the set's
 * present content and whether an account is behind it; the content at the moment of provisioning is kept here.
 */
export class ContentWatch {
  private readonly given = new Map<string, Given>();

  constructor(private readonly runtime: Runtime) {
    this.look();
  }

  /** Takes in what was provisioned since the last look, and gives what became wider by it. */
  look(): Widened[] {
    return [...this.runtime.world.aws.permissionSets.values()].flatMap((set) => this.lookAt(set));
  }

  private lookAt(set: PermissionSet): Widened[] {
    const widened: Widened[] = [];
    const policies = policiesOf(set);
    for (const [account, version] of set.provisioned) {
      const key = JSON.stringify([set.arn, account]);
      const before = this.given.get(key);
      if (before?.version === version) continue;
      const gained = [...policies].filter((policy) => !(before?.policies.has(policy) ?? false));
      if (gained.length > 0) widened.push({ account, set: set.name, gained });
      this.given.set(key, { version, policies });
    }
    return widened;
  }
}

/** Every policy of a set, one text each. */
export function policiesOf(set: PermissionSet): Set<string> {
  return new Set([
    ...set.managedPolicies.map(({ arn }) => arn),
    ...set.customerManagedPolicies.map(({ path, name }) => `customer ${path}${name}`),
    ...(set.inlinePolicy === '' ? [] : [`inline ${set.inlinePolicy}`]),
  ]);
}
