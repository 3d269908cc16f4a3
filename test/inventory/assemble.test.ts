import { plain } from '../_helpers/observed.js';
import fc from 'fast-check';
import { assemble, closureOf, reachOf, type Part } from '../../lib/inventory/index.js';
import { awsGroup, edgeKey, oktaGroup, permissionSet, person } from '../../lib/model/index.js';
import { account, aws, AWS_SOURCE, links, okta, OKTA_SOURCE, set, sweepOf, sweeps, user } from './_world.js';

const oktaSweep = (members: readonly string[], active = true) =>
  sweepOf(OKTA_SOURCE, {
    users: [user('u1', 'dana@example.com'), user('x2', 'eli@example.com'), user('u3', 'same@example.com')],
    groups: [okta('og', 'admins')],
    memberships: members.map((native) => ({ group: 'og', user: native })),
    pushes: [{ from: 'og', toName: 'aws-admins', active }],
  });

const awsSweep = (members: readonly string[]) =>
  sweepOf(AWS_SOURCE, {
    users: [user('u1', 'dana'), user('y2', 'Eli@example.com'), user('u9', 'same@example.com')],
    groups: [aws('ag', 'aws-admins')],
    memberships: members.map((native) => ({ group: 'ag', user: native, id: `m-${native}` })),
  });

const causes = (...sweepsOfAll: Parameters<typeof assemble>[0]) =>
  assemble(sweepsOfAll, links)
    .edges.filter(({ edge }) => edge.target.kind === 'aws.group')
    .map(({ native, cause }) => [native.holder, cause.by]);

describe('causes', () => {
  test('a membership whose person is in the pushed group is pushed from that edge', () => {
    const { edges } = assemble([awsSweep(['u1']), oktaSweep(['u1'])], links);
    const pushed = edges.find(({ edge }) => edge.target.kind === 'aws.group');
    expect(pushed?.cause).toEqual({
      by: 'push',
      upstream: { holder: person('1'), target: oktaGroup('admins') },
    });
    const upstream = edges.find(({ edge }) => edge.target.kind === 'okta.group')?.edge;
    expect(pushed?.cause.by === 'push' && pushed.cause.upstream).toBe(upstream);
  });

  test('the target of a push is the group with the native id that it names, whatever its name', () => {
    const pushing = sweepOf(OKTA_SOURCE, {
      users: [user('u1', 'dana@example.com')],
      groups: [okta('og', 'admins')],
      memberships: [{ group: 'og', user: 'u1' }],
      pushes: [{ from: 'og', toName: 'admins', toNative: 'ag', active: true }],
    });
    expect(causes(awsSweep(['u1']), pushing)).toEqual([['u1', 'push']]);
  });

  test('the unlinked are matched by login, whatever its case', () => {
    expect(causes(awsSweep(['y2']), oktaSweep(['x2']))).toEqual([['y2', 'push']]);
  });

  test('two people are never one by their login', () => {
    expect(causes(awsSweep(['u9']), oktaSweep(['u3']))).toEqual([['u9', 'direct']]);
  });

  test('excess at the target, and an inactive push, are direct', () => {
    expect(causes(awsSweep(['u1', 'y2']), oktaSweep(['u1']))).toEqual([
      ['u1', 'push'],
      ['y2', 'direct'],
    ]);
    expect(causes(awsSweep(['u1']), oktaSweep(['u1'], false))).toEqual([['u1', 'direct']]);
  });

  test('group rules and groups of the provider are causes of their own', () => {
    const sweep = sweepOf(OKTA_SOURCE, {
      groups: [okta('g1'), { ...okta('g2', 'Everyone'), origin: 'service' }],
      memberships: [
        { group: 'g1', user: 'u1', rule: 'platform' },
        { group: 'g2', user: 'u1' },
      ],
    });
    expect(assemble([sweep], links).edges.map(({ cause }) => cause)).toEqual([
      { by: 'rule', rule: 'platform' },
      { by: 'service' },
    ]);
  });

  test('H1.4 a rule that may keep somebody is a cause that is not told, but for the groups of the provider', () => {
    const sweep = sweepOf(OKTA_SOURCE, {
      groups: [okta('g1'), { ...okta('g2', 'Everyone'), origin: 'service' }],
      memberships: ['g1', 'g2'].map((group) => ({ group, user: 'u1', mayBeByRule: ['platform'] })),
    });
    expect(assemble([sweep], links).edges.map(({ cause }) => cause)).toEqual([
      { by: 'not-told', doubt: { of: 'rule', rules: ['platform'] } },
      { by: 'service' },
    ]);
  });
});

describe('H-m0 push mappings that were not read', () => {
  const unread = { part: 'listing', of: 'push-mappings' } as const;
  const pushing = (parts: Parameters<typeof sweepOf>[2], member: string[] = []) =>
    sweepOf(
      OKTA_SOURCE,
      {
        users: [user('u1', 'dana@example.com'), user('x2', 'ELI@example.com'), user('u3', 'eve@example.com')],
        groups: [okta('og', 'admins')],
        memberships: member.map((one) => ({ group: 'og', user: one })),
      },
      parts,
    );

  test('leave the cause open of whoever is in some group of that source, by person or by login', () => {
    expect(causes(awsSweep(['u1']), pushing([unread], ['u1']))).toEqual([['u1', 'not-told']]);
    expect(causes(awsSweep(['y2']), pushing([unread], ['x2']))).toEqual([['y2', 'not-told']]);
  });

  test('leave no doubt of whoever is proved to be in none of them', () => {
    expect(causes(awsSweep(['u1']), pushing([unread], ['u3']))).toEqual([['u1', 'direct']]);
  });

  test.each<[Part]>([
    [{ part: 'group', group: 'og', name: 'admins' }],
    [{ part: 'listing', of: 'groups' }],
    [{ part: 'listing', of: 'instances' }],
  ])('prove nobody outside while %j was not read either', (part) => {
    expect(causes(awsSweep(['u1']), pushing([unread, part]))).toEqual([['u1', 'not-told']]);
  });

  test('that were read leave a copy without its source direct', () => {
    expect(causes(awsSweep(['u1']), pushing([], ['u1']))).toEqual([['u1', 'direct']]);
  });
});

describe('names', () => {
  test('holders that nobody links are kept with their native id', () => {
    const sweep = sweepOf(AWS_SOURCE, {
      sets: [set('s1', 'Admin')],
      assignments: [
        { set: 's1', account: account(1), holder: { type: 'user', native: 'gone' } },
        { set: 's1', account: account(1), holder: { type: 'group', native: 'gone-group' } },
      ],
    });
    const target = { account: account(1), kind: 'aws.assignment', set: permissionSet('Admin') };
    expect(assemble([sweep], links).edges.map(({ edge }) => edge)).toEqual([
      { holder: { kind: 'unlinked', native: 'gone', source: 'aws' }, target },
      { holder: { kind: 'aws.group', name: 'gone-group', native: 'gone-group', source: 'aws' }, target },
    ]);
  });

  test('two live groups of one name are an ambiguity, and both keep their edges', () => {
    const sweep = sweepOf(OKTA_SOURCE, {
      groups: [okta('g2', 'admins'), okta('g1', 'admins')],
      memberships: [
        { group: 'g1', user: 'u1' },
        { group: 'g2', user: 'u1' },
      ],
    });
    const { ambiguous, edges } = assemble([sweep], links);
    expect(ambiguous).toEqual([{ ref: oktaGroup('admins'), natives: ['g1', 'g2'] }]);
    expect(edges.map(({ native }) => native.target)).toEqual(['g1', 'g2']);
  });

  test('a set that goes by its native id is one that nothing is concluded from', () => {
    const { ambiguous } = assemble(
      [sweepOf(AWS_SOURCE, { sets: [set('arn-1'), set('arn-2', 'Admin')] })],
      links,
    );
    expect(ambiguous).toEqual([{ ref: permissionSet('arn-1'), natives: ['arn-1'] }]);
  });

  test('equal ends are one object, so that a million edges stay small', () => {
    const { edges } = assemble([awsSweep(['u1', 'u9']), oktaSweep(['u1'])], links);
    const [first, second] = edges.filter(({ edge }) => edge.target.kind === 'aws.group');
    expect(first?.edge.target).toBe(second?.edge.target);
  });
});

test('the order of the sweeps does not matter', () => {
  fc.assert(
    fc.property(sweeps, ({ seen }) => {
      const all = [seen, oktaSweep(['u1', 'x2'])];
      expect(assemble(all, links)).toEqual(assemble([...all].reverse(), links));
    }),
  );
});

test('every membership and assignment seen becomes exactly one edge', () => {
  fc.assert(
    fc.property(sweeps, ({ whole }) => {
      const { edges } = assemble([whole], links);
      expect(edges).toHaveLength(plain(whole.seen).memberships.length + plain(whole.seen).assignments.length);
      expect(new Set(edges.map(({ edge }) => edgeKey(edge))).size).toBe(edges.length);
    }),
  );
});

test('a carrier reaches its members and those who are about to be pushed into it', () => {
  const inventory = assemble([awsSweep(['u9', 'y2']), oktaSweep(['u1'])], links);
  // H4.20 whom no identity links counts, and is named first.
  const stranger = { kind: 'unlinked', source: 'aws', native: 'y2', login: 'Eli@example.com' };
  expect(reachOf(inventory, awsGroup('aws-admins'))).toEqual([stranger, person('1'), person('9')]);
  expect(reachOf(inventory, oktaGroup('admins'))).toEqual([person('1')]);
  const into = (view: 'arrived' | 'on-the-way') =>
    closureOf(inventory, view)
      .into(awsGroup('aws-admins'))
      .map(({ native }) => native.holder);
  // Whoever asks what can be used now counts who has arrived; whoever judges a carrier counts whom it will reach.
  expect([into('arrived'), into('on-the-way')]).toEqual([
    ['u9', 'y2'],
    ['u9', 'y2', 'u1'],
  ]);
  const stopped = assemble([awsSweep(['u9', 'y2']), oktaSweep(['u1'], false)], links);
  expect(closureOf(stopped, 'on-the-way').into(awsGroup('aws-admins'))).toHaveLength(2);
});

test('the sources are listed with their completeness, and the span covers all of them', () => {
  const early = sweepOf(OKTA_SOURCE, {}, [], { startedAt: '2026-01-01T00:00:00.000Z' as never });
  const { sources, startedAt } = assemble([sweepOf(AWS_SOURCE, {}), early], links);
  expect(sources.map(({ source }) => source)).toEqual(['aws', 'okta']);
  expect(startedAt).toBe('2026-01-01T00:00:00.000Z');
});
