import fc from 'fast-check';
import { judge, type Finding } from '../../lib/drift/index.js';
import type { Part } from '../../lib/inventory/index.js';
import {
  AWS_SOURCE,
  edgeKey,
  OKTA_SOURCE,
  person,
  type Edge,
  type LiveEdge,
  type SourceId,
} from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  edge,
  ended,
  idOf,
  inventory,
  judgeInput,
  live,
  manifest,
  native,
  PROD,
  pushed,
  READ_SET,
  READERS,
  wanted,
} from '../_helpers/build.js';

const holders = [
  person('1'),
  person('2'),
  person('3'),
  { kind: 'unlinked' as const, native: 'x', source: AWS_SOURCE },
];
const targets = [READERS, ADMINS, AWS_ADMINS, assignment(ADMIN_SET), assignment(READ_SET)];
const anyEdge = fc
  .tuple(fc.constantFrom(...holders), fc.constantFrom(...targets))
  .map(([who, what]) => edge(who, what));
const edges = fc.uniqueArray(anyEdge, { selector: edgeKey, maxLength: 10 });

/** Live edges as a sweep gives them: a membership of the pushed group comes from its source when that is live. */
function liveEdges(seen: readonly Edge[]): LiveEdge[] {
  const keys = new Set(seen.map(edgeKey));
  return seen.map((one) => {
    const upstream = edge(one.holder, ADMINS);
    const isPushed = one.target === AWS_ADMINS && keys.has(edgeKey(upstream));
    return isPushed ? pushed(one, upstream) : live(one);
  });
}

const parts: readonly (readonly [SourceId, Part])[] = [
  [AWS_SOURCE, { part: 'group', group: native(READERS), name: READERS.name }],
  [AWS_SOURCE, { part: 'group', group: native(AWS_ADMINS), name: AWS_ADMINS.name }],
  [OKTA_SOURCE, { part: 'group', group: native(ADMINS), name: ADMINS.name }],
  [AWS_SOURCE, { part: 'pair', set: 'set-ProdAdmin', name: 'ProdAdmin', account: PROD }],
  [AWS_SOURCE, { part: 'set', set: 'set-ProdRead', name: 'ProdRead' }],
  [AWS_SOURCE, { part: 'listing', of: 'groups' }],
  [OKTA_SOURCE, { part: 'listing', of: 'groups' }],
  [AWS_SOURCE, { part: 'listing', of: 'permission-sets' }],
];

/** Whether an edge lies in a part that was not read. */
function isUnread({ target }: Edge, unread: readonly (readonly [SourceId, Part])[]): boolean {
  return unread.some(([source, part]) => {
    if (part.part === 'listing') {
      if (target.kind === 'aws.assignment') return source === AWS_SOURCE && part.of === 'permission-sets';
      return source === target.source && part.of === 'groups';
    }
    if (target.kind === 'aws.assignment') return part.part !== 'group' && part.name === target.set.name;
    return part.part === 'group' && target.source === source && part.name === target.name;
  });
}

const conclusions = (findings: readonly Finding[]): string[] =>
  findings.filter((f) => f.class !== 'unreadable').map((f) => `${f.code} ${f.subject.id}`);

describe('laws of judging', () => {
  it('finds no drift between a world and itself', () => {
    fc.assert(
      fc.property(edges, (all) => {
        const same = all.filter((one) => one.holder.kind !== 'unlinked');
        const { report } = judge(
          judgeInput({
            manifest: manifest({ edges: same.map((one) => wanted(one)) }),
            inventory: inventory({ edges: liveEdges(same) }),
          }),
        );
        expect(report).toMatchObject({ verdict: 'clean', findings: [], counts: { matched: same.length } });
      }),
    );
  });

  it('gives the same report whatever the order of its inputs', () => {
    fc.assert(
      fc.property(edges, edges, edges, fc.infiniteStream(fc.nat()), (want, over, seen, noise) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => [noise.next().value, item] as const)
            .sort((a, b) => Number(a[0]) - Number(b[0]))
            .map(([, item]) => item);
        const reportOf = (order: <T>(items: readonly T[]) => T[]): unknown =>
          judge(
            judgeInput({
              manifest: manifest({
                edges: order(want.map((one) => wanted(one))),
                ended: order(over.map((one) => ended(one))),
              }),
              inventory: inventory({ edges: order(liveEdges(seen)) }),
            }),
          ).report;
        expect(JSON.stringify(reportOf(shuffled))).toBe(JSON.stringify(reportOf((items) => [...items])));
      }),
    );
  });

  it('tells of every edge that differs, and of none that does not', () => {
    fc.assert(
      fc.property(edges, edges, (want, seen) => {
        const people = want.filter((one) => one.holder.kind !== 'unlinked');
        const { report } = judge(
          judgeInput({
            manifest: manifest({ edges: people.map((one) => wanted(one)) }),
            inventory: inventory({ edges: liveEdges(seen) }),
          }),
        );
        const told = new Set(
          report.findings.flatMap((f) => [
            f.subject.id,
            ...(f.downstream ?? []).map(({ edge: one }) => idOf(one)),
          ]),
        );
        const wants = new Set(people.map(idOf));
        const lives = new Set(seen.map(idOf));
        const differ = [...wants, ...lives].filter((id) => wants.has(id) !== lives.has(id));
        expect([...told].sort()).toEqual([...new Set(differ)].sort());
      }),
    );
  });

  // An end that a window proves goes on though the source of a push was not read (docs/rules.md#rule-4): it alone is told by itself then.
  it('never concludes more from a world of which less was read, but for ends that are proved', () => {
    fc.assert(
      fc.property(
        edges,
        edges,
        edges,
        fc.subarray([...parts]),
        fc.subarray([...parts]),
        (want, over, seen, some, more) => {
          const people = want.filter((one) => one.holder.kind !== 'unlinked');
          const conclude = (unread: readonly (readonly [SourceId, Part])[]): string[] =>
            conclusions(
              judge(
                judgeInput({
                  manifest: manifest({
                    edges: people.map((one) => wanted(one)),
                    ended: over.map((one) => ended(one)),
                  }),
                  inventory: inventory({
                    edges: liveEdges(seen.filter((one) => !isUnread(one, unread))),
                    unread,
                  }),
                }),
              ).report.findings,
            );
          const fewer = new Set(conclude(some));
          const proved = new Set(
            over
              .filter(({ target }) => target === AWS_ADMINS)
              .flatMap((one) => [`PUSH_PENDING ${idOf(one)}`, `EXPIRED_BUT_LIVE ${idOf(one)}`]),
          );
          const newly = conclude([...some, ...more]).filter((one) => !fewer.has(one));
          expect(newly.filter((one) => !proved.has(one))).toEqual([]);
        },
      ),
    );
  });

  it('concludes no absence from a part that was not read', () => {
    fc.assert(
      fc.property(edges, fc.subarray([...parts], { minLength: 1 }), (want, unread) => {
        const people = want.filter((one) => one.holder.kind !== 'unlinked');
        const { report } = judge(
          judgeInput({
            manifest: manifest({ edges: people.map((one) => wanted(one)) }),
            inventory: inventory({ unread }),
          }),
        );
        const missed = report.findings.flatMap((f) => (f.subject.what === 'edge' ? [f.subject.edge] : []));
        expect(missed.filter((one) => isUnread(one, unread))).toEqual([]);
        expect(report.verdict).toBe('incomplete');
        const proven = people.filter((one) => !isUnread(one, unread)).length;
        expect(report.coverage).toEqual({ compared: proven, declared: people.length });
      }),
    );
  });
});
