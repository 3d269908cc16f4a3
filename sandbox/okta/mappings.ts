import type { Runtime } from '../core/runtime.js';
import type { PushMapping } from '../core/state.js';
import type { Doer } from './call.js';
import { invalid } from './errors.js';
import { groupTarget, logEvent } from './log.js';
import { schedulePush } from './scim.js';
import { deleteTargetGroup, targetGroup } from './scim-target.js';
import { findGroup, mappingsOf, okta } from './tables.js';

/** What a push mapping ties together. */
export interface MappingInput {
  readonly sourceGroupId: string;
  /** @default - the name of the source group */
  readonly targetGroupName?: string;
  readonly status: 'ACTIVE' | 'INACTIVE';
}

/** Makes a mapping; the target group is made at once when it is absent, its members follow with the push. */
export function createMapping(runtime: Runtime, doer: Doer, input: MappingInput): PushMapping {
  const source = findGroup(runtime, input.sourceGroupId);
  if (mappingsOf(runtime, source.id).length > 0)
    throw invalid('sourceGroupId', 'sourceGroupId: this group is pushed through a mapping already');
  const now = runtime.now();
  const mapping: PushMapping = {
    id: runtime.nextId('okta-push'),
    appId: okta(runtime).awsAppId,
    sourceGroupId: source.id,
    targetGroupName: input.targetGroupName ?? source.name,
    status: input.status,
    created: now,
    lastUpdated: now,
  };
  okta(runtime).pushMappings.set(mapping.id, mapping);
  logEvent(runtime, doer, 'application.provision.group_push.mapping.created', [groupTarget(source)]);
  if (mapping.status === 'ACTIVE') schedulePush(runtime, mapping.id);
  return mapping;
}

/** Switches a mapping on, which pushes the whole group, or off. */
export function setMappingStatus(
  runtime: Runtime,
  doer: Doer,
  mapping: PushMapping,
  status: 'ACTIVE' | 'INACTIVE',
): void {
  if (mapping.status === status) return;
  mapping.status = status;
  mapping.lastUpdated = runtime.now();
  const event =
    status === 'ACTIVE'
      ? 'application.provision.group_push.activate_mapping'
      : 'application.provision.group_push.deactivate_mapping';
  logEvent(runtime, doer, event, [groupTarget(findGroup(runtime, mapping.sourceGroupId))]);
  if (status === 'ACTIVE') schedulePush(runtime, mapping.id);
}

/** Deletes an inactive mapping; with `deleteTarget` the Identity Store group goes too. */
export function deleteMapping(
  runtime: Runtime,
  doer: Doer,
  mapping: PushMapping,
  deleteTarget: boolean,
): void {
  if (mapping.status === 'ACTIVE')
    throw invalid('status', 'status: deactivate the mapping before deleting it');
  okta(runtime).pushMappings.delete(mapping.id);
  const source = okta(runtime).groups.get(mapping.sourceGroupId);
  logEvent(
    runtime,
    doer,
    'application.provision.group_push.mapping.deleted',
    source === undefined ? [] : [groupTarget(source)],
  );
  const target = targetGroup(runtime, mapping);
  if (deleteTarget && target !== undefined) deleteTargetGroup(runtime, target);
}
