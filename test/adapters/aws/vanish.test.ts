import { plain } from '../../_helpers/observed.js';
import type { Fault } from '../../../sandbox/index.js';
import { listAll } from '../../../lib/adapters/aws/pages.js';
import { place, type Place } from './world.js';

const NOT_FOUND: Fault['effect'] = {
  kind: 'status',
  status: 400,
  body: '{"__type":"ResourceNotFoundException","message":"does not exist"}',
  contentType: 'application/x-amz-json-1.1',
};

let here: Place;
beforeEach(async () => {
  here = await place();
});
afterEach(() => here.sandbox.close());

/** Deletes something in the provider between its listing and its reading. */
function onCall(operation: string, effect: () => void): void {
  const { calls } = here.sandbox.runtime;
  const push = calls.push.bind(calls);
  let done = false;
  calls.push = (...added) => {
    if (!done && added.some((call) => call.operation === operation)) {
      done = true;
      effect();
    }
    return push(...added);
  };
}

test('a group that vanishes after its listing is left out, and the sweep is whole', async () => {
  const { groups, memberships } = here.sandbox.runtime.world.aws;
  const gone = here.id('group', 'readers');
  onCall('ListGroups', () => {
    groups.delete(gone);
    for (const [id, membership] of memberships) if (membership.groupId === gone) memberships.delete(id);
  });
  const { completeness, seen } = await here.aws.source.sweep();
  expect(completeness.complete).toBe(true);
  expect(plain(seen).groups.map((group) => group.ref.name)).toEqual(['admins']);
  expect(plain(seen).memberships.map((membership) => membership.group)).not.toContain(gone);
  expect(here.calls('ListGroups')).toBe(2);
});

test('a set that vanishes after its listing is left out with its pairs, and the sweep is whole', async () => {
  const gone = here.id('set', 'Admin');
  onCall('ListPermissionSets', () => here.sandbox.runtime.world.aws.permissionSets.delete(gone));
  const { completeness, seen } = await here.aws.source.sweep();
  expect(completeness.complete).toBe(true);
  expect(
    plain(seen)
      .sets.map((set) => set.ref.name)
      .sort(),
  ).toEqual(['Reader', 'Unused']);
  expect(seen.pairs.map((pair) => pair.set)).not.toContain(gone);
});

test('REQ-058 a listing of groups that leaves out one which holds an assignment is not whole', async () => {
  here.fault('identitystore:ListGroups', { kind: 'short-page' });
  const { completeness } = await here.aws.source.sweep();
  expect(completeness.failures).toMatchObject([
    { part: { part: 'listing', of: 'groups' }, error: { code: 'PROVIDER_MALFORMED' } },
  ]);
});

test('an assignment that a deleted group left behind does not make the listing of groups suspect', async () => {
  here.sandbox.runtime.world.aws.groups.delete(here.id('group', 'readers'));
  const { completeness } = await here.aws.source.sweep();
  expect(completeness.complete).toBe(true);
});

test('an item that a changing list shows on two pages is one item', async () => {
  const pages = [
    { items: ['a', 'b'], next: 'more' },
    { items: ['b', 'c'], next: undefined },
  ];
  const listing = await listAll({
    action: 'test:List',
    page: (token) => Promise.resolve(pages[token === undefined ? 0 : 1] ?? { items: [], next: undefined }),
    item: (name) => ({ name }),
    mostPages: 9,
  });
  expect(listing).toEqual({ items: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
});

test('"not found" for a group that is still listed is a failure, not an empty group', async () => {
  here.fault('identitystore:ListGroupMemberships', NOT_FOUND, {
    where: { GroupId: here.id('group', 'readers') },
  });
  const { completeness, seen } = await here.aws.source.sweep();
  expect(completeness.failures.map(({ part, error }) => [part.part, error.code])).toEqual([
    ['group', 'PROVIDER_NOT_FOUND'],
  ]);
  expect(plain(seen).groups.map((group) => group.ref.name)).toContain('readers');
});

test('"not found" once for a pair that is there is read again', async () => {
  here.fault('sso-admin:ListAccountAssignments', NOT_FOUND, { times: 1 });
  const { completeness, seen } = await here.aws.source.sweep();
  expect(completeness.complete).toBe(true);
  expect(plain(seen).assignments).toHaveLength(3);
});

test('where the listing cannot be read again, what was not found stays a failure', async () => {
  here.fault('identitystore:ListGroupMemberships', NOT_FOUND, {
    where: { GroupId: here.id('group', 'readers') },
  });
  here.fault('identitystore:ListGroups', { kind: 'denied' }, { skip: 1 });
  const { completeness } = await here.aws.source.sweep();
  expect(completeness.failures.map(({ error }) => error.code)).toEqual(['PROVIDER_NOT_FOUND']);
});

test('a set whose name cannot be read keeps its edges under its ARN', async () => {
  here.fault(
    'sso-admin:DescribePermissionSet',
    { kind: 'denied' },
    { where: { PermissionSetArn: here.id('set', 'Admin') } },
  );
  const { seen } = await here.aws.source.sweep();
  expect(plain(seen).sets.find((set) => set.native === here.id('set', 'Admin'))?.ref.name).toBe(
    here.id('set', 'Admin'),
  );
  expect(plain(seen).assignments).toHaveLength(3);
});

test('an abort ends the sweep with its reason, and begins no more calls', async () => {
  const stop = new AbortController();
  onCall('ListPermissionSets', () => stop.abort(new Error('enough')));
  await expect(here.aws.source.sweep({ signal: stop.signal })).rejects.toThrow('enough');
  const then = here.sandbox.runtime.calls.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(here.calls('ListAccountAssignments')).toBe(0);
  expect(here.sandbox.runtime.calls.length - then).toBeLessThanOrEqual(10);
});

test('progress counts up to what was listed', async () => {
  const seen: (readonly [number, number])[] = [];
  const { completeness } = await here.aws.source.sweep({ onProgress: (...at) => seen.push(at) });
  expect(seen.at(-1)).toEqual([completeness.listed, completeness.listed]);
  expect(seen.every(([answered, listed]) => answered <= listed)).toBe(true);
});
