import { FORGE_SOURCE } from '../../../lib/identity/index.js';
import { loginsOf, type Actor } from '../../../lib/policy/index.js';
import { identity, record } from '../../_helpers/build.js';

const account = { source: FORGE_SOURCE as never, native: 'n', login: 'BOSS' };
const boss: Actor = { login: 'boss', kind: 'user' };
const people = identity(record('1', { forgeLogin: 'boss' }), record('2', { forgeLogin: 'two' }));

describe('a login of the forge (REQ-043)', () => {
  it('is the one person’s who has it, in either case of letters', () => {
    expect(loginsOf(people)({ login: 'Boss', kind: 'user' })?.id).toBe('1');
  });

  it.each([
    ['a program has it too', { workloads: [{ id: 'ci' as never, accounts: [account] }] }],
    [
      'somebody in doubt has it too',
      { doubted: [{ id: '3' as never, why: 'is in doubt', accounts: [account] }] },
    ],
    ['the feeds claim it for several', { contested: [account] }],
    ['several people use it', { shared: [account] }],
    [
      'it is the second of somebody else',
      { people: [...people.people, record('3', { accounts: [account] })] },
    ],
  ])('is nobody’s: %s', (_, more) => {
    expect(loginsOf({ ...people, ...more })(boss)).toBeUndefined();
    expect(loginsOf({ ...people, ...more })({ login: 'two', kind: 'user' })?.id).toBe('2');
  });
});
