import { groupBy } from '../../kernel/index.js';
import { edgeKey, holderKey, specOf, type EdgeId } from '../../model/index.js';
import type { RevertLine } from '../line.js';
import { hadBasis } from './declared.js';
import { isReleased } from './release.js';
import { type Ground, type Rail } from './rail.js';

/** Bounds how many grants that had a basis end in one run, by provider and package; one leaver counts once. */
export const ceiling: Rail = {
  id: 'ceiling',
  prevents:
    'A feed that lost half of its rows, or one wrong date, ends the access of a whole department at once.',
  until: 'released',
  hold: (lines, ground) => {
    const counted = lines.filter((line) => hadBasis(line.finding) && !isReleased(line, ground));
    const leaver = (line: RevertLine): boolean => leaverOf(line, ground) !== undefined;
    const holds = new Map<EdgeId, string>();
    holdLeavers(counted.filter(leaver), ground, holds);
    const buckets = groupBy(
      counted.filter((line) => !leaver(line)),
      bucketOf,
    );
    for (const bucket of buckets.values()) holdBucket(bucket, ground, holds);
    return holds;
  },
};

/** Everything that one confirmed leaver loses is one event, however many packages it spans. */
function holdLeavers(lines: readonly RevertLine[], ground: Ground, holds: Map<EdgeId, string>): void {
  const leavers = new Set(lines.map((line) => leaverOf(line, ground)));
  holdOver(lines, leavers.size, ground.identity.people.length, 'leavers at once', ground, holds);
}

function holdBucket(lines: readonly RevertLine[], ground: Ground, holds: Map<EdgeId, string>): void {
  const [first] = lines;
  if (!first) return;
  const name = first.finding.wanted?.[0]?.package ?? '';
  holdOver(
    lines,
    lines.length,
    liveHolders(name, lines, ground),
    `grants of package ${name} at once`,
    ground,
    holds,
  );
}

function holdOver(
  lines: readonly RevertLine[],
  events: number,
  holders: number,
  what: string,
  { rails }: Ground,
  holds: Map<EdgeId, string>,
): void {
  const { count, fraction, fractionFrom } = rails.ceiling;
  const tooMany = events > count;
  const tooLarge = holders >= fractionFrom && events > fraction * holders;
  if (!tooMany && !tooLarge) return;
  const limit = tooMany ? `${count}` : `${Math.round(fraction * 100)} % of ${holders} holders`;
  for (const line of lines) {
    holds.set(
      line.finding.subject.id,
      `${events} ${what}, above the ceiling of ${limit}; a second person has to release it`,
    );
  }
}

function bucketOf({ finding }: RevertLine): string {
  const system = finding.subject.what === 'edge' ? specOf(finding.subject.edge).system : 'aws';
  return JSON.stringify([system, finding.wanted?.[0]?.package ?? '']);
}

function leaverOf({ finding }: RevertLine, { holders }: Ground): string | undefined {
  if (finding.subject.what !== 'edge' || finding.code !== 'HOLDER_GONE') return undefined;
  const { holder } = finding.subject.edge;
  return holder.kind === 'person' && holders.leftByHr(holder) ? holderKey(holder) : undefined;
}

/** How many hold a package live now, those to be removed included: what a share is a share of. */
function liveHolders(name: string, lines: readonly RevertLine[], { manifest, inventory }: Ground): number {
  const declared = new Set<string>();
  for (const { edge, role, because } of manifest.edges) {
    if (role === 'holding' && because.some((one) => one.package === name)) declared.add(edgeKey(edge));
  }
  const holders = new Set<string>();
  for (const { edge } of inventory.edges)
    if (declared.has(edgeKey(edge))) holders.add(holderKey(edge.holder));
  for (const { finding } of lines) {
    if (finding.subject.what === 'edge') holders.add(holderKey(finding.subject.edge.holder));
  }
  return holders.size;
}
