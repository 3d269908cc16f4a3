import { branded, type Id } from '../kernel/index.js';

/** Who provides a system that Writ reads. */
export type Provider = 'aws' | 'okta';

/** Which configured source an object lives in: `aws` (one Identity Center instance) or `okta` (one org) by default. */
export type SourceId = Id<'source'>;
/** A 12-digit AWS account id. */
export type AccountId = Id<'account'>;

/** A declared object by name; the inventory maps native ids to it. */
export interface Ref<K extends string> {
  /** What kind of object it is. */
  readonly kind: K;
  /** Its name in the directory. */
  readonly name: string;
  /** Where it is. */
  readonly source: SourceId;
  /**
   * Set on a live object that its name does not stand for: another one of the same name, or one that no listing has.
   * Nothing declared has it, so such an object is never taken for a declared one.
   */
  readonly native?: string;
}

/** An Okta group by name. */
export type OktaGroupRef = Ref<'okta.group'>;
/** An Identity Store group by name. */
export type AwsGroupRef = Ref<'aws.group'>;
/** A carrier: a group that people are members of. */
export type Group = OktaGroupRef | AwsGroupRef;
/** A permission set by name. */
export type PermissionSetRef = Ref<'aws.permission-set'>;

/** An Okta app by its label. */
export type OktaAppRef = Ref<'okta.app'>;

/** Every kind of named object that an edge leads to, each known by its native id once it was seen. */
export interface Objects {
  readonly 'okta.group': OktaGroupRef;
  readonly 'aws.group': AwsGroupRef;
  readonly 'aws.permission-set': PermissionSetRef;
  readonly 'okta.app': OktaAppRef;
}

/** The name of a kind of object. */
export type ObjectKind = keyof Objects;
/** A named object, whatever its kind. */
export type ObjectRef = Objects[ObjectKind];
/** A table with one entry for every kind of object. */
export type PerObject<T> = { readonly [K in ObjectKind]: T };

/** Who provides each kind of object. */
const OBJECT_PROVIDERS: { readonly [K in ObjectKind]: K extends `${infer P}.${string}` ? P : never } = {
  'okta.group': 'okta',
  'aws.group': 'aws',
  'aws.permission-set': 'aws',
  'okta.app': 'okta',
};

/** Who provides the system that an object is in. */
export function providerOfObject({ kind }: ObjectRef): Provider {
  return OBJECT_PROVIDERS[kind];
}

/** What people call each kind of object. */
export const OBJECT_WORDS: PerObject<string> = {
  'okta.group': 'Okta group',
  'aws.group': 'Identity Store group',
  'aws.permission-set': 'permission set',
  'okta.app': 'Okta app',
};

/** Asks a table about an object: the entry of its kind answers. */
export function ofObject<R>(
  table: { readonly [K in ObjectKind]: (object: Objects[K]) => R },
  object: ObjectRef,
): R {
  const answer = table[object.kind] as (object: ObjectRef) => R;
  return answer(object);
}

/** The kinds of named objects. */
export const OBJECT_KINDS = Object.keys(OBJECT_WORDS) as readonly ObjectKind[];

/** The kinds of groups. */
export const GROUP_KINDS: readonly Group['kind'][] = ['okta.group', 'aws.group'];

const IS_GROUP: { readonly [K in ObjectKind]: Objects[K] extends Group ? true : false } = {
  'okta.group': true,
  'aws.group': true,
  'aws.permission-set': false,
  'okta.app': false,
};

/** Whether an object is an Okta group: what pushes lead from. */
export function isOktaGroup(object: ObjectRef): object is OktaGroupRef {
  return object.kind === 'okta.group';
}

/** Whether an object is an Identity Store group: where pushes lead. */
export function isAwsGroup(object: ObjectRef): object is AwsGroupRef {
  return object.kind === 'aws.group';
}

/** Whether something is a group; of all that bears a `kind`. */
export function isGroup<T extends { readonly kind: string }>(what: T): what is Extract<T, Group> {
  return (IS_GROUP as Readonly<Record<string, boolean | undefined>>)[what.kind] === true;
}

/** The source that a plain configuration has for AWS. */
export const AWS_SOURCE: SourceId = branded<'source'>('aws');
/** The source that a plain configuration has for Okta. */
export const OKTA_SOURCE: SourceId = branded<'source'>('okta');

/** The Okta group of a name. */
export function oktaGroup(name: string, source: SourceId = OKTA_SOURCE): OktaGroupRef {
  return { kind: 'okta.group', name, source };
}

/** The Identity Store group of a name. */
export function awsGroup(name: string, source: SourceId = AWS_SOURCE): AwsGroupRef {
  return { kind: 'aws.group', name, source };
}

/** The permission set of a name. */
export function permissionSet(name: string, source: SourceId = AWS_SOURCE): PermissionSetRef {
  return { kind: 'aws.permission-set', name, source };
}

/** The Okta app of a label. */
export function oktaApp(name: string, source: SourceId = OKTA_SOURCE): OktaAppRef {
  return { kind: 'okta.app', name, source };
}

/** One text per ref, for map keys inside a run: the canonical JSON of the ref. */
export function refKey({ kind, name, native, source }: Ref<string>): string {
  const apart = native === undefined ? '' : `"native":${JSON.stringify(native)},`;
  return `{"kind":"${kind}","name":${JSON.stringify(name)},${apart}"source":${JSON.stringify(source)}}`;
}

/** The name as people read it; with the native id where the name alone would mean another object. */
export function refText({ name, native }: Ref<string>): string {
  return native === undefined || native === name ? name : `${name} (${native})`;
}
