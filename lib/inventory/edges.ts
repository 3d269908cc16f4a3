import {
  EDGE_KINDS,
  edgeOf,
  isAwsGroup,
  type Cause,
  type EdgeKind,
  type Group,
  type LiveEdge,
  type SourceId,
  type Target,
} from '../model/index.js';
import type { KnownUser, SourceNames } from './names.js';
import type { PushIndex } from './pushes.js';
import type {
  ObservedAssignment,
  ObservedEdges,
  ObservedGroup,
  ObservedMembership,
  SourceSweep,
} from './source.js';
import type { UnreadPushes } from './unread-pushes.js';

const DIRECT: Cause = { by: 'direct' };
const SERVICE: Cause = { by: 'service' };

/** The live edges of one source. Sources that push come first: their edges are the upstreams of the others'. */
export function liveEdgesOf(
  sweep: SourceSweep,
  names: SourceNames,
  pushes: PushIndex,
  unread: UnreadPushes,
): LiveEdge[] {
  const reading: EdgeReading = { names, causes: new CauseTable(names.source, pushes, unread) };
  const edges: LiveEdge[] = [];
  for (const kind of EDGE_KINDS) readKind(kind, sweep, reading, edges);
  return edges;
}

/** What an observation is read with. */
interface EdgeReading {
  readonly names: SourceNames;
  readonly causes: CauseTable;
}

/** How an observation of each kind becomes an edge. A kind without an entry does not compile. */
const READ: { readonly [K in EdgeKind]: (seen: ObservedEdges[K], reading: EdgeReading) => LiveEdge } = {
  'okta.group-membership': (seen, reading) => membershipEdge('okta.group', seen, reading),
  'aws.group-membership': (seen, reading) => membershipEdge('aws.group', seen, reading),
  'aws.assignment': ({ set, account, holder }, { names }) =>
    directEdge(holder, 'aws.group', names, names.assignment(set, account), set),
  'okta.app-assignment': ({ app, holder }, { names }) =>
    directEdge(holder, 'okta.group', names, names.object('okta.app', app), app),
};

function readKind(kind: EdgeKind, { seen }: SourceSweep, reading: EdgeReading, into: LiveEdge[]): void {
  const read = READ[kind] as (seen: ObservedEdges[EdgeKind], reading: EdgeReading) => LiveEdge;
  for (const one of seen.edges[kind] ?? []) into.push(read(one, reading));
}

/** An entitlement that a user or a group holds by itself. */
function directEdge(
  holder: ObservedAssignment['holder'],
  groups: Group['kind'],
  names: SourceNames,
  target: Target,
  native: string,
): LiveEdge {
  const by = holder.type === 'user' ? names.user(holder.native).holder : names.object(groups, holder.native);
  return {
    edge: edgeOf({ holder: by, target }),
    native: { holder: holder.native, target: native },
    cause: DIRECT,
  };
}

function membershipEdge(
  kind: Group['kind'],
  seen: ObservedMembership,
  { names, causes }: EdgeReading,
): LiveEdge {
  const user = names.user(seen.user);
  const group = names.tryFindGroup(seen.group);
  const edge = edgeOf({ holder: user.holder, target: names.object(kind, seen.group) });
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
