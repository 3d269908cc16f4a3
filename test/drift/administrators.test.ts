import type { LiveUser } from '../../lib/inventory/index.js';
import {
  AWS_SOURCE,
  OKTA_SOURCE,
  workload,
  type Edge,
  type Principal,
  type SourceId,
} from '../../lib/model/index.js';
import {
  ADMIN_SET,
  assignment,
  CONTENT,
  edge,
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
import { everyone, people, planOf, verdicts } from './_plan.js';
import { SAM } from './_foreign.js';

describe('minimum of active administrators', () => {
  const rails = { administrators: { atLeast: 2, seats: [{ group: READERS }] } };
  const three = people(3);

  it('blocks the removals that would leave fewer', () => {
    const plan = planOf({
      world: { inventory: inventory({ edges: three.map((one) => live(one)) }), identity: everyone },
      rails,
    });
    expect(verdicts(plan).sort()).toEqual(['administrators', 'administrators', 'go']);
  });

  it('does not count those who left', () => {
    const [gone, ...staying] = three;
    const world = {
      inventory: inventory({ edges: three.map((one) => live(one)) }),
      identity: identity(
        record('p10', { status: 'terminated' }),
        ...staying.map(({ holder }) => record('id' in holder ? holder.id : '')),
      ),
    };
    const plan = planOf({ world, rails });
    const held = plan.lines
      .filter((line) => line.verdict.state === 'held')
      .map((line) => line.finding.subject.id);
    expect(held.sort()).toEqual(staying.map(idOf).sort());
    expect(gone && held).not.toContain(gone && idOf(gone));
  });

  it('H3.16 does not count a leaver whose own removal another rail holds', () => {
    const [leaver, ...staying] = three as [Edge, ...Edge[]];
    const seen = [live(leaver, { by: 'rule', rule: 'all' }), ...staying.map((one) => live(one))];
    const who = identity(
      record('p10', { status: 'terminated' }),
      ...staying.map(({ holder }) => record('id' in holder ? holder.id : '')),
    );
    const plan = planOf({ world: { inventory: inventory({ edges: seen }), identity: who }, rails });
    expect(verdicts(plan).sort()).toEqual(['administrators', 'administrators', 'by-rule']);
  });

  describe('H3.16 counts only people who can sign in', () => {
    const account = (of: Edge, source: SourceId, status: LiveUser['status'], id = 'one'): LiveUser => ({
      ...{ source, native: id, login: id, displayName: '', status },
      principal: of.holder as Principal,
    });
    const atLeastOne = { administrators: { atLeast: 1, seats: [{ group: READERS }] } };
    const [first, second, third] = three as [Edge, Edge, Edge];
    const bar = (of: Edge): LiveUser => account(of, OKTA_SOURCE, 'suspended');
    const held = (users: LiveUser[], more: Partial<Parameters<typeof inventory>[0]> = {}): Edge[] => {
      const seen = inventory({ edges: three.map((one) => live(one)), users, ...more });
      const ids = planOf({ world: { inventory: seen, identity: everyone }, rails: atLeastOne })
        .lines.filter(({ verdict }) => verdict.state === 'held' && verdict.rail === 'administrators')
        .map(({ finding }) => finding.subject.id);
      return three.filter((one) => ids.includes(idOf(one)));
    };

    it.each([
      [first, [second, third]],
      [second, [first, third]],
      [third, [first, second]],
    ])('keeps the one who is not suspended, whichever of them it is', (able, barred) => {
      expect(held(barred.map(bar))).toEqual([able]);
      expect(held([...barred.map(bar), account(able, AWS_SOURCE, 'active')])).toEqual([able]);
      expect(held(barred.map((one) => account(one, AWS_SOURCE, 'gone')))).toEqual([able]);
    });

    it('lets all go of whom nobody could sign in: they fill no seat', () => {
      expect(held(three.map(bar))).toEqual([]);
    });

    it('counts a person whose one account of two is active', () => {
      const both = [bar(first), account(first, OKTA_SOURCE, 'active', 'two')];
      expect(held([...both, bar(second), bar(third)])).toEqual([first]);
    });

    it('counts neither machines nor whom no record links', () => {
      const robot = edge(workload('deploy'), READERS);
      const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, READERS);
      const edges = [...three, robot, stranger].map((one) => live(one));
      expect(held([bar(second), bar(third)], { edges })).toEqual([first]);
    });

    it('holds whom it could not read the accounts of: each may be the last who can sign in', () => {
      const unread = [[OKTA_SOURCE, { part: 'listing', of: 'users' }]] as const;
      const plan = planOf({
        world: {
          inventory: inventory({ edges: three.map((one) => live(one)), unread }),
          identity: everyone,
        },
        rails: atLeastOne,
      });
      expect(verdicts(plan)).toEqual(three.map(() => 'administrators'));
    });
  });

  it('guards an account through everyone who has a privileged set on it', () => {
    const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
    const world = {
      manifest: manifest({ edges: [wanted(edge(SAM, READERS))] }),
      inventory: inventory({ edges: [live(edge(SAM, READERS)), live(edge(READERS, assignment()))], roles }),
    };
    const seat = { administrators: { atLeast: 1, seats: [{ account: PROD }] } };
    expect(verdicts(planOf({ world, rails: seat }))).toEqual(['administrators']);
  });
});
