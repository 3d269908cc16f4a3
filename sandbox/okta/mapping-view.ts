import type { Runtime } from '../core/runtime.js';
import type { PushMapping } from '../core/state.js';
import { targetGroup } from './scim-target.js';
import { instant } from './views.js';

/** A group push mapping; `targetGroupId` is the id that the target gave to the group. */
export function mappingView(runtime: Runtime, mapping: PushMapping, origin: string): unknown {
  const target = targetGroup(runtime, mapping);
  return {
    id: mapping.id,
    sourceGroupId: mapping.sourceGroupId,
    targetGroupId: target?.id ?? null,
    status: mapping.status,
    errorSummary: mapping.status === 'ERROR' ? 'Linked group is missing in AWS IAM Identity Center.' : '',
    created: instant(mapping.created ?? 0),
    lastUpdated: instant(mapping.lastUpdated ?? mapping.created ?? 0),
    lastPush: mapping.lastPush === undefined ? null : instant(mapping.lastPush),
    _links: {
      app: { href: `${origin}/api/v1/apps/${mapping.appId}` },
      sourceGroup: { href: `${origin}/api/v1/groups/${mapping.sourceGroupId}` },
      ...(target === undefined ? {} : { targetGroup: { href: `${origin}/api/v1/groups/${target.id}` } }),
    },
  };
}
