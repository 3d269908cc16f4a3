import { assemble, closureOf, reachOf } from '../../lib/inventory/index.js';
import { awsGroup, oktaGroup, person } from '../../lib/model/index.js';
import { aws, AWS_SOURCE, links, okta, OKTA_SOURCE, sweepOf, user } from './_world.js';

function world(pushes: readonly { from: string; active: boolean }[], atTarget: readonly string[] = []) {
  return assemble(
    [
      sweepOf(AWS_SOURCE, {
        users: [user('u1', 'dana'), user('y2', 'Eli@example.com')],
        groups: [aws('ag', 'aws-admins'), aws('other', 'others')],
        memberships: atTarget.map((native) => ({ group: 'ag', user: native, id: `m-${native}` })),
      }),
      sweepOf(OKTA_SOURCE, {
        users: [user('u1', 'dana@example.com'), user('x2', 'eli@example.com'), user('u3', 'sam@example.com')],
        groups: [okta('og', 'admins'), okta('og2', 'more')],
        memberships: [
          { group: 'og', user: 'u1' },
          { group: 'og', user: 'x2' },
          { group: 'og2', user: 'u3' },
        ],
        pushes: pushes.map(({ from, active }) => ({ from, toName: 'aws-admins', toNative: 'ag', active })),
      }),
    ],
    links,
  );
}

const target = awsGroup('aws-admins');

describe('whom an entitlement of a group reaches', () => {
  test('an active push reaches everyone at its source, before it has arrived', () => {
    expect(reachOf(world([{ from: 'og', active: true }]), target)).toMatchObject([
      { kind: 'unlinked', login: 'eli@example.com' },
      person('1'),
    ]);
  });

  test('an inactive push reaches nobody', () => {
    expect(reachOf(world([{ from: 'og', active: false }]), target)).toEqual([]);
    expect(reachOf(world([{ from: 'og', active: false }], ['u1']), target)).toEqual([person('1')]);
  });

  test('of several pushes the active ones reach', () => {
    const both = [
      { from: 'og', active: false },
      { from: 'og2', active: true },
    ];
    expect(reachOf(world(both), target)).toEqual([person('3')]);
  });

  test('a push into another group reaches nobody of this one', () => {
    expect(reachOf(world([{ from: 'og', active: true }]), awsGroup('others'))).toEqual([]);
  });

  test('whoever arrived already is one with whom it came from, by login whatever its case', () => {
    const seen = reachOf(world([{ from: 'og', active: true }], ['u1', 'y2']), target);
    expect(seen).toHaveLength(2);
    expect(seen).toMatchObject([{ kind: 'unlinked' }, person('1')]);
  });

  test('what has arrived are the members of the group itself, and nobody who is only to be pushed', () => {
    const seen = world([{ from: 'og', active: true }], ['u1']);
    const into = (group: Parameters<typeof reachOf>[1]) =>
      closureOf(seen, 'arrived')
        .into(group)
        .map(({ edge }) => edge.holder);
    expect(into(target)).toEqual([person('1')]);
    expect(into(oktaGroup('more'))).toEqual([person('3')]);
    expect(into(awsGroup('nowhere'))).toEqual([]);
  });
});
