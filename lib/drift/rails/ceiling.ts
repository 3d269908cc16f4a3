import { groupBy } from '../../kernel/index.js';
import { lifetimeIsOver } from '../../manifest/index.js';
import type { WorkloadId } from '../../model/index.js';
import { findingRow } from '../findings/index.js';
import type { RevertLine } from '../line.js';
import type { Ceiling } from '../rails.js';
import type { Counted } from '../taken.js';
import { countedAs, withTaken } from './counted.js';
import { hadBasis } from './declared.js';
import { liveHolders, type LiveHolders } from './live-holders.js';
import type { RevertGround } from '../revert-ground.js';
import type { Rail } from './rail.js';
import type { FindingId } from '../finding-id.js';

/** Bounds how many grants that had a basis end within a window of time, by provider and package and in all. */
export const ceiling: Rail<'ceiling'> = {
  id: 'ceiling',
  prevents:
    'A feed that lost half of its rows, or one wrong date, ends the access of a whole department at once.',
  until: 'released',
  covers: ({ finding }) => hadBasis(finding),
  hold: (lines, ground) => {
    const judged = lines.map((line): CountedLine => ({ line, counted: countedAs(line, ground) }));
    const holds = new Map<FindingId, string>();
    if (judged.length === 0) return holds;
    const live = liveHolders(ground);
    holdLeavers(judged, ground, holds);
    holdPackages(judged, ground, live, holds);
    holdInAll(judged, ground, live, holds);
    return holds;
  },
};

interface CountedLine {
  readonly line: RevertLine;
  readonly counted: Counted;
}

/** Everything that one confirmed leaver loses is one event, however many packages it spans. */
function holdLeavers(
  judged: readonly CountedLine[],
  ground: RevertGround,
  holds: Map<FindingId, string>,
): void {
  const lines = judged.map(({ counted }) => counted).filter(({ leaver }) => leaver !== undefined);
  const all = withTaken(
    lines,
    ground.taken.filter(({ leaver }) => leaver !== undefined),
  );
  const events = new Set(all.map(({ leaver }) => leaver)).size;
  const over = { events, part: events, holders: ground.identity.people.length };
  holdOver(lines, over, 'leavers', ground.rails.ceiling, holds);
  if (lines.some(({ id }) => holds.has(id))) holdOrphans(judged, ground, holds);
}

/** While leavers are held, holds workloads that would go since their owners left: both rest on the same rows of HR. */
function holdOrphans(
  judged: readonly CountedLine[],
  ground: RevertGround,
  holds: Map<FindingId, string>,
): void {
  const lasting = lastingWorkloads(ground);
  for (const { line, counted } of judged)
    if (isOrphaned(line, lasting))
      holds.set(
        counted.id,
        'its owners are among leavers above the ceiling; a second person has to release it',
      );
}

/** A workload that is declared and within its lifetime is gone for its owners' sake only. */
function isOrphaned({ finding }: RevertLine, lasting: ReadonlySet<WorkloadId>): boolean {
  if (findingRow(finding.code).end !== 'holder' || finding.subject.what !== 'edge') return false;
  const { holder } = finding.subject.edge;
  return holder.kind === 'workload' && lasting.has(holder.id);
}

function lastingWorkloads({ manifest, at }: RevertGround): ReadonlySet<WorkloadId> {
  return new Set(
    manifest.catalogue.workloads.filter((declared) => !lifetimeIsOver(declared, at)).map(({ id }) => id),
  );
}

function holdPackages(
  judged: readonly CountedLine[],
  ground: RevertGround,
  live: LiveHolders,
  holds: Map<FindingId, string>,
): void {
  const lines = judged.map(({ counted }) => counted).filter(({ leaver }) => leaver === undefined);
  const taken = groupBy(ground.taken.filter(isPlainEnd), bucketOf);
  for (const [key, bucket] of groupBy(lines, bucketOf)) {
    const name = bucket[0]?.package ?? '';
    const all = withTaken(bucket, taken.get(key) ?? []);
    const over = { events: all.length, part: all.length, holders: howMany(live.of(name), all) };
    holdOver(bucket, over, `grants of package ${name}`, ground.rails.ceiling, holds);
  }
}

/** Slices that each pass below the ceiling of their package are still one large change. */
function holdInAll(
  judged: readonly CountedLine[],
  ground: RevertGround,
  live: LiveHolders,
  holds: Map<FindingId, string>,
): void {
  const lines = judged.map(({ counted }) => counted).filter(({ id }) => !holds.has(id));
  const all = withTaken(
    lines,
    ground.taken.filter((one) => one.package !== undefined),
  );
  const events = new Set(all.map(({ id, leaver }) => leaver ?? id)).size;
  const part = new Set(all.map(({ id, holder }) => holder ?? id)).size;
  const over = { events, part, holders: howMany(live.all, all) };
  holdOver(lines, over, 'ends over all packages', ground.rails.total, holds);
}

function holdOver(
  lines: readonly Counted[],
  { events, part, holders }: { readonly events: number; readonly part: number; readonly holders: number },
  what: string,
  { count, fraction, fractionFrom }: Ceiling,
  holds: Map<FindingId, string>,
): void {
  const tooMany = events > count;
  const tooLarge = holders >= fractionFrom && part > fraction * holders;
  if (!tooMany && !tooLarge) return;
  const limit = tooMany ? `${count}` : `${Math.round(fraction * 100)} % of ${holders} holders`;
  for (const { id } of lines)
    holds.set(
      id,
      `${events} ${what} within the window, above the ceiling of ${limit}; a second person has to release it`,
    );
}

function isPlainEnd({ package: of, leaver }: Counted): boolean {
  return of !== undefined && leaver === undefined;
}

function bucketOf({ system, package: of }: Counted): string {
  return JSON.stringify([system, of]);
}

/** How many hold something live now, those taken away included: what a share is a share of. */
function howMany(live: ReadonlySet<string>, counted: readonly Counted[]): number {
  const more = new Set(
    counted.flatMap(({ holder }) => (holder === undefined || live.has(holder) ? [] : [holder])),
  );
  return live.size + more.size;
}
