import fc from 'fast-check';
import type { Manifest } from '../../lib/manifest/index.js';
import { outputFiles, synthesize } from '../../lib/synth/index.js';
import { catalogue, identity, inputs, person, ticket } from './builders.js';

const addresses = (manifest: Manifest) => new Map(manifest.edges.map(({ id, carriage }) => [id, carriage]));
const someTickets = [
  ticket('ACC-1'),
  ticket('ACC-2', { principal: 'hr:2' }),
  ticket('ACC-3', { package: 'audit' }),
  ticket('ACC-4', { package: 'stage-direct', principal: 'hr:2' }),
];

test('the same inputs give the same bytes, twice', () => {
  const given = inputs({ tickets: someTickets });
  expect([...outputFiles(synthesize(given))]).toEqual([...outputFiles(synthesize(given))]);
});

test('the order in which tickets, decisions and tombstones arrive does not matter', () => {
  const given = inputs({ tickets: someTickets });
  const expected = synthesize(given).digest;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...given.tickets], { minLength: 4 }),
      fc.shuffledSubarray([...given.decisions], { minLength: 4 }),
      (tickets, decisions) => {
        expect(synthesize({ ...given, tickets, decisions }).digest).toBe(expected);
      },
    ),
    { numRuns: 25 },
  );
});

test('an unrelated ticket moves nothing that was there', () => {
  const before = addresses(synthesize(inputs({ tickets: someTickets })).manifest);
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 99_999 }),
      fc.constantFrom('prod-admin', 'audit', 'stage-direct'),
      (id, wanted) => {
        const people = identity(person('1'), person('2'), person('3'));
        const more = ticket(`ACC-${id}`, { principal: 'hr:3', package: wanted });
        const after = addresses(
          synthesize(inputs({ identity: people, tickets: [...someTickets, more] })).manifest,
        );
        for (const [edge, carriage] of before) expect(after.get(edge)).toEqual(carriage);
      },
    ),
    { numRuns: 25 },
  );
});

test('renaming people, titles and accounts moves nothing', () => {
  const declared = catalogue();
  const renamed = {
    ...declared,
    accounts: declared.accounts.map((each) => ({ ...each, name: `${each.name}-new` })),
    packages: declared.packages.map((each) => ({ ...each, title: `New ${each.title}` })),
    jobFunctions: declared.jobFunctions.map((each) => ({ ...each, id: `new-${each.id}` })),
  };
  const people = identity(person('1', { name: 'New Name', email: 'new@example.com' }), person('2'));
  const before = synthesize(inputs({ tickets: someTickets })).manifest;
  const after = synthesize(inputs({ tickets: someTickets, catalogue: renamed, identity: people })).manifest;
  expect(addresses(after)).toEqual(addresses(before));
});

test('a digest records every input', () => {
  const base = inputs({ tickets: someTickets });
  const { inputs: digests } = synthesize(base).manifest;
  const other = synthesize({ ...base, tickets: someTickets.slice(1), identity: identity(person('1')) })
    .manifest.inputs;
  expect([
    other.declarations === digests.declarations,
    other.tickets === digests.tickets,
    other.identity === digests.identity,
  ]).toEqual([true, false, false]);
});
