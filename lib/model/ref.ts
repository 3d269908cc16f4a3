import { branded, type Id } from '../kernel/index.js';

/** Which configured source an object lives in: `aws` (one Identity Center instance) or `okta` (one org) by default. */
export type SourceId = Id<'source'>;
/** A 12-digit AWS account id. */
export type AccountId = Id<'account'>;

/** A declared object by name; the inventory maps native ids to it. */
export interface Ref<K extends string> {
  readonly kind: K;
  readonly name: string;
  readonly source: SourceId;
  /**
   * Set on a live object that its name does not stand for: another one of the same name, or one that no listing has.
   * Nothing declared has it, so such an object is never taken for a declared one.
   */
  readonly native?: string;
}

/** An Okta group by name. */
export type OktaGroup = Ref<'okta.group'>;
/** An Identity Store group by name. */
export type AwsGroup = Ref<'aws.group'>;
/** A carrier: a group that people are members of. */
export type Group = OktaGroup | AwsGroup;
/** A permission set by name. */
export type PermissionSetRef = Ref<'aws.permission-set'>;

/** The source that a plain configuration has for AWS. */
export const AWS_SOURCE: SourceId = branded<'source'>('aws');
/** The source that a plain configuration has for Okta. */
export const OKTA_SOURCE: SourceId = branded<'source'>('okta');

/** The Okta group of a name. */
export function oktaGroup(name: string, source: SourceId = OKTA_SOURCE): OktaGroup {
  return { kind: 'okta.group', name, source };
}

/** The Identity Store group of a name. */
export function awsGroup(name: string, source: SourceId = AWS_SOURCE): AwsGroup {
  return { kind: 'aws.group', name, source };
}

/** The permission set of a name. */
export function permissionSet(name: string, source: SourceId = AWS_SOURCE): PermissionSetRef {
  return { kind: 'aws.permission-set', name, source };
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
