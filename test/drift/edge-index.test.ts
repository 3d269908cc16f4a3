import fc from 'fast-check';
import { EdgeIndex } from '../../lib/drift/edge-index.js';
import { compare } from '../../lib/drift/diffable.js';
import {
  awsGroup,
  edgeKey,
  oktaGroup,
  permissionSet,
  person,
  workload,
  type AccountId,
  type Ends,
  type SourceId,
} from '../../lib/model/index.js';

const name = fc.constantFrom('a', 'b', '', '"', 'a,b');
const source = fc.constantFrom('aws' as SourceId, 'okta' as SourceId);
const group = fc.oneof(
  fc.tuple(name, source).map(([n, s]) => oktaGroup(n, s)),
  fc.tuple(name, source).map(([n, s]) => awsGroup(n, s)),
);
const holder = fc.oneof(
  name.map(person),
  name.map(workload),
  group,
  fc.tuple(name, source).map(([native, s]) => ({ kind: 'unlinked' as const, native, source: s })),
);
const target = fc.oneof(
  group,
  fc.tuple(name, source, name).map(([n, s, account]) => ({
    kind: 'aws.assignment' as const,
    set: permissionSet(n, s),
    account: account as AccountId,
  })),
);
const edges = fc.array(fc.record({ holder, target }) satisfies fc.Arbitrary<Ends>, { maxLength: 40 });

describe('the edge index', () => {
  it('finds an edge exactly where the canonical key is equal', () => {
    fc.assert(
      fc.property(edges, edges, (wanted, live) => {
        const index = new EdgeIndex(wanted);
        const keys = wanted.map(edgeKey);
        for (const edge of live) {
          const at = keys.lastIndexOf(edgeKey(edge));
          expect(index.find(edge)).toBe(at < 0 ? undefined : at);
        }
      }),
    );
  });
});

describe('the comparison', () => {
  it('tells of each side exactly once, whatever the order', () => {
    const texts = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(texts, texts, (wanted, live) => {
        const told = { both: [] as string[], live: [] as string[], wanted: [] as string[] };
        const find = (item: string): number | undefined =>
          wanted.includes(item) ? wanted.indexOf(item) : undefined;
        compare({ items: wanted, find }, live, {
          both: (item) => told.both.push(item),
          liveOnly: (item) => told.live.push(item),
          wantedOnly: (item) => told.wanted.push(item),
        });
        expect(told.both).toEqual(live.filter((item) => wanted.includes(item)));
        expect(told.live).toEqual(live.filter((item) => !wanted.includes(item)));
        expect(told.wanted).toEqual(wanted.filter((item) => !live.includes(item)));
      }),
    );
  });
});
