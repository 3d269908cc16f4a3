import { z } from 'zod';
import { CODES, type Code, type Digest, type Id, type Instant, type List } from '../kernel/index.js';
import {
  type Basis,
  type Edge,
  type Group,
  type Principal,
  type Standing,
  type Target,
  type Window,
  tryEdge,
  type Ends,
  type EdgeKind,
  type ObjectKind,
  type ObjectRef,
  type Objects,
  type TargetOf,
} from '../model/index.js';

/** A branded id of a form; the brand is what the form has been checked for. */
function id<B extends string>(form: RegExp, what: string): z.ZodType<Id<B>> {
  return z.string().regex(form, `is not ${what}`) as unknown as z.ZodType<Id<B>>;
}

/** At least one. */
export function list<T>(of: z.ZodType<T>): z.ZodType<List<T>> {
  return z.tuple([of], of);
}

/** One line or more of text, without an end-of-string surprise. */
export const text = z.string();

const INSTANT = 'an instant like `2026-11-20T09:00:00.000Z`';
export const instant: z.ZodType<Instant> = id<'instant'>(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  INSTANT,
).refine((text) => !Number.isNaN(Date.parse(text)), `is not ${INSTANT}`);
export const digestText: z.ZodType<Digest> = id<'digest'>(/^sha256:[0-9a-f]{64}$/, 'a digest');
export const edgeId = id<'edge-id'>(/^[0-9a-f]{16}$/, 'an edge id of 16 hex digits');
export const source = id<'source'>(/^[a-z][a-z0-9-]{0,31}$/, 'a source id');
export const account = id<'account'>(/^\d{12}$/, 'an account id of 12 digits');
export const worker = id<'worker'>(/^.{1,64}$/, 'a worker id');
export const workload = id<'workload'>(/^.{1,64}$/, 'a workload id');
export const code = z.enum(Object.keys(CODES) as [Code, ...Code[]]);

/** A named object of each kind. */
const OBJECTS: { readonly [K in ObjectKind]: z.ZodType<Objects[K]> } = {
  'okta.group': z.strictObject({ kind: z.literal('okta.group'), name: text, source }),
  'aws.group': z.strictObject({ kind: z.literal('aws.group'), name: text, source }),
  'aws.permission-set': z.strictObject({ kind: z.literal('aws.permission-set'), name: text, source }),
  'okta.app': z.strictObject({ kind: z.literal('okta.app'), name: text, source }),
};
export const oktaGroup = OBJECTS['okta.group'];
export const awsGroup = OBJECTS['aws.group'];
export const group: z.ZodType<Group> = z.union([oktaGroup, awsGroup]);
export const permissionSet = OBJECTS['aws.permission-set'];
export const oktaApp = OBJECTS['okta.app'];
export const object: z.ZodType<ObjectRef> = z.union(Object.values(OBJECTS));

export const principal: z.ZodType<Principal> = z.union([
  z.strictObject({ kind: z.literal('person'), id: worker }),
  z.strictObject({ kind: z.literal('workload'), id: workload }),
]);

/** What an edge of each kind gives. */
const TARGETS: { readonly [K in EdgeKind]: z.ZodType<TargetOf<K>> } = {
  'okta.group-membership': oktaGroup,
  'aws.group-membership': awsGroup,
  'aws.assignment': z.strictObject({ kind: z.literal('aws.assignment'), account, set: permissionSet }),
  'okta.app-assignment': oktaApp,
};
export const target: z.ZodType<Target> = z.union(Object.values(TARGETS));

/** Only principals and groups are ever wanted as holders, and only what their kind admits. */
export const edge: z.ZodType<Edge> = z
  .strictObject({ holder: z.union([principal, group]), target })
  .refine(
    (ends) => tryEdge(ends as Ends) !== undefined,
    'has a holder that cannot hold this',
  ) as unknown as z.ZodType<Edge>;

export const window: z.ZodType<Window> = z.strictObject({
  start: instant,
  end: z.union([z.literal('standing'), instant]),
});

export const basis: z.ZodType<Basis> = z.union([
  z.strictObject({ kind: z.literal('birthright'), jobFunction: text }),
  z.strictObject({ kind: z.enum(['ticket', 'exception', 'emergency']), ticket: text }),
  z.strictObject({ kind: z.literal('legacy'), certifyBy: instant }),
]);

export const standing: z.ZodType<Standing> = z.strictObject({ basis, window });
