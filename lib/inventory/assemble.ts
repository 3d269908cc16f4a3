import { by, compareText, instantOf, sorted, sortedTexts, type Instant } from '../kernel/index.js';
import { refKey, type LiveEdge, type ObjectRef } from '../model/index.js';
import { anchored } from './anchoring.js';
import { NO_ANCHORS, type Anchors } from './anchors.js';
import { ambiguitiesOf } from './ambiguity.js';
import { liveEdgesOf } from './edges.js';
import type { Inventory, LiveRule, LiveUser } from './inventory.js';
import type { HolderLinks } from './links.js';
import { SourceNames } from './names.js';
import { policiesOf } from './policies.js';
import { pushesOf, PushIndex } from './pushes.js';
import { rolesOf } from './roles.js';
import { groupsIn, objectsIn, type SourceSweep } from './source.js';
import { hasUnreadPushes, UnreadPushes } from './unread-pushes.js';

/** When an inventory of nothing was taken. */
const NEVER = instantOf(0);

/**
 * Puts the sweeps of all sources together: native ids become references, accounts become principals where `links`
 * knows them, every name stands for what `anchors` say, and every edge gets its cause. Lists are in total order but the edges, which stay in the order of the
 * sweeps. Time and memory are linear in what was seen.
 */
export function assemble(
  swept: readonly SourceSweep[],
  links: HolderLinks,
  anchors: Anchors = NO_ANCHORS,
): Inventory {
  const sweeps = swept.map((sweep) => anchored(sweep, anchors));
  const ordered = sorted(sweeps, (a, b) => pushing(b) - pushing(a) || bySource(a, b));
  const names = ordered.map((sweep) => new SourceNames(sweep, links));
  const pushes = pushesOf(ordered, names);
  const index = new PushIndex(pushes);
  const unread = new UnreadPushes(ordered);
  const policies = policiesOf(ordered);
  return {
    ...spanOf(ordered),
    sources: sorted(sweeps, bySource).map((sweep) => sweep.completeness),
    edges: concat(ordered.map((sweep, at) => edgesAt(sweep, names[at], index, unread))),
    roles: ordered.flatMap((sweep) => rolesOf(sweep, policies)),
    groups: sorted(
      ordered.flatMap((sweep) => groupsIn(sweep.seen)),
      byObject,
    ),
    apps: sorted(
      ordered.flatMap((sweep) => sweep.seen.objects['okta.app'] ?? []),
      byObject,
    ),
    users: ordered.flatMap((sweep) => usersOf(sweep, links)),
    accounts: sorted(
      ordered.flatMap((sweep) => sweep.seen.accounts),
      by((account) => account.id),
    ),
    rules: sorted(ordered.flatMap(rulesIn), byRule),
    pushes: sorted(pushes, byEnds),
    policies: [...policies.values()],
    ambiguous: ordered.flatMap((sweep) => [...ambiguitiesOf(objectsIn(sweep.seen)), ...sweep.doubtful]),
    uncovered: sortedTexts(ordered.flatMap((sweep) => sweep.uncovered)),
  };
}

const byObject = by<{ readonly ref: ObjectRef; readonly native: string }>(
  ({ ref }) => refKey(ref),
  ({ native }) => native,
);

const byRule = by<LiveRule>(
  ({ source }) => source,
  ({ native }) => native,
);

const byEnds = by<Inventory['pushes'][number]>(
  ({ from }) => refKey(from),
  ({ to }) => refKey(to),
);

/** From the start of the first sweep to the end of the last. */
function spanOf(sweeps: readonly SourceSweep[]): Pick<Inventory, 'startedAt' | 'endedAt'> {
  const read = sweeps.map(({ completeness }) => completeness);
  return {
    startedAt: extreme(
      read.map(({ startedAt }) => startedAt),
      -1,
    ),
    endedAt: extreme(
      read.map(({ endedAt }) => endedAt),
      1,
    ),
  };
}

function edgesAt(
  sweep: SourceSweep,
  names: SourceNames | undefined,
  index: PushIndex,
  unread: UnreadPushes,
): LiveEdge[] {
  return names ? liveEdgesOf(sweep, names, index, unread) : [];
}

function rulesIn({ completeness: { source }, seen }: SourceSweep): LiveRule[] {
  return seen.rules.map((rule) => ({ source, ...rule }));
}

function usersOf({ completeness: { source }, seen }: SourceSweep, links: HolderLinks): LiveUser[] {
  const users = seen.users.map(({ native, login, displayName, status }): LiveUser => {
    const principal = links.principalOf(source, native);
    return { source, native, login, displayName, status, ...(principal && { principal }) };
  });
  return sorted(
    users,
    by(
      (user) => user.login,
      (user) => user.native,
    ),
  );
}

/** Sources that push, or may: their edges are known before those that they push. */
function pushing(sweep: SourceSweep): number {
  return sweep.seen.pushes.length > 0 || hasUnreadPushes(sweep.completeness) ? 1 : 0;
}

function bySource(a: SourceSweep, b: SourceSweep): number {
  return compareText(a.completeness.source, b.completeness.source);
}

/** The earliest (-1) or latest (1) of the instants. */
function extreme(instants: readonly Instant[], side: -1 | 1): Instant {
  return instants.reduce((kept, at) => (compareText(at, kept) === side ? at : kept), instants[0] ?? NEVER);
}

/** Edge by edge: spreads and `flat` do not survive a million. */
function concat(parts: readonly LiveEdge[][]): LiveEdge[] {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all: LiveEdge[] = [];
  for (const part of parts) for (const edge of part) all.push(edge);
  return all;
}
