import { refKey, type Group, type PermissionSetRef } from '../model/index.js';

/** A declared object and the native id under which it was last seen live. */
export interface Anchor {
  readonly ref: Group | PermissionSetRef;
  readonly native: string;
}

/** What is known of names before a sweep is read. */
export interface Anchors {
  /** By the key of each declared ref: whether our Terraform makes it. What a directory keeps is then never meant. */
  readonly declared: ReadonlyMap<string, { readonly made: boolean }>;
  /** By the key of the ref. */
  readonly remembered: ReadonlyMap<string, Anchor>;
}

/** Nothing is declared and nothing remembered. */
export const NO_ANCHORS: Anchors = { declared: new Map(), remembered: new Map() };

/** The anchors of these declared objects; `remembered` goes by the key of the ref. */
export function anchorsOf(
  declared: Iterable<{ readonly ref: Group | PermissionSetRef; readonly external?: string }>,
  remembered: ReadonlyMap<string, Anchor>,
): Anchors {
  const made = [...declared].map(
    ({ ref, external }) => [refKey(ref), { made: external === undefined }] as const,
  );
  return { declared: new Map(made), remembered };
}
