import fc from 'fast-check';
import { assemble, readability, type Part } from '../../lib/inventory/index.js';
import { awsGroup, edgeKey, oktaGroup, permissionSet, person, type Edge } from '../../lib/model/index.js';
import { account, aws, AWS_SOURCE, links, OKTA_SOURCE, set, sweepOf, sweeps, user } from './_world.js';

const member = (group: string): Edge => ({ holder: person('1'), target: awsGroup(group) });
const holds = (name: string, n = 1): Edge => ({
  holder: person('1'),
  target: { account: account(n), kind: 'aws.assignment', set: permissionSet(name) },
});

describe('absence', () => {
  test('an edge that is live is never concluded absent, whatever failed', () => {
    fc.assert(
      fc.property(sweeps, ({ whole, seen }) => {
        const shown = assemble([seen], links);
        const keys = new Set(shown.edges.map(({ edge }) => edgeKey(edge)));
        const proof = readability(shown);
        for (const { edge } of assemble([whole], links).edges) {
          if (!keys.has(edgeKey(edge)))
            expect([edgeKey(edge), proof(edge)]).not.toEqual([edgeKey(edge), true]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('more failures never prove more', () => {
    fc.assert(
      fc.property(sweeps, fc.nat(), ({ seen }, at) => {
        const { failures } = seen.completeness;
        const fewer = failures.filter((_, index) => index !== at % Math.max(1, failures.length));
        const less = {
          ...seen,
          completeness: { ...seen.completeness, failures: fewer, complete: fewer.length === 0 },
        };
        const [proof, easier] = [readability(assemble([seen], links)), readability(assemble([less], links))];
        for (const edge of [member('name-g1'), holds('name-s1'), holds('nothing'), member('nothing')]) {
          if (proof(edge) === true) expect(easier(edge)).toBe(true);
        }
      }),
    );
  });

  test('is proven for an unknown name when the listing is whole', () => {
    const proof = readability(
      assemble([sweepOf(AWS_SOURCE, { groups: [aws('g1')], sets: [set('s1', 'Admin')] })], links),
    );
    expect(proof(member('no-such-group'))).toBe(true);
    expect(proof(holds('NoSuchSet'))).toBe(true);
    expect(proof(holds('Admin', 9))).toBe(true);
  });

  test('is not proven for an unknown name while some set has no readable name', () => {
    const sweep = sweepOf(AWS_SOURCE, { sets: [set('arn-1')] }, [
      { part: 'content', set: 'arn-1', name: 'arn-1' },
    ]);
    expect(readability(assemble([sweep], links))(holds('Admin'))).toMatchObject({
      error: { code: 'NAME_AMBIGUOUS' },
    });
  });

  test('is not proven in a source that was not swept', () => {
    const proof = readability(assemble([sweepOf(AWS_SOURCE, {})], links));
    expect(proof({ holder: person('1'), target: oktaGroup('admins') })).toMatchObject({
      error: { code: 'INVENTORY_INCOMPLETE' },
    });
  });

  test('is not proven in a source that says it is incomplete and not why', () => {
    const proof = readability(assemble([sweepOf(OKTA_SOURCE, {}, [], { complete: false })], links));
    expect(proof({ holder: person('1'), target: oktaGroup('admins') })).toMatchObject({
      error: { code: 'INVENTORY_INCOMPLETE' },
    });
  });

  test('of an assignment to a group is not proven while groups cannot be listed', () => {
    const sweep = sweepOf(AWS_SOURCE, { sets: [set('s1', 'Admin')] }, [{ part: 'listing', of: 'groups' }]);
    const proof = readability(assemble([sweep], links));
    expect(proof({ ...holds('Admin'), holder: awsGroup('admins') })).not.toBe(true);
    expect(proof(holds('Admin'))).toBe(true);
  });

  test('of one group says nothing about its neighbours', () => {
    const groups = [aws('g1', 'one'), aws('g2', 'two')];
    const sweep = sweepOf(AWS_SOURCE, { groups, users: [user('u1')] }, [
      { part: 'group', group: 'g1', name: 'one' },
    ]);
    const proof = readability(assemble([sweep], links));
    expect(proof(member('one'))).toMatchObject({ part: { part: 'group', group: 'g1' } });
    expect(proof(member('two'))).toBe(true);
  });
});

describe('a group that the listing does not show', () => {
  const unread = { part: 'group', group: 'g-9', name: 'one' } as const;
  const proof = (part: Part, groups = [aws('g2', 'two')]) =>
    readability(assemble([sweepOf(AWS_SOURCE, { groups }, [part])], links));

  test('has no absent members while a group of its name failed to list, whose native id the listing lacks', () => {
    expect(proof(unread)(member('one'))).toMatchObject({ part: unread });
    expect(proof(unread)(member('three'))).toBe(true);
    expect(proof(unread)(member('two'))).toBe(true);
  });

  test('is judged by its id where the listing has it: a namesake that failed says nothing', () => {
    expect(proof(unread, [aws('g1', 'one')])(member('one'))).toBe(true);
  });
});

describe('each part that was not read keeps to what it is about', () => {
  const groups = [aws('g1', 'one'), aws('g2', 'two')];
  const sets = [set('s1', 'Admin'), set('s2', 'Reader')];
  const held = { ...holds('Admin'), holder: awsGroup('one') } as Edge;
  const proof = (...parts: readonly Part[]) => {
    const proven = readability(
      assemble([sweepOf(AWS_SOURCE, { groups, sets, users: [user('u1')] }, parts)], links),
    );
    return [member('one'), member('two'), holds('Admin'), holds('Admin', 2), holds('Reader'), held].map(
      (edge) => proven(edge) === true,
    );
  };
  const all = [true, true, true, true, true, true];
  const but = (...at: readonly number[]) => all.map((_, index) => !at.includes(index));

  test.each<[Part, boolean[]]>([
    [{ part: 'listing', of: 'instances' }, but(0, 1, 2, 3, 4, 5)],
    [{ part: 'listing', of: 'groups' }, but(0, 1, 5)],
    [{ part: 'listing', of: 'permission-sets' }, but(2, 3, 4, 5)],
    [{ part: 'listing', of: 'users' }, all],
    [{ part: 'listing', of: 'accounts' }, all],
    [{ part: 'group', group: 'g1', name: 'one' }, but(0)],
    [{ part: 'group', group: 'g2', name: 'two' }, but(1)],
    [{ part: 'set', set: 's1', name: 'Admin' }, but(2, 3, 5)],
    [{ part: 'set', set: 's2', name: 'Reader' }, but(4)],
    [{ part: 'pair', set: 's1', name: 'Admin', account: account(1) }, but(2, 5)],
    [{ part: 'pair', set: 's1', name: 'Admin', account: account(2) }, but(3)],
    [{ part: 'content', set: 's1', name: 'Admin' }, all],
  ])('%j', (part, proven) => {
    expect(proof(part)).toEqual(proven);
  });

  test('and nothing failed proves all', () => {
    expect(proof()).toEqual(all);
  });
});

test('two live groups of one name prove nothing of either, and nothing of what they hold', () => {
  const groups = [aws('g1', 'one'), aws('g2', 'one'), aws('g3', 'two')];
  const proven = readability(assemble([sweepOf(AWS_SOURCE, { groups, sets: [set('s1', 'Admin')] })], links));
  expect(proven(member('one'))).toMatchObject({ error: { code: 'NAME_AMBIGUOUS' }, part: { of: 'groups' } });
  expect(proven({ ...holds('Admin'), holder: awsGroup('one') })).toMatchObject({
    error: { code: 'NAME_AMBIGUOUS' },
  });
  expect(proven(member('two'))).toBe(true);
});

test('two live sets of one name prove nothing of either', () => {
  const sets = [set('s1', 'Admin'), set('s2', 'Admin'), set('s3', 'Reader')];
  const proven = readability(assemble([sweepOf(AWS_SOURCE, { sets })], links));
  expect(proven(holds('Admin'))).toMatchObject({
    error: { code: 'NAME_AMBIGUOUS' },
    part: { of: 'permission-sets' },
  });
  expect(proven(holds('Reader'))).toBe(true);
});
