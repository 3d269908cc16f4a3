import fc from 'fast-check';
import { canonicalJson } from '../../lib/kernel/index.js';
import { digestedContent } from '../../lib/meaning/index.js';
import { refKey } from '../../lib/model/index.js';
import { changesBetween, type Change, type Manifest } from '../../lib/manifest/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { ADMIN, at, catalogue, identity, inputs, person, READ, set, ticket } from '../synth/builders.js';

/** What changes speak of: edges, the window of each basis, and contents, as comparable texts. */
function factsOf(manifest: Manifest): Set<string> {
  const edges = manifest.edges.flatMap(({ id, because }) => [
    canonicalJson(['edge', id]),
    ...because.flatMap(({ package: pack, asset, standing }) =>
      standing ? [canonicalJson(['window', id, pack, asset, standing.basis, standing.window])] : [],
    ),
  ]);
  const contents = manifest.catalogue.permissionSets.map(({ ref, content }) =>
    canonicalJson(['content', refKey(ref), digestedContent(ref, content)]),
  );
  return new Set([...edges, ...contents]);
}

function applied(facts: ReadonlySet<string>, changes: readonly Change[]): Set<string> {
  const result = new Set(facts);
  const swap = (before: unknown[] | undefined, after: unknown[] | undefined): void => {
    if (before && !result.delete(canonicalJson(before)))
      throw new Error(`nothing to remove for ${canonicalJson(before)}`);
    if (after) result.add(canonicalJson(after));
  };
  for (const change of changes) {
    if (change.what === 'edge')
      swap(
        ...((change.op === 'add' ? [undefined, ['edge', change.id]] : [['edge', change.id], undefined]) as [
          unknown[] | undefined,
          unknown[] | undefined,
        ]),
      );
    if (change.what === 'window') {
      const fact = (window: typeof change.before): unknown[] | undefined =>
        window === 'absent'
          ? undefined
          : ['window', change.edge, change.package, change.asset, change.basis, window];
      swap(fact(change.before), fact(change.after));
    }
    if (change.what === 'content') {
      const fact = (content: typeof change.before): unknown[] | undefined =>
        content === 'absent' ? undefined : ['content', refKey(change.of), content];
      swap(fact(change.before), fact(change.after));
    }
  }
  return result;
}

const someManifest = fc
  .record({
    people: fc.subarray(['1', '2', '3'], { minLength: 1 }),
    wanted: fc.array(
      fc.tuple(
        fc.constantFrom('1', '2', '3'),
        fc.constantFrom('prod-admin', 'audit', 'stage-direct'),
        fc.integer({ min: 1, max: 12 }),
      ),
      { maxLength: 5 },
    ),
    minutes: fc.constantFrom(60, 90),
    sets: fc.subarray([READ, ADMIN], { minLength: 2 }),
  })
  .map(({ people, wanted, minutes, sets }) => {
    const tickets = wanted
      .filter(([who]) => people.includes(who))
      .map(([who, pack, hours], index) =>
        ticket(`ACC-${index + 1}`, {
          principal: `hr:${who}`,
          package: pack,
          window: { start: 'on-approval', for: hours * 3_600_000 },
        }),
      );
    const declared = catalogue({ permissionSets: sets.map((ref) => set(ref, { sessionMinutes: minutes })) });
    return synthesize(
      inputs({ catalogue: declared, identity: identity(...people.map((id) => person(id))), tickets }),
    ).manifest;
  });

test('a manifest does not differ from itself', () => {
  fc.assert(
    fc.property(someManifest, (manifest) => expect(changesBetween(manifest, manifest)).toEqual([])),
    { numRuns: 20 },
  );
});

test('applying the change set of two manifests to the first gives the second', () => {
  fc.assert(
    fc.property(someManifest, someManifest, (before, after) => {
      expect(applied(factsOf(before), changesBetween(before, after))).toEqual(factsOf(after));
    }),
    { numRuns: 40 },
  );
});

test('an altered permission set is one change of content', () => {
  const before = synthesize(inputs()).manifest;
  const wider = catalogue({
    permissionSets: [set(READ, { managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] }), set(ADMIN)],
  });
  const changes = changesBetween(before, synthesize(inputs({ catalogue: wider })).manifest);
  expect(changes.map((change) => [change.what, change.what === 'content' && change.of.name])).toEqual([
    ['content', 'Read'],
  ]);
});

test('an edge that a ticket holds besides a birthright is a change of windows, not of edges', () => {
  const declared = catalogue();
  const alsoAsked = {
    ...declared,
    packages: [
      ...declared.packages,
      { ...declared.packages[1]!, id: 'staff-again', grants: declared.packages[0]!.grants },
    ],
    jobFunctions: declared.jobFunctions.map((each) => ({ ...each, mayRequest: ['staff-again'] })),
  };
  const before = synthesize(inputs({ catalogue: alsoAsked })).manifest;
  const after = synthesize(
    inputs({ catalogue: alsoAsked, tickets: [ticket('ACC-1', { package: 'staff-again' })] }),
  ).manifest;
  expect(changesBetween(before, after).map(({ what }) => what)).toEqual(['window']);
});

test('an edge whose birthright gives way to a ticket says that it moves', () => {
  const tickets = [ticket('ACC-1', { package: 'staff-again' })];
  const declared = catalogue();
  const both = {
    ...declared,
    packages: [
      ...declared.packages,
      { ...declared.packages[1]!, id: 'staff-again', grants: declared.packages[0]!.grants },
    ],
    jobFunctions: declared.jobFunctions.map((each) => ({ ...each, mayRequest: ['staff-again'] })),
  };
  const asked = { ...both, jobFunctions: both.jobFunctions.map((each) => ({ ...each, birthright: [] })) };
  const one = identity(person('1', { start: at('2024-01-01T00:00:00Z') }));
  const before = synthesize(inputs({ catalogue: both, identity: one, tickets })).manifest;
  const after = synthesize(inputs({ catalogue: asked, identity: one, tickets })).manifest;
  expect(changesBetween(before, after).map(({ what }) => what)).toEqual(['carriage', 'window']);
});
