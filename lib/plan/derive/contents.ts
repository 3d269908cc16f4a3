import {
  permissionSet,
  refKey,
  type PermissionSetContent,
  type PermissionSetRef,
  type SourceId,
} from '../../model/index.js';
import { isRecord } from '../plan/unknown.js';
import type { Resolver } from './resolve.js';
import type { PlanSide } from './side.js';

type FillsContent = (content: Filling, side: PlanSide, resolve: Resolver) => void;

interface Filling {
  managed: string[];
  customerManaged: { path: string; name: string }[];
  inline?: unknown;
  boundary?: NonNullable<PermissionSetContent['boundary']>;
  sessionMinutes?: number;
}

/** A permission set with what it can do, as one side of a plan has it. */
export interface PlannedSetContent {
  readonly of: PermissionSetRef;
  /** Undefined where the plan has its parts and not the set. */
  readonly content: PermissionSetContent | undefined;
}

const SET = 'aws_ssoadmin_permission_set';

/** What each resource type says of the content of a permission set. */
const PARTS: Readonly<Record<string, FillsContent>> = {
  [SET]: (content, side, resolve) => {
    const session = resolve.text(side, 'session_duration');
    const minutes = session === undefined ? undefined : minutesOf(session);
    if (minutes !== undefined) content.sessionMinutes = minutes;
    else resolve.refuse(side, 'PLAN_CONTENT', '`session_duration` is no length of a session');
  },
  aws_ssoadmin_managed_policy_attachment: (content, side, resolve) => {
    const arn = resolve.text(side, 'managed_policy_arn');
    if (arn !== undefined) content.managed.push(arn);
  },
  aws_ssoadmin_customer_managed_policy_attachment: (content, side, resolve) => {
    const policy = customerManaged(knownOf(side, 'customer_managed_policy_reference'));
    if (policy) content.customerManaged.push(policy);
    else resolve.refuse(side, 'PLAN_CONTENT', 'its policy is not named as AWS has it');
  },
  aws_ssoadmin_permission_set_inline_policy: (content, side, resolve) => {
    const text = resolve.text(side, 'inline_policy');
    if (text === undefined) return;
    const document = documentOf(text);
    if (document === undefined) resolve.refuse(side, 'PLAN_CONTENT', '`inline_policy` is no JSON document');
    else content.inline = document.value;
  },
  aws_ssoadmin_permissions_boundary_attachment: (content, side, resolve) => {
    const boundary = boundaryOf(knownOf(side, 'permissions_boundary'));
    if (boundary) content.boundary = boundary;
    else resolve.refuse(side, 'PLAN_CONTENT', 'its boundary is not one policy');
  },
};

/** Whether resources of a type say what a permission set can do. */
export function isContent(type: string): boolean {
  return Object.hasOwn(PARTS, type);
}

/** The permission set that a resource speaks of. */
export function setOf(side: PlanSide, source: SourceId, resolve: Resolver): PermissionSetRef | undefined {
  if (side.type !== SET) return resolve.object(side, 'permission_set_arn', permissionSet);
  const name = resolve.text(side, 'name');
  return name === undefined ? undefined : permissionSet(name, source);
}

/** What every permission set can do by one side of a plan, what does not change included; by the key of its ref. */
export function contentsIn(
  sides: readonly PlanSide[],
  source: SourceId,
  resolve: Resolver,
): ReadonlyMap<string, PlannedSetContent> {
  const found = new Map<string, { readonly of: PermissionSetRef; readonly filling: Filling }>();
  for (const side of sides) {
    const part = Object.hasOwn(PARTS, side.type) ? PARTS[side.type] : undefined;
    const of = part && setOf(side, source, resolve);
    if (!of) continue;
    const key = refKey(of);
    const known = found.get(key) ?? { of, filling: { managed: [], customerManaged: [] } };
    found.set(key, known);
    part(known.filling, side, resolve);
  }
  return new Map([...found].map(([key, { of, filling }]) => [key, { of, content: contentOf(filling) }]));
}

function contentOf({ sessionMinutes, ...rest }: Filling): PermissionSetContent | undefined {
  return sessionMinutes === undefined ? undefined : { ...rest, sessionMinutes };
}

function knownOf({ attributes }: PlanSide, name: string): unknown {
  const attribute = attributes[name];
  return attribute?.known ? attribute.value : undefined;
}

function minutesOf(text: string): number | undefined {
  const [whole, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(text) ?? [];
  return whole === undefined || whole === 'PT' ? undefined : Number(hours) * 60 + Number(minutes);
}

/** A block that may stand once is a list of one in a plan. */
function only(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : undefined;
}

function customerManaged(value: unknown): { path: string; name: string } | undefined {
  const block = only(value);
  if (!isRecord(block)) return undefined;
  const { name, path } = block;
  if (typeof name !== 'string' || name === '') return undefined;
  return { path: typeof path === 'string' && path !== '' ? path : '/', name };
}

function boundaryOf(value: unknown): Filling['boundary'] {
  const block = only(value);
  if (!isRecord(block)) return undefined;
  const arn = block['managed_policy_arn'];
  const policy = customerManaged(block['customer_managed_policy_reference']);
  if (typeof arn !== 'string' || arn === '') return policy;
  return policy ? undefined : { arn };
}

function documentOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
