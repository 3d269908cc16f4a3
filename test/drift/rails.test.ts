import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesToDo, RAILS, type JournalEntry, type RailId, type RevertPlan } from '../../lib/drift/index.js';
import { instantOf } from '../../lib/kernel/index.js';
import type { ScopeMode } from '../../lib/manifest/index.js';
import { awsGroup, permissionSet } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  CONTENT,
  edge,
  ended,
  enforced,
  group,
  identity,
  idOf,
  inventory,
  live,
  liveSet,
  manifest,
  NOON,
  pushed,
  READERS,
  record,
  set,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { everyone, people, planOf, verdicts } from './_plan.js';
import { DANA, foreign, SAM } from './_foreign.js';

const expired = edge(SAM, READERS);

const oneForeign = { inventory: inventory({ edges: [live(foreign)] }) };
const oneExpired = {
  manifest: manifest({ ended: [ended(expired)] }),
  inventory: inventory({ edges: [live(expired)] }),
};

/** A world in which `over` ended and `kept` are still wanted, all live. */
it('every rail is asked once, prevents an accident of its own, and is seen to hold by some test', () => {
  expect(new Set(RAILS.map((rail) => rail.id)).size).toBe(RAILS.length);
  expect(new Set(RAILS.map((rail) => rail.prevents)).size).toBe(RAILS.length);
  const folders = [__dirname, join(__dirname, '..', 'workflow')];
  const tests = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const named = (id: RailId): boolean => tests.some((source) => source.includes(`'${id}'`));
  expect(RAILS.map(({ id }) => id).filter((id) => !named(id))).toEqual([]);
});

it('H4.24 rails that only a declaration lifts are asked before all whose hold counts as work that waits', () => {
  const isFinal = RAILS.map(({ until }) => until === 'never' || until === 'declared');
  expect(isFinal.lastIndexOf(true)).toBeLessThan(isFinal.indexOf(false));
});

describe('without any rail in the way', () => {
  it('lets what is foreign and what is expired go, privileged first', () => {
    const privileged = edge(DANA, assignment());
    const plan = planOf({
      world: {
        manifest: manifest({ ended: [ended(expired)] }),
        inventory: inventory({
          edges: [live(foreign), live(expired), live(privileged)],
          roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
        }),
      },
    });
    expect(verdicts(plan)).toEqual(['go', 'go', 'go']);
    expect(plan.lines[0]?.finding.subject).toMatchObject({ edge: privileged });
  });

  it('hold everything foreign, privileged too, when most of the world would be: the manifest is in doubt', () => {
    const all = [...people(20), edge(DANA, assignment())];
    const world = (known: number) => ({
      manifest: manifest({ edges: all.slice(0, known).map((one) => wanted(one)) }),
      inventory: inventory({
        edges: all.map((one) => live(one)),
        roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
      }),
      identity: everyone,
    });
    const rails = { grace: 0 };
    expect(new Set(verdicts(planOf({ world: world(0), rails })))).toEqual(new Set(['foreign-ceiling']));
    expect(new Set(verdicts(planOf({ world: world(11), rails })))).toEqual(new Set(['go']));
  });
});

describe('dry run', () => {
  it('blocks everything unless confirmed', () => {
    const plan = planOf({ world: oneForeign, ask: { confirmed: false } });
    expect(verdicts(plan)).toEqual(['go']);
    expect(linesToDo(plan)).toEqual([]);
  });
});

describe('what is never reverted', () => {
  it('blocks what takes access away', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { groups: [group(READERS, { restrictive: true })] } }),
        inventory: inventory({ pushes: [], edges: [live(foreign)] }),
      },
    });
    expect(verdicts(plan)).toEqual(['restrictive']);
  });

  it('blocks what another repository owns', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { groups: [group(READERS, { external: 'network-team' })] } }),
        inventory: inventory({ pushes: [], edges: [live(foreign)] }),
      },
    });
    expect(verdicts(plan)).toEqual(['external']);
  });

  it('blocks a member whom a group rule put there, even one who left', () => {
    const plan = planOf({
      world: {
        inventory: inventory({ edges: [live(foreign, { by: 'rule', rule: 'all-of-platform' })] }),
        identity: identity(record('1', { status: 'terminated' })),
      },
    });
    expect(verdicts(plan)).toEqual(['by-rule']);
  });

  it('blocks what the next push would bring back', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ edges: [wanted(edge(DANA, ADMINS))] }),
        inventory: inventory({
          edges: [live(edge(DANA, ADMINS)), pushed(edge(DANA, AWS_ADMINS), edge(DANA, ADMINS))],
        }),
      },
    });
    expect(verdicts(plan)).toEqual(['upstream']);
  });
});

describe('scope modes', () => {
  it.each(['observe', 'warn'] as const)('block in a scope that is in mode %s', (mode) => {
    const scopes = [{ ...enforced(), mode }];
    expect(
      verdicts(planOf({ world: { ...oneForeign, manifest: manifest({ catalogue: { scopes } }) } })),
    ).toEqual(['scope-mode']);
  });
});

describe('H4.24 a scope that is not enforced answers before whatever else would wait', () => {
  it.each([
    [
      'a group of Control Tower',
      inventory({
        edges: [
          live(edge(awsGroup('AWSControlTowerAdmins'), assignment(permissionSet('AWSAdministratorAccess')))),
        ],
      }),
    ],
    ['a group rule', inventory({ edges: [live(foreign, { by: 'rule', rule: 'all-of-platform' })] })],
    [
      'a policy that may deny',
      inventory({
        roles: [liveSet(ADMIN_SET, { ...CONTENT, customerManaged: [{ path: '/', name: 'mystery' }] })],
      }),
    ],
  ])('%s', (_, seen) => {
    const left = identity(record('1', { status: 'terminated' }), record('2'));
    const plan = (mode: ScopeMode): RevertPlan =>
      planOf({
        world: {
          manifest: manifest({
            catalogue: { permissionSets: [set(ADMIN_SET)], scopes: [{ ...enforced(), mode }] },
          }),
          inventory: seen,
          identity: left,
        },
      });
    expect(verdicts(plan('observe'))).toEqual(['scope-mode']);
    expect(verdicts(plan('warn'))).toEqual(['scope-mode']);
    expect(verdicts(plan('enforce'))).not.toContain('scope-mode');
  });
});

describe('pinned and break-glass principals', () => {
  it.each([
    ['pinned', { pinned: ['hr:2'] }],
    ['break-glass', { breakGlass: ['hr:2'] }],
  ] as const)('%s blocks for declared grants', (rail, rails) => {
    expect(verdicts(planOf({ world: oneExpired, rails }))).toEqual([rail]);
  });

  it('protect nothing that nobody declared', () => {
    expect(
      verdicts(planOf({ world: oneForeign, rails: { pinned: ['hr:1'], breakGlass: ['hr:1'] } })),
    ).toEqual(['go']);
  });
});

describe('a record that does not verify', () => {
  it('blocks what looks foreign, and lets ends go on', () => {
    const world = {
      manifest: manifest({ ended: [ended(expired)] }),
      inventory: inventory({ edges: [live(foreign), live(expired)] }),
    };
    expect(verdicts(planOf({ world, ask: { recordVerifies: false } }))).toEqual(['go', 'record']);
  });
});

describe('grace', () => {
  const rails = { grace: 24 * 3_600_000 };
  const firstSeen = (at: typeof NOON): JournalEntry => ({
    kind: 'first-seen',
    at,
    edge: idOf(foreign),
    finding: 'ORPHANED_GRANT',
  });

  it('blocks what is seen for the first time', () => {
    expect(verdicts(planOf({ world: oneForeign, rails }))).toEqual(['grace']);
  });

  it('is over when its time has passed', () => {
    expect(verdicts(planOf({ world: { ...oneForeign, journal: [firstSeen(YESTERDAY)] }, rails }))).toEqual([
      'go',
    ]);
  });

  it('does not start again for what went away and came back', () => {
    const again = instantOf(Date.parse(NOON) - 1000);
    const journal: JournalEntry[] = [
      firstSeen(YESTERDAY),
      { kind: 'gone', at: YESTERDAY, edge: idOf(foreign) },
      firstSeen(again),
    ];
    expect(verdicts(planOf({ world: { ...oneForeign, journal }, rails }))).toEqual(['go']);
  });

  it('is zero for what is privileged, and for ends', () => {
    const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
    const world = { inventory: inventory({ edges: [live(edge(DANA, assignment()))], roles }) };
    expect(verdicts(planOf({ world, rails }))).toEqual(['go']);
    expect(verdicts(planOf({ world: oneExpired, rails }))).toEqual(['go']);
  });
});
