/** Of a `writ.manifest`, what a world is seeded from: what is declared, and which edges are wanted when. */
export interface DeclaredWorld {
  readonly asOf: string;
  readonly edges: readonly DeclaredEdge[];
  readonly catalogue: {
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
    readonly groups: readonly {
      readonly ref: { readonly kind: 'okta.group' | 'aws.group'; readonly name: string };
      readonly description: string;
      /** For an Okta group: the Identity Store group that SCIM makes equal to it. */
      readonly pushedTo?: { readonly name: string };
    }[];
    readonly permissionSets: readonly DeclaredSet[];
    /** Absent where none is declared. */
    readonly apps?: readonly { readonly ref: { readonly name: string } }[];
  };
}

/** One wanted edge. */
export interface DeclaredEdge {
  readonly edge: { readonly holder: DeclaredHolder; readonly target: DeclaredTarget };
  /** From `start` up to but not at `end`. */
  readonly window: { readonly start: string; readonly end: string };
  readonly carriage: { readonly by: string };
}

/** Who holds: a principal by id, a group by name, or an account that nobody links. */
export type DeclaredHolder =
  | { readonly kind: 'person' | 'workload'; readonly id: string }
  | { readonly kind: string; readonly name: string }
  | { readonly kind: 'unlinked' };

/** What is held. */
export type DeclaredTarget =
  | { readonly kind: 'aws.assignment'; readonly set: { readonly name: string }; readonly account: string }
  | { readonly kind: 'okta.group' | 'aws.group' | 'okta.app'; readonly name: string };

/** One permission set with what it can do. */
export interface DeclaredSet {
  readonly ref: { readonly name: string };
  readonly description: string;
  readonly content: {
    readonly managed: readonly string[];
    readonly customerManaged: readonly { readonly path: string; readonly name: string }[];
    readonly inline?: unknown;
    readonly boundary?: { readonly arn: string } | { readonly path: string; readonly name: string };
    readonly sessionMinutes: number;
  };
}

/** Of a `writ.identity`, the people and accounts there are. */
export interface DeclaredIdentity {
  readonly people: readonly DeclaredPerson[];
  readonly workloads: readonly { readonly id: string; readonly accounts: readonly DeclaredAccount[] }[];
  readonly shared: readonly DeclaredAccount[];
}

/** One person, as HR and the directory have them. */
export interface DeclaredPerson {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly department: string;
  readonly title: string;
  readonly accounts: readonly DeclaredAccount[];
}

/** An account of someone in a source, with the provider's own id. */
export interface DeclaredAccount {
  readonly source: string;
  readonly native: string;
  readonly login: string;
}
