import fc from 'fast-check';
import { canonicalJson, digest, plus, type Instant } from '../../lib/kernel/index.js';
import { changesBetween, type Manifest, type Provenance, type WantedEdge } from '../../lib/manifest/index.js';
import {
  edgeOf,
  person,
  windowState,
  type Basis,
  type Edge,
  type EdgeId,
  type Window,
} from '../../lib/model/index.js';
import { stateAt } from '../../lib/record/index.js';
import { ADMINS, AWS_ADMINS, idOf, manifest, READERS, wanted } from '../_helpers/build.js';
import { edge as idNumber, life, Story, T } from './_life.js';

const EDGES: readonly Edge[] = [ADMINS, AWS_ADMINS, READERS].flatMap((target) =>
  ['1', '2'].map((id) => edgeOf({ holder: person(id), target })),
);
const BASES: readonly Basis[] = [
  { kind: 'ticket', ticket: 'ACC-0001' },
  { kind: 'emergency', ticket: 'ACC-0002' },
  { kind: 'birthright', jobFunction: 'sre' },
];

/** What happens between one manifest and the next: a basis is given these edges for so long, or loses all of them. */
interface Step {
  readonly basis: number;
  readonly edges: readonly number[];
  readonly hours: number;
  readonly passes: number;
}

const steps = fc.array(
  fc.record({
    basis: fc.nat({ max: BASES.length - 1 }),
    edges: fc.subarray([...EDGES.keys()]),
    hours: fc.integer({ min: 1, max: 6 }),
    passes: fc.integer({ min: 1, max: 180 }),
  }),
  { minLength: 1, maxLength: 12 },
);

interface Chapter {
  readonly at: Instant;
  readonly manifest: Manifest;
}

/** The manifests of a run of steps, and the evidence of getting from each to the next. */
function told(run: readonly Step[]): { chapters: Chapter[]; story: Story } {
  const story = new Story();
  const chapters: Chapter[] = [];
  const held = new Map<string, Map<number, Window>>();
  let at = T('00:00');
  let before = manifest();
  for (const { basis, edges, hours, passes } of run) {
    at = plus(at, passes * 60_000);
    const window = { start: at, end: plus(at, hours * 3_600_000) };
    held.set(canonicalJson(BASES[basis]), new Map(edges.map((each) => [each, window])));
    const after = manifest({ edges: edgesOf(held) });
    record(story, before, after, at);
    chapters.push({ at, manifest: after });
    before = after;
  }
  return { chapters, story };
}

function edgesOf(held: ReadonlyMap<string, ReadonlyMap<number, Window>>): WantedEdge[] {
  return EDGES.flatMap((edge, index) => {
    const because = BASES.flatMap((basis): Provenance[] => {
      const window = held.get(canonicalJson(basis))?.get(index);
      return window ? [{ package: 'p', asset: 'a', standing: { basis, window } }] : [];
    });
    const [first, ...more] = because;
    return first ? [{ ...wanted(edge), because: [first, ...more] as const }] : [];
  });
}

/** What an apply and a keeper record of a change set: one entry for each basis that changed. */
function record(story: Story, before: Manifest, after: Manifest, at: Instant): void {
  const changes = changesBetween(before, after).flatMap((change) =>
    change.what === 'window' ? [change] : [],
  );
  for (const basis of BASES) {
    const own = changes.filter((change) => canonicalJson(change.basis) === canonicalJson(basis));
    const lost = own.filter((change) => change.after === 'absent').map((change) => change.edge);
    if (lost.length > 0) story.add('end', at, { basis, cause: 'removal', by: 'keeper', at, edges: lost });
    const given = own.flatMap(({ edge, after: window }) => (window === 'absent' ? [] : [{ edge, window }]));
    const [first] = given;
    if (first)
      story.add(
        'change',
        at,
        change(
          basis,
          first.window,
          given.map(({ edge }) => edge),
          before,
          at,
        ),
      );
  }
}

function change(basis: Basis, ttl: Window, scope: readonly EdgeId[], before: Manifest, at: Instant) {
  const there = new Set(before.edges.map(({ id }) => id));
  return {
    basis,
    run: 'run',
    approvers: ['hr:7'],
    reasonCode: 'route-one',
    entitlements: ['something'] as const,
    ttl,
    trigger: 'window',
    before: { digest: digest('before'), at },
    after: { digest: digest('after'), at },
    scope: scope as [EdgeId, ...EdgeId[]],
    diff: scope.filter((edge) => !there.has(edge)).map((edge) => ({ op: 'add' as const, edge })),
  };
}

function openIn({ edges }: Manifest, at: Instant): string[] {
  return edges
    .flatMap(({ id, because }) =>
      because.flatMap(({ standing }) =>
        standing && windowState(standing.window, at) === 'open'
          ? [canonicalJson({ edge: id, basis: standing.basis, window: standing.window })]
          : [],
      ),
    )
    .sort();
}

describe('the state rebuilt from evidence', () => {
  it('REQ-103 equals the state of the manifests at every step, and long after', () => {
    fc.assert(
      fc.property(steps, (run) => {
        const { chapters, story } = told(run);
        for (const { at, manifest: then } of chapters)
          for (const instant of [at, plus(at, 30_000)]) {
            const rebuilt = stateAt(story.records, instant).standings;
            const texts = rebuilt.map(({ edge, basis, window }) => canonicalJson({ edge, basis, window }));
            expect(texts.sort()).toEqual(openIn(then, instant));
          }
      }),
    );
  });

  it('of an instant is not changed by anything recorded later', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 30 * 60 }), (run, minutes) => {
        const { story } = told(run);
        const at = plus(T('00:00'), minutes * 60_000);
        const until = story.records.filter(({ recordedAt }) => recordedAt <= at);
        expect(stateAt(story.records, at)).toEqual(stateAt(until, at));
      }),
    );
  });

  it('takes an edge as live from the change that added it to the revocation that took it away', () => {
    const story = new Story();
    story.records.push(...life({ without: ['end', 'end-verification'] }));
    story.add('outcome', T('12:00'), {
      at: T('12:00'),
      run: 'r',
      edge: idNumber(1),
      state: 'revoked',
      detail: 'read back: gone',
    });
    expect(stateAt(story.records, T('09:03')).live).toEqual([]);
    expect(stateAt(story.records, T('11:00')).live).toEqual([idNumber(1)]);
    expect(stateAt(story.records, T('12:00')).live).toEqual([]);
  });

  it('keeps findings from first sight until they are gone', () => {
    const story = new Story()
      .add('first-seen', T('09:00'), {
        at: T('09:00'),
        edge: idOf(EDGES[0] as Edge),
        finding: 'ORPHANED_GRANT',
      })
      .add('gone', T('10:00'), { at: T('10:00'), edge: idOf(EDGES[0] as Edge) });
    expect([...stateAt(story.records, T('09:30')).findings.values()]).toEqual(['ORPHANED_GRANT']);
    expect(stateAt(story.records, T('10:00')).findings.size).toBe(0);
  });
});
