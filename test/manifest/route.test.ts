import { declaredRoleText, packageShape } from '../../lib/manifest/index.js';
import { branded } from '../../lib/kernel/index.js';
import { packageOf } from '../_helpers/catalogue.js';

const person = { role: 'person', person: branded<'worker'>('8') } as const;

test('a role is told with its lists, and as before without', () => {
  expect(declaredRoleText({ role: 'manager' })).toBe('manager');
  expect(declaredRoleText({ role: 'team', team: 'x' })).toBe('team x');
  expect(
    declaredRoleText({
      role: 'team',
      team: 'x',
      fallback: [{ role: 'owner' }, person],
      escalation: [{ role: 'team', team: 'y' }],
    }),
  ).toBe('team x (where nobody of them can be asked: owner, hr:8; then it goes to team y)');
  expect(declaredRoleText({ role: 'owner', escalation: [person] })).toBe('owner (then it goes to hr:8)');
});

describe('the shape of a package', () => {
  const reads = (from: object): boolean =>
    packageShape.safeParse({ ...packageOf('x'), approval: { kind: 'one', from } }).success;

  test.each([
    ['no list, as it always was', { role: 'owner' }],
    ['both lists', { role: 'manager', fallback: [person], escalation: [{ role: 'team', team: 'x' }] }],
  ])('has %s', (_, from) => {
    expect(reads(from)).toBe(true);
  });

  test.each([
    ['an empty list', { role: 'owner', fallback: [] }],
    ['a manager on a list', { role: 'owner', fallback: [{ role: 'manager' }] }],
    ['a list within a list', { role: 'owner', fallback: [{ role: 'owner', fallback: [person] }] }],
    ['somebody by name', { role: 'owner', escalation: [{ role: 'person', person: '' }] }],
  ])('has not %s', (_, from) => {
    expect(reads(from)).toBe(false);
  });
});
