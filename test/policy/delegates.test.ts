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
