import {
  correlate,
  heldTo,
  identityReport,
  type FeedReads,
  type HealthProps,
  type IdentityReport,
  type IdentitySnapshot,
} from '../../lib/identity/index.js';
import { WritError } from '../../lib/kernel/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';

type Row = Readonly<Record<string, string>>;

const ENDED = { status: 'terminated', last_day: '2026-10-31' };
const EARLIER = { generatedAt: '2026-11-19T06:00:00Z' };
const ONE = hrRow('1');
/** Enough people that one who is missing is no fall. */
const FIRM = [ONE, hrRow('8'), hrRow('9')];
const read = (hr: readonly Row[], accounts: readonly Row[] = [], manifest: object = {}): IdentitySnapshot =>
  correlate(feed('hr', hr, manifest), feed('directory', accounts, manifest), AS_OF);
const after = (last: IdentitySnapshot, now: IdentitySnapshot): IdentitySnapshot =>
  heldTo({ last: { feeds: last.feeds, snapshot: last } }, now);
const checks = ({ findings = [] }: IdentitySnapshot): string[] => findings.map(({ check }) => check);
const doubted = (of: IdentitySnapshot): string[] => (of.doubted ?? []).map(({ id }) => id);
const lost = (of: IdentitySnapshot): string[] => (of.lost ?? []).map(({ native }) => native);

describe('what is remembered of the last accepted feeds', () => {
  it('are people in doubt whose rows then went, and not those who had left', () => {
    const before = read([...FIRM, hrRow('2', { status: '?' }), hrRow('3', ENDED)], [], EARLIER);
    expect(doubted(after(before, read(FIRM)))).toEqual(['2']);
  });

  it('are accounts that no row links, and not those that are shared or contested now', () => {
    const account = accountRow('hr:1', 'okta', { native_id: 'x' });
    const other = accountRow('hr:8', 'okta', { native_id: 'y', login: 'y' });
    const before = read(FIRM, [account, other], EARLIER);
    expect(lost(after(before, read(FIRM, [other])))).toEqual(['x']);
    expect(lost(after(before, read(FIRM, [other, { ...account, owner: 'shared:desk' }])))).toEqual([]);
    expect(lost(after(before, read(FIRM, [other, account, { ...account, owner: 'hr:9' }])))).toEqual([]);
  });

  it('is no lost account of somebody who left since: its end is told once', () => {
    const other = accountRow('hr:8');
    const before = read([...FIRM, hrRow('2')], [other, accountRow('hr:2')], EARLIER);
    const without = after(
      before,
      read([...FIRM, hrRow('2')], [other], { generatedAt: '2026-11-19T07:00:00Z' }),
    );
    expect(lost(without)).toEqual(['okta-2']);
    const left = after(
      without,
      read([...FIRM, hrRow('2', ENDED)], [other], { generatedAt: '2026-11-19T08:00:00Z' }),
    );
    expect(lost(after(left, read([...FIRM, hrRow('2', ENDED), hrRow('7')], [other])))).toEqual([]);
  });

  it('is no finding of rows: one that is mended is gone', () => {
    const before = read([...FIRM, hrRow('2', { department: '' })], [], EARLIER);
    expect(checks(before)).toEqual(['fact-missing']);
    expect(checks(after(before, read([...FIRM, hrRow('2')])))).toEqual([]);
  });

  it('is a login that is now a workload\u2019s, as long as the workload is there', () => {
    const login = (owner: string, native_id: string): Row =>
      accountRow(owner, 'okta', { native_id, login: 'ada' });
    const other = accountRow('hr:8');
    const before = read(FIRM, [other, login('hr:1', 'a')], EARLIER);
    const bot = [other, login('workload:bot', 'b')];
    const first = after(before, read(FIRM, bot, { generatedAt: '2026-11-19T07:00:00Z' }));
    expect(checks(first)).toEqual(['login-reassigned']);
    expect(checks(after(first, read([...FIRM, hrRow('7')], bot)))).toEqual(['login-reassigned']);
    const gone = after(first, read([...FIRM, hrRow('7')], [other]));
    expect(checks(gone)).toEqual([]);
  });
});

describe('the health of feeds', () => {
  const reads = (hr: readonly Row[], accounts: readonly Row[], more: Partial<FeedReads> = {}): FeedReads => ({
    hr: { feed: feed('hr', hr) },
    directory: { feed: feed('directory', accounts) },
    ...more,
  });
  const report = (of: FeedReads, more: Partial<HealthProps> = {}): IdentityReport =>
    identityReport(of, { asOf: AS_OF, standard: {}, ...more });

  it.each([
    ['one that refuses', { department: ' ' }, []],
    ['one that a person has to look at', {}, [accountRow('hr:2', 'okta', { status: 'suspended' })]],
    ['one that ends', ENDED, [accountRow('hr:2', 'okta', { status: 'active' })]],
  ])('with %s has findings', (_what, changes, accounts) => {
    expect(report(reads([ONE, hrRow('2', changes)], accounts)).verdict).toBe('findings');
    expect(report(reads([ONE, hrRow('2')], [])).verdict).toBe('clean');
  });

  it('concludes nothing while a feed of records cannot be read', () => {
    const gone = new WritError('SOURCE_UNAVAILABLE', 'gone', { remedy: 'r' });
    const told = report(reads([ONE], [], { delegations: { fault: gone } }));
    expect(told.verdict).toBe('unavailable');
    expect(told).not.toHaveProperty('findings');
    expect(
      report(reads([ONE], [], { delegations: { feed: recordsFeed('delegations', []) } })).findings,
    ).toEqual([]);
  });

  it('refuses feeds that are whole each and cannot be held against each other', () => {
    const told = report(
      reads(
        [ONE],
        ['7', '8'].map((id) => accountRow(`hr:${id}`)),
      ),
    );
    expect(told.verdict).toBe('refused');
    expect(told.feeds.flatMap(({ faults }) => faults)).toMatchObject([{ code: 'FEED_REFUSED' }]);
  });

  it('remembers, and knows who has no manager by right', () => {
    const before = read([ONE, hrRow('2', ENDED)], [], EARLIER);
    const last = { feeds: before.feeds, snapshot: before };
    const now = reads([ONE, hrRow('2')], []);
    expect(report(now, { standard: { last } }).findings).toMatchObject([{ check: 'rehired' }]);
    const heads = reads([ONE, hrRow('2', { manager_id: '' })], []);
    expect(report(heads).findings).toHaveLength(2);
    expect(report(heads, { heads: ['1', '2'] }).findings).toEqual([]);
  });
});
