import type { Edge, Holder } from '../edge.js';

/** Every kind of edge that Writ governs. Adding one here makes each table below incomplete at compile time. */
export type EdgeKind = 'okta.group-membership' | 'aws.group-membership' | 'aws.assignment';

/** How people call the ends of an edge; missing names fall back to ids. */
export interface Words {
  holder(holder: Holder): string;
  account(id: string): string;
}

/** What one kind of edge knows of itself. */
export interface KindSpec {
  readonly kind: EdgeKind;
  readonly system: 'aws' | 'okta';
  readonly title: string;
  /** Whether `edge` is of this kind. */
  is(edge: Edge): boolean;
  /** `Dana Fox is a member of Okta group prod-admins`. */
  sentence(edge: Edge, words: Words): string;
  /** Where Terraform carries it. */
  readonly carriage: {
    readonly resourceType: string;
    readonly slot: 'resource' | { readonly attribute: string };
  };
  /** How it is taken away; the adapter for `operation` is looked up in a table over this union. */
  readonly revocation: {
    readonly operation: 'okta.remove-member' | 'aws.delete-membership' | 'aws.delete-assignment';
    readonly asynchronous: boolean;
    /** A removal narrows access unless the target itself restricts. */
    readonly narrows: 'always' | 'unless-restrictive-group';
    /** What outlives the removal, in plain words. */
    readonly tail: string;
  };
}
