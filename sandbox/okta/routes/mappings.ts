import type { PushMapping } from '../../core/state.js';
import {
  asString,
  json,
  nothing,
  objectBody,
  param,
  type OktaAnswer,
  type OktaCall,
  type Route,
} from '../call.js';
import { invalid, notFound, OktaError } from '../errors.js';
import { createMapping, deleteMapping, setMappingStatus } from '../mappings.js';
import { mappingView } from '../mapping-view.js';
import { tablePage } from '../page.js';
import { findApp, okta } from '../tables.js';

const LIST = '/api/v1/apps/{appId}/group-push/mappings';
const ONE = `${LIST}/{mappingId}`;

/** Group push mappings of the app. */
export const MAPPING_ROUTES: readonly Route[] = [
  { method: 'GET', path: LIST, run: list },
  { method: 'POST', path: LIST, run: create },
  { method: 'GET', path: ONE, run: (call) => json(shown(call, subject(call))) },
  { method: 'PATCH', path: ONE, run: patch },
  { method: 'DELETE', path: ONE, run: remove },
];

function list(call: OktaCall): OktaAnswer {
  const { id } = findApp(call.runtime, param(call, 'appId'));
  const status = call.query.get('status');
  const source = call.query.get('sourceGroupId');
  const updated = call.query.get('lastUpdated');
  const keep = (mapping: PushMapping) =>
    mapping.appId === id &&
    (status === null || mapping.status === status) &&
    (source === null || mapping.sourceGroupId === source) &&
    (updated === null || (mapping.lastUpdated ?? 0) >= Date.parse(updated));
  const sizes = { standard: 100, largest: 1000 };
  return tablePage(call, okta(call.runtime).pushMappings, sizes, (each) => shown(call, each), keep);
}

function shown(call: OktaCall, mapping: PushMapping): unknown {
  return mappingView(call.runtime, mapping, call.origin);
}

function create(call: OktaCall): OktaAnswer {
  const app = findApp(call.runtime, param(call, 'appId'));
  if (!app.features.includes('GROUP_PUSH')) throw new OktaError('E0000060');
  const body = objectBody(call);
  const sourceGroupId = asString(body['sourceGroupId']);
  if (sourceGroupId === undefined) throw invalid('sourceGroupId', 'sourceGroupId: is required');
  const targetGroupName = asString(body['targetGroupName']) ?? nameOf(call, asString(body['targetGroupId']));
  const mapping = createMapping(call.runtime, call.doer, {
    sourceGroupId,
    status: statusOf(body['status'] ?? 'ACTIVE'),
    ...(targetGroupName === undefined ? {} : { targetGroupName }),
  });
  return json(shown(call, mapping));
}

function patch(call: OktaCall): OktaAnswer {
  const mapping = subject(call);
  setMappingStatus(call.runtime, call.doer, mapping, statusOf(objectBody(call)['status']));
  return json(shown(call, mapping));
}

function remove(call: OktaCall): OktaAnswer {
  const deleteTarget = call.query.get('deleteTargetGroup') === 'true';
  deleteMapping(call.runtime, call.doer, subject(call), deleteTarget);
  return nothing();
}

function statusOf(value: unknown): 'ACTIVE' | 'INACTIVE' {
  if (value === 'ACTIVE' || value === 'INACTIVE') return value;
  throw invalid('status', 'status: allowed are `ACTIVE` and `INACTIVE`');
}

function nameOf(call: OktaCall, targetGroupId: string | undefined): string | undefined {
  if (targetGroupId === undefined) return undefined;
  const group = call.runtime.world.aws.groups.get(targetGroupId);
  if (group === undefined) throw notFound(targetGroupId, 'AppGroup');
  return group.displayName;
}

function subject(call: OktaCall): PushMapping {
  const app = findApp(call.runtime, param(call, 'appId'));
  const id = param(call, 'mappingId');
  const mapping = okta(call.runtime).pushMappings.get(id);
  if (mapping?.appId !== app.id) throw notFound(id, 'GroupPushMapping');
  return mapping;
}
