import { plain } from '../../_helpers/observed.js';
import { place, type Place } from './world.js';

let here: Place;
afterEach(() => here.sandbox.close());

test('a sweep reads users, groups, sets with content, pairs, assignments and accounts', async () => {
  here = await place();
  const { completeness, seen, uncovered } = await here.aws.source.sweep();
  expect(completeness).toMatchObject({ source: 'aws', complete: true, failures: [] });
  expect(completeness.listed).toBe(completeness.answered);
  expect(completeness.calls).toBe(here.sandbox.runtime.calls.length);
  expect(seen.users.map((user) => [user.login, user.status])).toEqual([
    ['dana', 'active'],
    ['eli', 'active'],
    ['gus', 'suspended'],
  ]);
  expect(plain(seen).memberships).toHaveLength(3);
  expect(seen.pairs).toHaveLength(3);
  expect(plain(seen).assignments).toHaveLength(3);
  expect(seen.accounts.map((account) => account.name)).toContain('payments-production');
  expect(uncovered.length).toBeGreaterThan(5);
  const content = (name: string) => plain(seen).sets.find((set) => set.ref.name === name)?.content;
  expect(content('Admin')).toEqual({
    managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    customerManaged: [],
    sessionMinutes: 150,
  });
  expect(content('Reader')).toMatchObject({
    managed: expect.arrayContaining(['arn:aws:iam::aws:policy/ReadOnlyAccess']),
    customerManaged: [{ path: '/team/', name: 'extra' }],
    inline: { Statement: [{ Effect: 'Allow' }] },
    boundary: { arn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
    sessionMinutes: 60,
  });
});
