import type { Cause, LiveEdge } from '../model/index.js';
import type { KnownUser, SourceNames } from './names.js';
import type { PushIndex } from './pushes.js';
import type { ObservedGroup, ObservedMembership, SourceSweep } from './source.js';

const DIRECT: Cause = { by: 'direct' };
const SERVICE: Cause = { by: 'service' };

/** The live edges of one source. Sources that push come first: their edges are the upstreams of the others'. */
export function edgesOf(sweep: SourceSweep, names: SourceNames, pushes: PushIndex): LiveEdge[] {
  const edges: LiveEdge[] = [];
  const causes = new CauseTable(pushes);
  for (const membership of sweep.seen.memberships) edges.push(membershipEdge(membership, names, causes));
  for (const { set, account, holder } of sweep.seen.assignments) {
    const by = holder.type === 'user' ? names.user(holder.native).holder : names.groupHolder(holder.native);
    edges.push({
      edge: { holder: by, target: names.assignment(set, account) },
      native: { holder: holder.native, target: set },
      cause: DIRECT,
    });
  }
  return edges;
}

function membershipEdge(seen: ObservedMembership, names: SourceNames, causes: CauseTable): LiveEdge {
  const user = names.user(seen.user);
  const group = names.tryFindGroup(seen.group);
  const edge = { holder: user.holder, target: names.groupTarget(seen.group) };
  const native =
    seen.id === undefined
      ? { holder: seen.user, target: seen.group }
      : { id: seen.id, holder: seen.user, target: seen.group };
  causes.remember(edge, user);
  return { edge, native, cause: causes.of(seen, group, user) };
}

/** Why a membership is there; equal causes are one object. */
class CauseTable {
  private readonly rules = new Map<string, Cause>();

  constructor(private readonly pushes: PushIndex) {}

  remember(edge: LiveEdge['edge'], user: KnownUser): void {
    this.pushes.remember(edge, user);
  }

  of(seen: ObservedMembership, group: ObservedGroup | undefined, user: KnownUser): Cause {
    if (seen.rule !== undefined) return this.byRule(seen.rule);
    if (group?.origin === 'service') return SERVICE;
    if (group?.ref.kind !== 'aws.group') return DIRECT;
    const upstream = this.pushes.upstreamOf(group.ref, user);
    return upstream ? { by: 'push', upstream } : DIRECT;
  }

  private byRule(rule: string): Cause {
    const known = this.rules.get(rule) ?? { by: 'rule', rule };
    this.rules.set(rule, known);
    return known;
  }
}
