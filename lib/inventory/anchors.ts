import { refKey, type ObjectRef, type PerObject } from '../model/index.js';

/** A declared object and the native id under which it was last seen live. */
export interface Anchor {
  readonly ref: ObjectRef;
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

/** Whether our Terraform makes the declared objects of a kind; an app is made and configured by others. */
export const MADE: PerObject<boolean> = {
  'okta.group': true,
  'aws.group': true,
  'aws.permission-set': true,
  'okta.app': false,
};

/** The anchors of these declared objects; `remembered` goes by the key of the ref. */
export function anchorsOf(
  declared: Iterable<{ readonly ref: ObjectRef; readonly external?: string; readonly named?: true }>,
  remembered: ReadonlyMap<string, Anchor>,
): Anchors {
  const made = [...declared].map(
    ({ ref, external, named = false }) =>
      [refKey(ref), { made: external === undefined && !named && MADE[ref.kind] }] as const,
  );
  return { declared: new Map(made), remembered };
}
