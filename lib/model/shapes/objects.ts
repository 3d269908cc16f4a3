import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { GROUP_KINDS, type Group, type ObjectKind, type ObjectRef, type Objects, type Ref } from '../ref.js';
import type { Unlinked } from '../principal.js';
import { sourceId, text } from './forms.js';

/** As declarations have it: known by name alone, and held by somebody known. */
export type DeclaredShape<T> = T extends Leaf
  ? T
  : unknown extends T
    ? T
    : T extends Unlinked
      ? never
      : T extends Ref<string>
        ? Omit<T, 'native'>
        : { [K in keyof T]: DeclaredShape<T[K]> };

type Leaf = string | number | boolean | null | undefined;

function declaredRef<K extends string>(kind: K) {
  return z.strictObject({ kind: z.literal(kind), name: text, source: sourceId });
}

function liveRef<K extends string>(kind: K) {
  return declaredRef(kind).extend({ native: text.exactOptional() });
}

/** A named object of each kind, as declarations have it. */
export const DECLARED: { readonly [K in ObjectKind]: z.ZodType<DeclaredShape<Objects[K]>> } = {
  'okta.group': shapeOf<DeclaredShape<Objects['okta.group']>>()(declaredRef('okta.group')),
  'aws.group': shapeOf<DeclaredShape<Objects['aws.group']>>()(declaredRef('aws.group')),
  'aws.permission-set': shapeOf<DeclaredShape<Objects['aws.permission-set']>>()(
    declaredRef('aws.permission-set'),
  ),
  'okta.app': shapeOf<DeclaredShape<Objects['okta.app']>>()(declaredRef('okta.app')),
};

/** A named object of each kind, as it is live. */
export const LIVE: { readonly [K in ObjectKind]: z.ZodType<Objects[K]> } = {
  'okta.group': shapeOf<Objects['okta.group']>()(liveRef('okta.group')),
  'aws.group': shapeOf<Objects['aws.group']>()(liveRef('aws.group')),
  'aws.permission-set': shapeOf<Objects['aws.permission-set']>()(liveRef('aws.permission-set')),
  'okta.app': shapeOf<Objects['okta.app']>()(liveRef('okta.app')),
};

export const permissionSet = LIVE['aws.permission-set'];
export const object = shapeOf<ObjectRef>()(z.union(Object.values(LIVE)));
/** A named object, whatever its kind, as declarations have it. */
export const declaredObject = shapeOf<DeclaredShape<ObjectRef>>()(z.union(Object.values(DECLARED)));
export const group = shapeOf<Group>()(z.union(GROUP_KINDS.map((kind) => LIVE[kind])));
export const declaredGroup = shapeOf<DeclaredShape<Group>>()(
  z.union(GROUP_KINDS.map((kind) => DECLARED[kind])),
);
