import { branded, type Instant } from '../../lib/kernel/index.js';
import { linksOf, type Delegation } from '../../lib/identity/index.js';
import { seatingOf, type Decision, type ResolvedTicket } from '../../lib/policy/index.js';
import { person } from '../../lib/model/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { identity, LAST_WEEK, NOON, record, TOMORROW, YESTERDAY } from '../_helpers/build.js';
import { packageOf } from '../_helpers/catalogue.js';

const id = branded<'worker'>;
const delegation: Delegation = {
  record: 'DEL-1',
  from: id('1'),
  to: id('2'),
  scope: ['admin'],
  start: YESTERDAY,
  end: TOMORROW,
};

function filled({
  of = '9',
  at = NOON,
  owner = {},
  by = delegation,
  approver = 'hr:2',
}: {
  of?: string;
  at?: Instant;
  owner?: Parameters<typeof record>[1];
  by?: Delegation;
  approver?: string;
} = {}): boolean {
  const resolved = { principal: person(of), package: packageOf('admin') } as ResolvedTicket;
  const { open } = seatingOf(resolved, { approvers: [approver], at } as unknown as Decision, {
    people: linksOf(identity(record('1', owner), record('2'), record('3'), record('9'))),
    teams: [{ name: 'platform', title: 'Platform', approvers: [id('1')] }],
    delegations: [by],
  });
  return open.length === 0;
}

describe('a recorded approval of who acts for a holder of the role (REQ-045)', () => {
  it('counts as long as the delegation lasts', () => {
    expect(atBounds(YESTERDAY, (at) => filled({ at }))).toEqual({ before: false, on: true, after: true });
    expect(atBounds(TOMORROW, (at) => filled({ at }))).toEqual({ before: true, on: false, after: false });
  });

  it('counts while the holder is away, which is what it is for, and not once they have left', () => {
    expect(filled({ owner: { status: 'on-leave' } })).toBe(true);
    expect(filled({ owner: { status: 'terminated' } })).toBe(false);
    expect(filled({ owner: { lastDay: LAST_WEEK } })).toBe(false);
  });

  it('never counts for access of the holder, nor of who acts', () => {
    expect(filled({ of: '1' })).toBe(false);
    expect(filled({ of: '2' })).toBe(false);
  });

  it('does not count for another package, nor from anybody else', () => {
    expect(filled({ by: { ...delegation, scope: ['other'] } })).toBe(false);
    expect(filled({ by: { ...delegation, scope: 'all' } })).toBe(true);
    expect(filled({ approver: 'hr:3' })).toBe(false);
    expect(filled({ by: { ...delegation, from: id('3') } })).toBe(false);
  });
});

test('who acts for somebody is no second voice beside them, and is one beside somebody else', () => {
  const route = {
    kind: 'dual',
    first: { role: 'owner' },
    second: { role: 'team', team: 'security' },
  } as const;
  const open = (approvers: readonly string[], security: readonly [string, ...string[]]): number => {
    const [first, ...more] = security;
    return seatingOf(
      { principal: person('9'), package: packageOf('admin', { approval: route }) } as ResolvedTicket,
      { approvers, at: NOON } as unknown as Decision,
      {
        people: linksOf(identity(record('1'), record('2'), record('3'), record('9'))),
        teams: [
          { name: 'platform', title: 'Platform', approvers: [id('1')] },
          { name: 'security', title: 'Security', approvers: [id(first), ...more.map(id)] },
        ],
        delegations: [delegation],
      },
    ).open.length;
  };
  expect(open(['hr:1', 'hr:2'], ['1'])).toBe(1);
  expect(open(['hr:2', 'hr:1'], ['1'])).toBe(1);
  expect(open(['hr:2', 'hr:3'], ['1', '3'])).toBe(0);
  // Of two who may act for one another one may speak for themselves, where the role is theirs.
  expect(open(['hr:1', 'hr:2'], ['2'])).toBe(0);
  expect(open(['hr:2'], ['2'])).toBe(1);
});
