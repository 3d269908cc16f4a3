/**
 * `writ.sandbox-seed/1`: what `sandbox load` accepts. Everything is addressed by name; native ids are given
 * where the seeder needs to know them (users), else made. Loading merges: what exists by name is updated,
 * nothing is deleted.
 */
export interface Seed {
  readonly schema: 'writ.sandbox-seed/1';
  readonly aws?: {
    readonly accounts?: readonly {
      readonly id: string;
      readonly name: string;
      readonly email?: string;
      readonly state?: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'PENDING_ACTIVATION';
    }[];
    /** Identity Center instances that are listed beside the organization's. */
    readonly instances?: readonly {
      readonly arn: string;
      readonly identityStoreId: string;
      readonly owner: string;
      readonly status?: 'ACTIVE' | 'CREATE_IN_PROGRESS' | 'CREATE_FAILED' | 'DELETE_IN_PROGRESS';
      readonly name?: string;
    }[];
    readonly users?: readonly {
      readonly id?: string;
      readonly userName: string;
      readonly displayName: string;
      readonly email?: string;
      readonly externalId?: string;
      readonly userStatus?: 'ENABLED' | 'DISABLED';
    }[];
    readonly groups?: readonly {
      readonly id?: string;
      readonly displayName: string;
      readonly description?: string;
    }[];
    readonly permissionSets?: readonly {
      readonly name: string;
      readonly description?: string;
      readonly sessionDuration?: string;
      readonly managedPolicies?: readonly string[];
      readonly customerManagedPolicies?: readonly { readonly name: string; readonly path?: string }[];
      readonly inlinePolicy?: string;
      readonly boundary?:
        { readonly managedPolicyArn: string } | { readonly name: string; readonly path: string };
      readonly tags?: Readonly<Record<string, string>>;
    }[];
    /** By group displayName and userName. */
    readonly memberships?: readonly { readonly group: string; readonly user: string }[];
    /** By permission set name, account id, and displayName / userName. Provisions the set in the account. */
    readonly assignments?: readonly {
      readonly permissionSet: string;
      readonly account: string;
      readonly type: 'USER' | 'GROUP';
      readonly principal: string;
    }[];
  };
  readonly okta?: {
    readonly users?: readonly {
      readonly id?: string;
      readonly login: string;
      readonly email?: string;
      readonly firstName: string;
      readonly lastName: string;
      readonly employeeNumber?: string;
      readonly department?: string;
      readonly title?: string;
      readonly status?: 'ACTIVE' | 'SUSPENDED' | 'DEPROVISIONED' | 'STAGED';
    }[];
    readonly groups?: readonly {
      readonly id?: string;
      readonly name: string;
      readonly description?: string;
      readonly type?: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
    }[];
    /** By group name, or id where several groups have the name, and login. */
    readonly memberships?: readonly { readonly group: string; readonly user: string }[];
    readonly rules?: readonly {
      readonly name: string;
      readonly expression: string;
      readonly groups: readonly string[];
      /** Logins of people, and names of groups, whom it leaves out. */
      readonly excludedUsers?: readonly string[];
      readonly excludedGroups?: readonly string[];
      /** Logins of the people whom it means, where the sandbox cannot play its expression. */
      readonly matches?: readonly string[];
    }[];
    /** By Okta group name; the target is made in the Identity Store when absent, and filled at once. */
    readonly pushMappings?: readonly { readonly group: string; readonly target: string }[];
    /** An app with an id is another than one of the same label without. Beside them there is always the app of the pushes. */
    readonly apps?: readonly {
      readonly id?: string;
      readonly label: string;
      /** The key of what it is an instance of. */
      readonly name?: string;
      readonly signOnMode?: 'SAML_2_0' | 'OPENID_CONNECT' | 'BOOKMARK';
      readonly status?: 'ACTIVE' | 'INACTIVE';
    }[];
    /** Individual assignments, by label or id of the app, and login. */
    readonly appUsers?: readonly {
      readonly app: string;
      readonly user: string;
      readonly profile?: Readonly<Record<string, unknown>>;
    }[];
    /** By label or id of the app, and name or id of the group; its members have the app at once. */
    readonly appGroups?: readonly {
      readonly app: string;
      readonly group: string;
      /** 0 goes before 1. */
      readonly priority?: number;
      readonly profile?: Readonly<Record<string, unknown>>;
    }[];
  };
}
