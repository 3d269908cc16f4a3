import { DEFAULT_RAILS, type RailId } from '../../lib/drift/index.js';
import { workload } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  CONTENT,
  edge,
  enforced,
  identity,
  idOf,
  inventory,
  live,
  liveSet,
  manifest,
  PROD,
  READERS,
  record,
  wanted,
} from '../_helpers/build.js';
import { endings, everyone, people, planOf, verdicts } from './_plan.js';
import { DANA } from './_foreign.js';

describe('ceilings', () => {
  const few = { ceiling: { count: 3, fraction: 1, fractionFrom: 20 } };

  it('block a whole package above the count', () => {
    expect(verdicts(planOf({ world: endings(people(3)), rails: few }))).toEqual(['go', 'go', 'go']);
    expect(new Set(verdicts(planOf({ world: endings(people(4)), rails: few })))).toEqual(
      new Set(['ceiling']),
    );
  });

  it('block above the fraction of live holders, from twenty holders up', () => {
    const rails = { ceiling: { count: 100, fraction: 0.25, fractionFrom: 20 } };
    const of = (over: number, holders: number): (RailId | 'go')[] =>
      verdicts(
        planOf({ world: endings(people(holders).slice(0, over), people(holders).slice(over)), rails }),
      );
    expect(new Set(of(6, 20))).toEqual(new Set(['ceiling']));
    expect(new Set(of(5, 20))).toEqual(new Set(['go']));
    expect(new Set(of(6, 19))).toEqual(new Set(['go']));
  });

  it('H1.6 hold a workload whose owners are among too many leavers, and let it go with a few', () => {
    const robot = edge(workload('deploy'), READERS);
    const leaving = (count: number, expires = '2099-01-01T00:00:00.000Z') => {
      const leavers = people(count);
      const [owner] = leavers;
      const approvers = [owner && 'id' in owner.holder ? owner.holder.id : ''];
      const world = {
        manifest: manifest({
          edges: [...leavers, robot].map((one) => wanted(one)),
          catalogue: {
            scopes: [enforced([READERS])],
            teams: [{ name: 'platform', title: '', approvers }] as never,
            workloads: [{ id: 'deploy', title: '', owner: 'platform', purpose: '', expires }] as never,
          },
        }),
        inventory: inventory({ edges: [...leavers, robot].map((one) => live(one)) }),
        identity: identity(
          ...leavers.map(({ holder }) => record('id' in holder ? holder.id : '', { status: 'terminated' })),
        ),
      };
      const line = planOf({ world, rails: few }).lines.find(
        ({ finding }) => finding.subject.id === idOf(robot),
      );
      return line && (line.verdict.state === 'held' ? line.verdict.rail : line.verdict.state);
    };
    expect(leaving(4)).toBe('ceiling');
    expect(leaving(3)).toBe('go');
    expect(leaving(4, '2026-01-01T00:00:00.000Z')).toBe('go');
  });

  it('count the whole removal of a confirmed leaver once', () => {
    const targets = [READERS, ADMINS, assignment(), assignment(ADMIN_SET, '222222222222' as typeof PROD)];
    const all = targets.map((target) => edge(DANA, target));
    const world = {
      manifest: manifest({
        edges: all.map((one) => wanted(one)),
        catalogue: { scopes: [enforced([READERS, ADMINS], [PROD, '222222222222' as typeof PROD])] },
      }),
      inventory: inventory({ edges: all.map((one) => live(one)) }),
      identity: identity(record('1', { status: 'terminated' })),
    };
    expect(verdicts(planOf({ world, rails: few }))).toEqual(['go', 'go', 'go', 'go']);
  });

  it('block when too many leave at once', () => {
    const leavers = people(4);
    const world = {
      manifest: manifest({ edges: leavers.map((one) => wanted(one)) }),
      inventory: inventory({ edges: leavers.map((one) => live(one)) }),
      identity: identity(
        ...leavers.map(({ holder }) => record('id' in holder ? holder.id : '', { status: 'terminated' })),
      ),
    };
    expect(new Set(verdicts(planOf({ world, rails: few })))).toEqual(new Set(['ceiling']));
  });

  it('are separate and higher for what is foreign, and let what is privileged go first', () => {
    expect(DEFAULT_RAILS.foreignCeiling.count).toBeGreaterThan(DEFAULT_RAILS.ceiling.count);
    const privileged = edge(DANA, assignment());
    const world = {
      inventory: inventory({
        edges: [...people(3), privileged].map((one) => live(one)),
        roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
      }),
      identity: everyone,
    };
    const plan = planOf({ world, rails: { foreignCeiling: { count: 2 } } });
    expect(verdicts(plan)).toEqual(['go', 'go', 'foreign-ceiling', 'foreign-ceiling']);
    expect(plan.lines[0]?.finding.subject).toMatchObject({ edge: privileged });
  });
});
