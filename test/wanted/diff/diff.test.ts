import fc from 'fast-check';
import { parseInstant } from '../../../lib/kernel/index.js';
import type { Catalogue, Manifest } from '../../../lib/manifest/index.js';
import { awsGroup, permissionSet } from '../../../lib/model/index.js';
import { synthesize, type SynthInputs } from '../../../lib/synth/index.js';
import { diffBetween, type DiffDocument, type DiffSide } from '../../../lib/wanted/index.js';
import {
  ADMIN,
  assignment,
  at,
  catalogue,
  group,
  H,
  identity,
  inputs,
  jobFunction,
  pack,
  person,
  READ,
  set,
  STAFF,
  ticket,
  worker,
} from '../../synth/builders.js';

const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const EVERYTHING = 'arn:aws:iam::aws:policy/AdministratorAccess';

const sets = (read = READ_ONLY, more: Partial<Catalogue> = {}): Catalogue =>
  catalogue({
    permissionSets: [set(READ, { managed: [read] }), set(ADMIN, { managed: [EVERYTHING] })],
    ...more,
  });

function side(changes: Partial<SynthInputs> = {}, said = 'side'): DiffSide {
  const whole = inputs({ catalogue: sets(), ...changes });
  return { said, manifest: synthesize(whole).manifest, identity: whole.identity };
}

const asks = (id: string, hours = 4, who = 'hr:1') =>
  ticket('ACC-1', { package: id, principal: who, window: { start: 'on-approval', for: hours * H } });

/** What a test looks at of each line. */
function lines({ access }: DiffDocument): readonly string[] {
  return access.map(
    ({ change, who, before, after, broadensAccess, endsAccess }) =>
      `${change} ${who} ${[...new Set([...before, ...after].map((each) => each.package))].join('+')} ${broadensAccess}/${endsAccess}`,
  );
}

test('a manifest does not differ from itself', () => {
  const one = side({ tickets: [asks('prod-admin')] });
  expect(diffBetween(one, one)).toMatchObject({
    differs: false,
    ...{ access: [], contents: [], declared: [], notes: [], broadensAccess: 'no', endsAccess: 'no' },
  });
});

test('a department that HR does not have cuts the grants, says which line, and what was meant', () => {
  const people = identity(...['1', '2', '3'].map((id) => person(id)));
  const wrong = sets(READ_ONLY, {
    jobFunctions: [jobFunction('engineer', { birthright: ['baseline'], when: { department: ['Platfrom'] } })],
  });
  const right = sets(READ_ONLY, { jobFunctions: [jobFunction('engineer', { birthright: ['baseline'] })] });
  const found = diffBetween(
    side({ catalogue: right, identity: people }),
    side({ catalogue: wrong, identity: people }),
    {
      placeOf: (of, id) => (of === 'job function' ? `entitlements/${id}.ts:7` : undefined),
    },
  );
  expect([found.base.grants, found.head.grants, found.counts.lost, found.principals]).toEqual([3, 0, 3, 3]);
  expect(found.access[0]).toMatchObject({
    change: 'lost',
    who: 'hr:1',
    name: 'Person 1',
    before: [{ package: 'baseline', asset: 'payments', basis: 'birthright of engineer', until: 'standing' }],
    after: [],
    because: [{ of: 'job function', id: 'engineer', place: 'entitlements/engineer.ts:7' }],
  });
  expect(found.notes).toEqual([
    {
      code: 'JOB_FUNCTION_MATCHES_NOBODY',
      id: 'engineer',
      says: 'matches nobody: it asks for department `Platfrom`, which HR has of nobody; did you mean `Platform`?',
      place: 'entitlements/engineer.ts:7',
    },
    expect.objectContaining({ code: 'PACKAGE_FOR_NOBODY', id: 'baseline' }),
  ]);
  expect(found.declared.map(({ section, id }) => [section, id])).toEqual([['jobFunctions', 'engineer']]);
});

test('a ticket gives for hours, a longer one lengthens, a shorter one shortens, and each names the ticket', () => {
  const [none, short, long] = [
    side(),
    side({ tickets: [asks('audit')] }),
    side({ tickets: [asks('audit', 8)] }),
  ];
  expect(lines(diffBetween(none, short))).toEqual(['gained hr:1 audit yes/no']);
  expect(lines(diffBetween(short, long))).toEqual(['lengthened hr:1 audit yes/no']);
  expect(lines(diffBetween(long, short))).toEqual(['shortened hr:1 audit no/yes']);
  expect(diffBetween(none, short).access[0]?.because).toEqual([{ of: 'ticket', id: 'ACC-1' }]);
});

test('a ticket that gives nothing any more takes its access with it, and says why', () => {
  const tickets = [asks('audit')];
  const undecided = synthesize(inputs({ catalogue: sets(), tickets }, { 'ACC-1': 'none' })).manifest;
  const found = diffBetween(side({ tickets }), { said: 'head', manifest: undecided });
  expect(lines(found)).toEqual(['lost hr:1 audit no/yes']);
  expect(found.access[0]?.because[0]).toMatchObject({ of: 'ticket', id: 'ACC-1' });
  expect(found.access[0]?.because[0]?.says).toMatch(/^undecided: /);
  expect(found.notes.map(({ code, id }) => [code, id])).toEqual([['TICKET_GIVES_NOTHING', 'ACC-1']]);
});

test('a set that allows more is widened for everybody who has it, by meaning, with an example', () => {
  const tickets = [asks('audit')];
  const found = diffBetween(side({ tickets }), side({ tickets, catalogue: sets(EVERYTHING) }));
  expect(lines(found)).toEqual(['widened hr:1 audit yes/no']);
  expect(found.access[0]).toMatchObject({
    tier: 'administrator',
    because: [{ of: 'permission set', id: 'Read' }],
  });
  expect(found.access[0]?.among.length).toBeGreaterThan(0);
  expect(found.contents).toMatchObject([
    { set: 'Read', holders: 1, broadensAccess: 'yes', endsAccess: 'no', denies: [] },
  ]);
  const back = diffBetween(side({ tickets, catalogue: sets(EVERYTHING) }), side({ tickets }));
  expect(lines(back)).toEqual(['narrowed hr:1 audit no/yes']);
  expect(back.contents[0]?.denies.length).toBeGreaterThan(0);
});

test('a carrier of another name moves the access of its members and neither gives nor takes', () => {
  const tickets = [asks('audit')];
  const other = sets();
  const renamed: Catalogue = {
    ...other,
    groups: [...other.groups, group(awsGroup('inspectors'))],
    packages: other.packages.map((each) =>
      each.id === 'audit'
        ? pack('audit', [
            {
              target: assignment(READ),
              carrier: 'identity-store',
              join: awsGroup('inspectors'),
            },
          ])
        : each,
    ),
  };
  // The approval of what the ticket gives is another one; the decision is made anew in these inputs.
  expect(lines(diffBetween(side({ tickets }), side({ tickets, catalogue: renamed })))).toEqual([
    'moved hr:1 audit no/no',
  ]);
});

test('a permission set of another name and the same content moves, one of another content does not', () => {
  const tickets = [asks('audit')];
  const LOOK = permissionSet('Look');
  const named = (managed: string): Catalogue => {
    const base = sets();
    return {
      ...base,
      permissionSets: [...base.permissionSets, set(LOOK, { managed: [managed] })],
      packages: base.packages.map((each) =>
        each.id === 'audit'
          ? {
              ...each,
              grants: [
                {
                  asset: 'payments',
                  entitlements: [{ ...each.grants[0].entitlements[0], target: assignment(LOOK) }],
                },
              ],
            }
          : each,
      ),
    };
  };
  const found = diffBetween(side({ tickets }), side({ tickets, catalogue: named(READ_ONLY) }));
  expect(lines(found)).toEqual(['moved hr:1 audit no/no']);
  expect(found.access[0]?.gives[0]).toMatch(/Read.*, now .*Look/);
  expect(lines(diffBetween(side({ tickets }), side({ tickets, catalogue: named(EVERYTHING) })))).toEqual([
    'gained hr:1 audit yes/no',
    'lost hr:1 audit no/no',
  ]);
});

test('a birthright that another package gives as well is no gain but a way more', () => {
  const both = sets(READ_ONLY, {
    packages: [
      ...sets().packages,
      pack('staff-again', [{ target: STAFF, carrier: 'okta-push', join: STAFF }], {
        risk: 'low',
        duration: { kind: 'standing' },
      }),
    ],
  });
  const given = {
    ...both,
    jobFunctions: [jobFunction('engineer', { birthright: ['baseline', 'staff-again'] })],
  };
  const one = { ...both, jobFunctions: [jobFunction('engineer', { birthright: ['baseline'] })] };
  const people = identity(person('1'));
  expect(
    lines(
      diffBetween(side({ catalogue: one, identity: people }), side({ catalogue: given, identity: people })),
    ),
  ).toEqual(['moved hr:1 baseline+staff-again no/no']);
});

test('a person of another name has the same access', () => {
  const [before, after] = ['Ada', 'Ada Byron'].map((name) =>
    side({ identity: identity(person('1', { name })) }),
  );
  expect(diffBetween(before!, after!).differs).toBe(false);
});

test('a person whom HR calls another department loses by what HR says, and no declaration is blamed', () => {
  const before = side({ identity: identity(person('1'), person('2')) });
  const after = side({ identity: identity(person('1', { department: 'Sales' }), person('2')) });
  const found = diffBetween(before, after);
  expect(lines(found)).toEqual(['lost hr:1 baseline no/yes']);
  expect(found.access[0]?.because).toMatchObject([{ of: 'person', id: 'hr:1' }]);
  expect(found.notes).toMatchObject([
    { code: 'JOB_FUNCTION_MATCHES', id: 'engineer', says: 'matches 1 people instead of 2' },
  ]);
});

test('a package that nobody offers any more, and a route of which nobody is left, are said', () => {
  const quiet = sets(READ_ONLY, {
    jobFunctions: [
      jobFunction('engineer', { birthright: ['baseline'], mayRequest: ['prod-admin', 'stage-direct'] }),
    ],
    teams: [{ name: 'platform', title: 'Platform', approvers: [worker('901')] }],
  });
  const found = diffBetween(side(), side({ catalogue: quiet }));
  expect(found.notes.map(({ code, id }) => `${code} ${id}`)).toEqual([
    'ROUTE_WITHOUT_ANYBODY audit',
    'ROUTE_WITHOUT_ANYBODY baseline',
    'ROUTE_WITHOUT_ANYBODY prod-admin',
    'ROUTE_WITHOUT_ANYBODY stage-direct',
    'PACKAGE_FOR_NOBODY audit',
  ]);
  expect(diffBetween(side({ catalogue: quiet }), side({ catalogue: quiet })).notes).toEqual([]);
  const unknown = diffBetween(
    { said: 'a', manifest: side().manifest },
    { said: 'b', manifest: side({ catalogue: quiet }).manifest },
  );
  expect(unknown.notes.map(({ code }) => code)).toEqual(['PACKAGE_FOR_NOBODY']);
});

test('time alone is no difference: what is over at the later instant is none at either end', () => {
  const tickets = [asks('audit')];
  const [before, after] = [side({ tickets }), side({ tickets, asOf: at('2026-11-20T23:00:00Z') })];
  expect(before.manifest.grants.length).toBeGreaterThan(after.manifest.grants.length);
  expect(diffBetween(before, after).differs).toBe(false);
  expect(() => diffBetween(before, after, { asOf: parseInstant('2026-11-20T10:00:00Z') })).toThrow(
    expect.objectContaining({ code: 'AS_OF_EARLIER' }),
  );
  const later = diffBetween(side(), before, { asOf: parseInstant('2026-11-21T00:00:00Z') });
  expect([later.differs, later.head.grants]).toEqual([false, 2]);
});

test('the riskiest comes first: privileged before the rest, gains before losses, moves last', () => {
  const all = identity(person('1'), person('2'), person('3'));
  const tickets = (ids: readonly (readonly [string, string])[]) =>
    ids.map(([id, who], index) => ticket(`ACC-${index + 1}`, { package: id, principal: who }));
  const found = diffBetween(
    side({
      identity: all,
      tickets: tickets([
        ['audit', 'hr:1'],
        ['stage-direct', 'hr:1'],
      ]),
    }),
    side({
      identity: all,
      tickets: tickets([
        ['audit', 'hr:3'],
        ['prod-admin', 'hr:2'],
      ]),
    }),
  );
  expect(lines(found)).toEqual([
    'gained hr:2 prod-admin yes/no',
    'gained hr:3 audit yes/no',
    'lost hr:1 audit no/yes',
    'lost hr:1 stage-direct no/yes',
  ]);
});

const someSide = fc
  .record({
    read: fc.constantFrom(READ_ONLY, EVERYTHING),
    birthright: fc.subarray(['baseline']),
    wanted: fc.array(
      fc.tuple(
        fc.constantFrom('1', '2'),
        fc.constantFrom('prod-admin', 'audit', 'stage-direct'),
        fc.constantFrom(2, 6),
      ),
      { maxLength: 4 },
    ),
    restrictive: fc.boolean(),
  })
  .map(({ read, birthright, wanted, restrictive }) =>
    side({
      catalogue: sets(read, {
        groups: catalogue().groups.map((each) => (each.ref === STAFF ? group(STAFF, { restrictive }) : each)),
        jobFunctions: [
          jobFunction('engineer', { birthright, mayRequest: ['prod-admin', 'audit', 'stage-direct'] }),
        ],
      }),
      tickets: wanted.map(([who, id, hours], index) =>
        ticket(`ACC-${index + 1}`, {
          principal: `hr:${who}`,
          package: id,
          window: { start: 'on-approval', for: hours * H },
        }),
      ),
    }),
  );

const MIRROR = {
  gained: 'lost',
  lost: 'gained',
  widened: 'narrowed',
  narrowed: 'widened',
  lengthened: 'shortened',
  shortened: 'lengthened',
  moved: 'moved',
} as const;

test('the other way round everything is turned about', () => {
  fc.assert(
    fc.property(someSide, someSide, (a, b) => {
      const [there, back] = [diffBetween(a, b), diffBetween(b, a)];
      const mirrored = back.access.map(({ change, who, before, after, broadensAccess, endsAccess, tier }) =>
        JSON.stringify([MIRROR[change], who, after, before, endsAccess, broadensAccess, tier]),
      );
      const straight = there.access.map(({ change, who, before, after, broadensAccess, endsAccess, tier }) =>
        JSON.stringify([change, who, before, after, broadensAccess, endsAccess, tier]),
      );
      expect(mirrored.sort()).toEqual(straight.sort());
      expect([there.broadensAccess, there.endsAccess]).toEqual([back.endsAccess, back.broadensAccess]);
      expect(there.differs).toBe(back.differs);
    }),
    { numRuns: 30 },
  );
});

test('the order in which a manifest lists things is no difference', () => {
  const shuffled = (manifest: Manifest): Manifest => ({
    ...manifest,
    edges: [...manifest.edges].reverse(),
    grants: [...manifest.grants].reverse(),
    catalogue: {
      ...manifest.catalogue,
      packages: [...manifest.catalogue.packages].reverse(),
      groups: [...manifest.catalogue.groups].reverse(),
      permissionSets: [...manifest.catalogue.permissionSets].reverse(),
    },
  });
  fc.assert(
    fc.property(someSide, someSide, (a, b) => {
      const plain = diffBetween(a, b);
      const other = diffBetween(
        { ...a, manifest: shuffled(a.manifest) },
        { ...b, manifest: shuffled(b.manifest) },
      );
      const content = ({ base: _, head: __, ...rest }: DiffDocument): unknown => rest;
      expect(content(other)).toEqual(content(plain));
    }),
    { numRuns: 15 },
  );
});
