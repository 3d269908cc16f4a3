import { canonicalJson, sortedTexts } from '../../kernel/index.js';
import { awsGroup, oktaGroup, type ObjectRef, type SourceId } from '../../model/index.js';
import type { PlannedChange } from '../plan/reading.js';
import { setOf } from './contents.js';
import type { Resolver } from './resolve.js';
import type { PlanSide } from './side.js';

/** The groups that resources make. */
const GROUPS: Readonly<
  Record<string, (side: PlanSide, source: SourceId, resolve: Resolver) => ObjectRef | undefined>
> = {
  aws_identitystore_group: (side, source, resolve) => {
    const name = resolve.text(side, 'display_name');
    return name === undefined ? undefined : awsGroup(name, source);
  },
  okta_group: (side, source, resolve) => {
    const name = resolve.text(side, 'name');
    return name === undefined ? undefined : oktaGroup(name, source);
  },
};

/** The group that a resource makes; undefined of other resources. */
export function groupIn(side: PlanSide, source: SourceId, resolve: Resolver): ObjectRef | undefined {
  return Object.hasOwn(GROUPS, side.type) ? GROUPS[side.type]?.(side, source, resolve) : undefined;
}

/** The permission set that a change makes, so that others in the plan may wait for its ARN; undefined of what is there already. */
export function madeBy(
  change: PlannedChange,
  after: PlanSide | undefined,
  source: SourceId,
  resolve: Resolver,
): ObjectRef | undefined {
  const isMade = change.action === 'create' || change.action === 'replace';
  return isMade && after && change.type === 'aws_ssoadmin_permission_set'
    ? setOf(after, source, resolve)
    : undefined;
}

/** Attributes whose change is told by what edges and contents it makes. */
const TOLD = new Set([
  'group_id',
  'member_id',
  'users',
  'principal_id',
  'principal_type',
  'permission_set_arn',
  'target_id',
  'app_id',
  'user_id',
  'session_duration',
  'managed_policy_arn',
  'managed_policy_name',
  'customer_managed_policy_reference',
  'inline_policy',
  'permissions_boundary',
  'name',
  'display_name',
]);

/** What else a resource says otherwise after a change, by attribute; what shows only when it is applied is left out. */
export function alteredIn({ action, before, after }: PlannedChange): readonly string[] {
  if (action !== 'update' || !before || !after) return [];
  const names = sortedTexts([...Object.keys(before), ...Object.keys(after)]);
  return names.filter(
    (name) => !TOLD.has(name) && Object.hasOwn(after, name) && said(before[name]) !== said(after[name]),
  );
}

/** Providers write nothing as null, as an empty text, list or map, and change between them. */
function said(value: unknown): string {
  const text = canonicalJson(value ?? null);
  return ['""', '[]', '{}'].includes(text) ? 'null' : text;
}
