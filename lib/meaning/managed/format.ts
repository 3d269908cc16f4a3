/** The shape of lib/meaning/data/managed-policies.json; another shape is another name. */
export const MANAGED_FORMAT = 'writ.managed-policies/1';

/** What AWS published of its managed policies, as far as they can be attached. */
export interface ManagedPoliciesFile {
  readonly format: string;
  /** The version of the data that it was made from. */
  readonly version: string;
  /** The day of the newest document in it. */
  readonly newest: string;
  /** By path. */
  readonly policies: readonly PolicyRow[];
}

/** A policy: what follows `policy/` in its ARN, its latest version with the day of it, and what that says in its normal form. */
export type PolicyRow = readonly [
  path: string,
  version: string,
  published: string,
  digest: HexDigest,
  held: HeldLetter,
  statements: readonly StatementRow[],
  former: readonly FormerRow[],
];

/** A digest without its `sha256:`. */
export type HexDigest = string;

/** What all versions that are known hold: Allow alone, Deny alone, both. */
export type HeldLetter = 'a' | 'd' | 'b';

/** An older version that meant something else; of those that meant the same, the newest. Newest first. */
export type FormerRow = readonly [version: string, digest: HexDigest];

/** A statement: `A`llow or `D`eny, actions by service, resources, clauses of the condition. */
export type StatementRow = readonly [
  effect: 'A' | 'D',
  actions: PatternsRow,
  resources: PatternsRow,
  conditions: readonly ClauseRow[],
];

/** Patterns, after `!` where everything but them is meant. Actions stand as `s3 getobject putobject`. */
export type PatternsRow = readonly string[];

/** A clause: its operator with what stands around it, its key, its values. */
export type ClauseRow = readonly [operator: string, key: string, ...values: string[]];
