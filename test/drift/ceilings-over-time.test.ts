import type { Rails } from '../../lib/drift/index.js';
import { instantOf } from '../../lib/kernel/index.js';
import { person } from '../../lib/model/index.js';
import {
  AWS_ADMINS,
  edge,
  ended,
  identity,
  idOf,
  inventory,
  live,
  manifest,
  NOON,
  READERS,
  record,
  wanted,
} from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';
import { danaReads, SAM, verdictsOf } from './_verdicts.js';

describe('a ceiling over time', () => {
  it('counts what was taken within its window, and nothing from before', () => {
    const window = 3_600_000;
    const taken = edge(SAM, AWS_ADMINS);
    const at = instantOf(Date.parse(NOON) + window);
    const gone = ended(danaReads);
    const verdict = atBounds(NOON, (attempted) =>
      verdictsOf(
        {
          at,
          manifest: manifest({ asOf: NOON, ended: [gone] }),
          inventory: inventory({ edges: [live(danaReads)] }),
          journal: [
            {
              kind: 'attempt',
              at: attempted,
              run: 'run-0',
              edge: idOf(taken),
              revocation: { what: 'edge', live: live(taken) },
              counts: { basis: 'had', package: gone.package },
            } as never,
          ],
        },
        { window, ceiling: { count: 1, fraction: 1, fractionFrom: 20 } },
      ),
    );
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['ceiling'] });
  });
});

describe('what ceilings count of what was taken before', () => {
  const over = ended(danaReads);
  const sams = edge(SAM, AWS_ADMINS);
  const verdict = (counts: object, rails: Partial<Rails>, gone = false) =>
    verdictsOf(
      {
        manifest: gone ? manifest({ edges: [wanted(danaReads)] }) : manifest({ ended: [over] }),
        inventory: inventory({ edges: [live(danaReads)] }),
        ...(gone ? { identity: identity(record('1', { status: 'terminated' }), record('2')) } : {}),
        journal: [
          {
            ...{ kind: 'attempt', at: instantOf(Date.parse(NOON) - 1), run: 'run-0', edge: idOf(sams) },
            ...{ revocation: { what: 'edge', live: live(sams) }, counts },
          } as never,
        ],
      },
      rails,
    );
  const one = { ceiling: { count: 1, fraction: 1, fractionFrom: 1000 } };
  const inAll = { total: { count: 1, fraction: 1, fractionFrom: 1000 } };

  it('of a package is the ends of that package, leavers apart', () => {
    expect(verdict({ basis: 'had', package: over.package }, one)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: 'another' }, one)).toEqual(['go']);
    expect(verdict({ basis: 'had', package: over.package, leaver: true }, one)).toEqual(['go']);
    expect(verdict({ basis: 'none' }, one)).toEqual(['go']);
  });

  it('of leavers is leavers', () => {
    expect(verdict({ basis: 'had', package: 'another', leaver: true }, one, true)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: over.package }, one, true)).toEqual(['go']);
  });

  it('over all packages is whatever had a basis', () => {
    expect(verdict({ basis: 'had', package: 'another' }, inAll)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: 'another', leaver: true }, inAll)).toEqual(['ceiling']);
    expect(verdict({ basis: 'none' }, inAll)).toEqual(['go']);
  });

  it('a share is one of the live holders of the package, not of those of another, nor of what is not live', () => {
    const holders = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => edge(person(`p${from + n}`), READERS));
    const gone = holders(0, 3);
    const kept = holders(10, 7);
    const others = holders(100, 20).map((each) => ({
      ...wanted(each),
      because: [{ ...wanted(each).because[0], package: 'another' }] as never,
    }));
    const share = { ceiling: { count: 100, fraction: 0.25, fractionFrom: 10 } };
    const of = (edges: readonly ReturnType<typeof wanted>[], alive: readonly ReturnType<typeof edge>[]) =>
      new Set(
        verdictsOf(
          {
            manifest: manifest({ edges, ended: gone.map((each) => ended(each)) }),
            inventory: inventory({ edges: [...gone, ...alive].map((each) => live(each)) }),
            identity: identity(
              ...[...gone, ...kept].map(({ holder }) => record('id' in holder ? holder.id : '')),
            ),
          },
          share,
        ),
      );
    const own = kept.map((each) => wanted(each));
    expect(of(own, kept)).toEqual(new Set(['ceiling']));
    expect(of([...own, ...others], [...kept, ...others.map((each) => each.edge)])).toEqual(
      new Set(['ceiling']),
    );
    expect(of(own, [])).toEqual(new Set(['go']));
    const more = holders(50, 4);
    expect(of([...own, ...more.map((each) => wanted(each))], [...kept, ...more])).toEqual(new Set(['go']));
  });
});
