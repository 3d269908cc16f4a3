import type { JudgeInput } from '../../lib/drift/index.js';
import { awsGroup, person, type AccountId, type Edge } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  at,
  AWS_ADMINS,
  CONTENT,
  edge,
  ended,
  enforced,
  idOf,
  inventory,
  live,
  liveSet,
  manifest,
  PROD,
  READERS,
  wanted,
} from '../_helpers/build.js';
import { endings, everyone, kinds, people, planOf, tookAway, verdicts } from './_plan.js';

const DANA = person('1');
const intruder = edge(DANA, assignment());
const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
const MORNING = at('2026-11-21T08:00:00Z');
const LAST_WEEK = at('2026-11-14T08:00:00Z');

/** A world in which `known` are wanted, and all are live. */
function world(all: readonly Edge[], known: readonly Edge[], groups = GROUPS): Partial<JudgeInput> {
  return {
    manifest: manifest({
      edges: known.map((one) => wanted(one)),
      catalogue: { scopes: [enforced(groups)] },
    }),
    inventory: inventory({ edges: all.map((one) => live(one)), roles }),
    identity: everyone,
  };
}

const LETTERS = ['a', 'b', 'c', 'd'].map((name) => awsGroup(name));
const GROUPS = [ADMINS, AWS_ADMINS, READERS, ...LETTERS];
const members = (count: number, from: number): Edge[] =>
  LETTERS.flatMap((group, index) => people(count, from + index * count, group));

describe('decoys', () => {
  const declared = [...people(10, 310), ...members(5, 330)];
  const decoys = people(300);

  it('H3.14 in one group hold what is found in that group, and nothing elsewhere', () => {
    const plan = planOf({ world: world([...declared, ...decoys, intruder], declared) });
    const went = plan.lines.filter(({ verdict }) => verdict.state === 'go');
    expect(went.map(({ finding }) => finding.subject.id)).toEqual([idOf(intruder)]);
    expect(plan.lines.filter(({ verdict }) => verdict.state === 'held')).toHaveLength(300);
  });

  it('H3.14 in one group do not hold the rest even where nothing else of that account is declared', () => {
    const own = people(30, 310);
    const plan = planOf({ world: world([...own, ...decoys, intruder], own) });
    expect(plan.lines[0]).toMatchObject({
      finding: { subject: { edge: intruder } },
      verdict: { state: 'go' },
    });
  });

  it('H3.14 in two groups of five hold those two', () => {
    const more = people(300, 10, GROUPS[3]);
    const plan = planOf({ world: world([...declared, ...decoys, ...more, intruder], declared) });
    expect(verdicts(plan).filter((one) => one === 'go')).toHaveLength(1);
  });
});

describe('the manifest of another organization', () => {
  it('H3.14 is held whole: most of everything is foreign over most targets, privileged or not', () => {
    const foreign = [...people(20), ...members(20, 30), intruder];
    expect(kinds(planOf({ world: world(foreign, []) }))).toEqual(new Set(['foreign-ceiling']));
    const few = foreign.slice(0, 4);
    expect(kinds(planOf({ world: world(foreign, few) }))).toEqual(new Set(['foreign-ceiling']));
  });

  it('H3.14 is not the one by which a few strangers are in every group', () => {
    const declared = members(20, 30);
    const strangers = members(4, 200);
    expect(kinds(planOf({ world: world([...declared, ...strangers, intruder], declared) }))).toEqual(
      new Set(['go']),
    );
  });
});

describe('the ceiling for what is foreign', () => {
  const declared = [...people(30, 300), ...members(30, 100)];
  const strangers = people(3);
  const rails = { foreignCeiling: { count: 5 } };
  const run = (taken: readonly Edge[], when: typeof MORNING) =>
    verdicts(
      planOf({
        world: {
          ...world([...declared, ...strangers, intruder], declared),
          journal: taken.flatMap((one) => tookAway(one, when, 'run-0', { basis: 'none' })),
        },
        rails,
      }),
    );

  it('H3.14 counts what runs of this day took away, and lets what is privileged have the rest', () => {
    expect(run(people(4, 50), MORNING)).toEqual(['go', ...strangers.map(() => 'foreign-ceiling')]);
    expect(run(people(4, 50), LAST_WEEK)).toEqual(['go', 'go', 'go', 'go']);
  });

  it('H3.14 counts over providers as well', () => {
    const ofOkta = people(2, 20, ADMINS);
    const all = world([...declared, ...strangers, ...ofOkta, intruder], declared);
    const total = (most: number) =>
      verdicts(planOf({ world: all, rails: { foreignCeiling: { count: 5, total: most } } }));
    expect(total(6)).toEqual(['go', 'go', 'go', 'go', 'go', 'go']);
    expect(total(5).filter((one) => one === 'foreign-ceiling')).toHaveLength(1);
  });
});

describe('the ceiling over all packages', () => {
  const few = people(40);
  /** Four packages of which ten end each. */
  const mixed = {
    ...endings(few),
    manifest: manifest({
      ended: few.map((one, index) => ended(one, { package: `package-${index % 4}` })),
    }),
  };
  const rails = { ceiling: { count: 10, fraction: 1, fractionFrom: 20 } };

  it('H3.14 holds what passes below the ceiling of each package', () => {
    const total = (count: number) =>
      kinds(planOf({ world: mixed, rails: { ...rails, total: { count, fraction: 1, fractionFrom: 20 } } }));
    expect(total(40)).toEqual(new Set(['go']));
    expect(total(39)).toEqual(new Set(['ceiling']));
  });

  it('H3.14 holds what ends the access of more than its share of people, and lets the share go', () => {
    const kept = (count: number) => {
      const rest = people(count, 100);
      const base = endings(few, rest);
      return { ...base, manifest: manifest({ ...mixed.manifest, edges: rest.map((one) => wanted(one)) }) };
    };
    const total = { count: 100, fraction: 0.25, fractionFrom: 20 };
    expect(kinds(planOf({ world: kept(119), rails: { ...rails, total } }))).toEqual(new Set(['ceiling']));
    expect(kinds(planOf({ world: kept(120), rails: { ...rails, total } }))).toEqual(new Set(['go']));
  });
});

it('H3.14 a confirmed leaver is one event over runs in a row', () => {
  const leaver = person('left');
  const other = '222222222222' as AccountId;
  const all = [edge(leaver, READERS), edge(leaver, ADMINS), edge(leaver, assignment(ADMIN_SET, PROD))];
  const before = [edge(leaver, assignment(ADMIN_SET, other)), edge(leaver, AWS_ADMINS)];
  const plan = planOf({
    world: {
      ...world(all, all),
      journal: before.flatMap((one) =>
        tookAway(one, MORNING, 'run-0', { basis: 'had', package: 'prod-admin', leaver: true }),
      ),
    },
    rails: {
      ceiling: { count: 1, fraction: 1, fractionFrom: 20 },
      total: { count: 1, fraction: 1, fractionFrom: 20 },
    },
  });
  expect(kinds(plan)).toEqual(new Set(['go']));
});
