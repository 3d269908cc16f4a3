import type { FindingId } from '../drift/index.js';
import type { Body, LedgerRecord } from '../evidence/index.js';
import { by, sorted, type Instant } from '../kernel/index.js';
import type { Manifest, WantedEdge } from '../manifest/index.js';
import {
  accountOf,
  ARRIVED,
  basisText,
  Closure,
  edgeKey,
  groupOf,
  isGroup,
  windowState,
  type Basis,
  type Edge,
  type EdgeId,
  type Group,
  type Holder,
  type Target,
} from '../model/index.js';
import type { Snapshot, SnapshotEdge } from './snapshot.js';

/** Something that somebody held at an instant. */
export interface Holding {
  readonly holder: Exclude<Holder, Group>;
  readonly target: Target;
  /** The edges it went through, from the holder on. */
  readonly via: readonly EdgeId[];
  /** The assets that it belongs to. */
  readonly assets: readonly string[];
  /** Why it stood then, as far as the manifest of that judgement says; empty: nothing explained it. */
  readonly because: readonly string[];
}

/** Who held what at an instant, from evidence alone. */
export interface WhoReport {
  readonly schema: 'writ.who/1';
  readonly at: Instant;
  readonly asset?: string;
  /** When the world was last judged before the instant, and whether all of it could be read. */
  readonly judgedAt: Instant;
  readonly complete: boolean;
  readonly holdings: readonly Holding[];
}

/** The judgement in force at an instant, and the edges that were taken away between it and the instant. */
export interface RecordedJudgement {
  readonly body: Body<'drift'>;
  readonly taken: ReadonlySet<FindingId>;
}

/** The last judgement recorded up to an instant; undefined before the first. */
export function judgementAt(records: readonly LedgerRecord[], at: Instant): RecordedJudgement | undefined {
  let body: Body<'drift'> | undefined;
  const taken = new Set<FindingId>();
  for (const record of records) {
    if (record.recordedAt > at) continue;
    if (record.kind === 'drift') {
      body = record.body;
      taken.clear();
    }
    if (record.kind === 'outcome' && record.body.state === 'revoked') taken.add(record.body.edge);
    if (record.kind === 'revocation')
      for (const { op, edge } of record.body.diff) if (op === 'remove') taken.add(edge);
  }
  return body && { body, taken };
}

/** Who held what: the snapshot and the manifest of a judgement, brought to the instant. */
export function whoHeld(
  { body, taken }: RecordedJudgement,
  snapshot: Snapshot,
  manifest: Manifest,
  at: Instant,
  asset?: string,
): WhoReport {
  const live = snapshot.edges.filter(({ id }) => !taken.has(id));
  const reasons = new Map(manifest.edges.map((wanted) => [wanted.id, wanted]));
  const holdings = holdingsOf(live).map(({ holder, path }): Holding => ({
    holder,
    target: lastOf(path).edge.target,
    via: path.map(({ id }) => id),
    assets: assetsOf(lastOf(path).edge, path, reasons, manifest),
    because: becauseOf(path, reasons, at),
  }));
  return {
    schema: 'writ.who/1',
    at,
    ...(asset === undefined ? {} : { asset }),
    judgedAt: body.at,
    complete: body.complete,
    holdings: sorted(
      asset === undefined ? holdings : holdings.filter(({ assets }) => assets.includes(asset)),
      by(
        ({ holder, target }) => edgeKey({ holder, target }),
        ({ via }) => via.join(),
      ),
    ),
  };
}

interface HeldPath {
  readonly holder: Holding['holder'];
  readonly path: readonly [SnapshotEdge, ...SnapshotEdge[]];
}

/** Every path from a holder: its own edges, and from each group on to what the group holds. What a push was still to bring nobody held. */
function holdingsOf(live: readonly SnapshotEdge[]): HeldPath[] {
  const closure = new Closure(live, ARRIVED);
  return live.flatMap((first): HeldPath[] => {
    const { holder, target } = first.edge;
    if (isGroup(holder)) return [];
    const joined = groupOf(target);
    const onwards = joined ? closure.heldBy(joined) : [];
    return [{ holder, path: [first] }, ...onwards.map((next): HeldPath => ({ holder, path: [first, next] }))];
  });
}

function lastOf([first, ...rest]: HeldPath['path']): SnapshotEdge {
  return rest.at(-1) ?? first;
}

function assetsOf(
  { target }: Edge,
  path: HeldPath['path'],
  reasons: ReadonlyMap<EdgeId, WantedEdge>,
  { catalogue }: Manifest,
): string[] {
  const account = accountOf(target);
  const byAccount =
    account === undefined
      ? []
      : catalogue.assets.filter(({ accounts }) => accounts.includes(account)).map(({ name }) => name);
  const byPackage = path.flatMap(({ id }) => (reasons.get(id)?.because ?? []).map(({ asset }) => asset));
  return [...new Set([...byAccount, ...byPackage])].sort();
}

/** Only the holder's own edge carries a basis; what its group holds is structure. */
/** Why something is held, in words. */
export function becauseText(pack: string, asset: string, basis: Basis | undefined): string {
  return `${pack} on ${asset}: ${basis ? basisText(basis) : ''}`;
}

function becauseOf(
  [first]: HeldPath['path'],
  reasons: ReadonlyMap<EdgeId, WantedEdge>,
  at: Instant,
): string[] {
  const because = reasons.get(first.id)?.because ?? [];
  const open = because.filter(({ standing }) => standing && windowState(standing.window, at) === 'open');
  return [
    ...new Set(open.map(({ package: pack, asset, standing }) => becauseText(pack, asset, standing?.basis))),
  ].sort();
}
