import { type Cause, type LiveEdge, type SourceId, edgeOf, isAwsGroup } from '../model/index.js';
import type { KnownUser, SourceNames } from './names.js';
import type { PushIndex } from './pushes.js';
import type { ObservedGroup, ObservedMembership, SourceSweep } from './source.js';
import type { UnreadPushes } from './unread-pushes.js';

const DIRECT: Cause = { by: 'direct' };
const SERVICE: Cause = { by: 'service' };

/** The live edges of one source. Sources that push come first: their edges are the upstreams of the others'. */
export function edgesOf(
  sweep: SourceSweep,
  names: SourceNames,
  pushes: PushIndex,
  unread: UnreadPushes,
): LiveEdge[] {
  const edges: LiveEdge[] = [];
  const causes = new CauseTable(names.source, pushes, unread);
  for (const membership of sweep.seen.memberships) edges.push(membershipEdge(membership, names, causes));
  for (const { set, account, holder } of sweep.seen.assignments) {
    const by = holder.type === 'user' ? names.user(holder.native).holder : names.holdingGroup(holder.native);
    edges.push({
      edge: edgeOf({ holder: by, target: names.assignment(set, account) }),
      native: { holder: holder.native, target: set },
      cause: DIRECT,
    });
  }
  return edges;
}

function membershipEdge(seen: ObservedMembership, names: SourceNames, causes: CauseTable): LiveEdge {
  const user = names.user(seen.user);
  const group = names.tryFindGroup(seen.group);
  const edge = edgeOf({ holder: user.holder, target: names.group(seen.group) });
  const native =
    seen.id === undefined
      ? { holder: seen.user, target: seen.group }
      : { id: seen.id, holder: seen.user, target: seen.group };
  causes.remember(edge, user);
  return { edge, native, cause: causes.of(seen, group, user) };
}

/** Why a membership is there; equal causes are one object. */
class CauseTable {
  private readonly known = new Map<string, Cause>();

  constructor(
    private readonly source: SourceId,
    private readonly pushes: PushIndex,
    private readonly unread: UnreadPushes,
  ) {}

  remember(edge: LiveEdge['edge'], user: KnownUser): void {
    this.pushes.remember(edge, user);
    this.unread.remember(this.source, user);
  }

  of(seen: ObservedMembership, group: ObservedGroup | undefined, user: KnownUser): Cause {
    if (seen.rule !== undefined) return this.shared({ by: 'rule', rule: seen.rule });
    if (group?.origin === 'service') return SERVICE;
    if (seen.mayBeByRule)
      return this.shared({ by: 'not-told', doubt: { of: 'rule', rules: seen.mayBeByRule } });
    if (!group || !isAwsGroup(group.ref)) return DIRECT;
    const upstream = this.pushes.upstreamOf(group.ref, user);
    if (upstream) return { by: 'push', upstream };
    const doubt = this.unread.doubtOf(this.source, user);
    return doubt ? this.shared({ by: 'not-told', doubt }) : DIRECT;
  }

  private shared(cause: Exclude<Cause, { by: 'push' }>): Cause {
    const key = JSON.stringify(cause);
    const known = this.known.get(key) ?? cause;
    this.known.set(key, known);
    return known;
  }
}
