import { digestOf, type Digest } from '../kernel/index.js';
import type { PermissionSetRef } from './ref.js';

/** Where in an access role a part sits. */
export type Slot = 'managed' | 'customer-managed' | 'inline' | 'boundary' | 'session';

/** One part of an access role's content; `digest` is over the part's canonical value. */
export interface ContentPart {
  readonly slot: Slot;
  /** Policy ARN, policy path and name, or the slot's own name. */
  readonly name: string;
  readonly digest: Digest;
}

/** What an access role can do, as parts in total order. */
export interface Content {
  readonly of: PermissionSetRef;
  readonly parts: readonly ContentPart[];
}

/** What a permission set holds, in the terms of both the declaration and the live read. */
export interface PermissionSetContent {
  /** AWS managed policy ARNs. */
  readonly managed: readonly string[];
  readonly customerManaged: readonly { readonly path: string; readonly name: string }[];
  /** The inline policy document as JSON, absent when there is none. */
  readonly inline?: unknown;
  readonly boundary?: { readonly arn: string } | { readonly path: string; readonly name: string };
  /** Minutes. */
  readonly sessionMinutes: number;
}

/** The digest of a content over its parts. */
export function contentDigest(content: Content): Digest {
  return digestOf(content.parts);
}
