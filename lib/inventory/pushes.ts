import {
  AWS_SOURCE,
  awsGroup,
  groupOf,
  isAwsGroup,
  isOktaGroup,
  refKey,
  type AwsGroupRef,
  type Edge,
  type Group,
  type OktaGroupRef,
} from '../model/index.js';
import type { Inventory } from './inventory.js';
import type { KnownUser, SourceNames } from './names.js';
import { groupsIn, type SourceSweep } from './source.js';

type LivePush = Inventory['pushes'][number];

/** Who is, now, in the groups that are pushed elsewhere: what a membership at the target may come from. */
export class PushIndex {
  /** Live edges of a pushed source group, by principal and by login. */
  private readonly sources = new Map<Group, { byPrincipal: Map<string, Edge>; byLogin: Map<string, Edge> }>();
  private readonly upstreams = new Map<string, OktaGroupRef[]>();

  constructor(pushes: readonly LivePush[]) {
    for (const { from, to, active } of pushes) {
      if (!active) continue;
      this.sources.set(from, { byPrincipal: new Map(), byLogin: new Map() });
      const key = refKey(to);
      this.upstreams.set(key, [...(this.upstreams.get(key) ?? []), from]);
    }
  }

  /** Remembers a live membership of a group that is pushed; others are passed over. */
  remember(edge: Edge, user: KnownUser): void {
    const joined = groupOf(edge.target);
    const source = joined && this.sources.get(joined);
    if (!source) return;
    if (user.principal !== undefined) source.byPrincipal.set(user.principal, edge);
    if (user.login !== undefined) source.byLogin.set(user.login, edge);
  }

  /** The live edge that a push copies to `target` for this user: of the same principal, by login for the unlinked. */
  upstreamOf(target: AwsGroupRef, user: KnownUser): Edge | undefined {
    for (const from of this.upstreams.get(refKey(target)) ?? []) {
      const source = this.sources.get(from);
      const edge = user.principal === undefined ? undefined : source?.byPrincipal.get(user.principal);
      const found = edge ?? this.byLogin(source?.byLogin, user);
      if (found) return found;
    }
    return undefined;
  }

  /** A login counts only where at least one side is unlinked: two principals are never one by their login. */
  private byLogin(edges: ReadonlyMap<string, Edge> | undefined, user: KnownUser): Edge | undefined {
    const edge = user.login === undefined ? undefined : edges?.get(user.login);
    return edge && (user.principal === undefined || edge.holder.kind === 'unlinked') ? edge : undefined;
  }
}

/**
 * The pushes of all sources in references. The target is the group with the native id that the push names; where it
 * names none that was seen, the group of that name in every Identity Store.
 */
export function pushesOf(sweeps: readonly SourceSweep[], names: readonly SourceNames[]): LivePush[] {
  const targets = awsGroups(sweeps);
  return sweeps.flatMap((sweep, at) =>
    sweep.seen.pushes.flatMap(({ from, toName, toNative, active }) => {
      const source = names[at]?.tryFindGroup(from)?.ref;
      if (!source || !isOktaGroup(source)) return [];
      const found = targets.byNative.get(toNative ?? '') ??
        targets.byName.get(toName) ?? [awsGroup(toName, AWS_SOURCE)];
      return found.map((to) => ({ from: source, to, active }));
    }),
  );
}

interface Targets {
  readonly byNative: ReadonlyMap<string, readonly AwsGroupRef[]>;
  readonly byName: ReadonlyMap<string, readonly AwsGroupRef[]>;
}

function awsGroups(sweeps: readonly SourceSweep[]): Targets {
  const byNative = new Map<string, AwsGroupRef[]>();
  const byName = new Map<string, Map<string, AwsGroupRef>>();
  for (const { ref, native, called = ref.name } of sweeps.flatMap((sweep) => groupsIn(sweep.seen))) {
    if (!isAwsGroup(ref)) continue;
    byNative.set(native, [ref]);
    const ofName = byName.get(called) ?? new Map<string, AwsGroupRef>();
    byName.set(called, ofName.set(ref.source, ref));
  }
  return { byNative, byName: new Map([...byName].map(([name, groups]) => [name, [...groups.values()]])) };
}
