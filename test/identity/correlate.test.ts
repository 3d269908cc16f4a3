import { canonicalJson } from '../../lib/kernel/index.js';
import { correlate, linksOf } from '../../lib/identity/index.js';
import { person, workload, AWS_SOURCE, OKTA_SOURCE } from '../../lib/model/index.js';
import { accountRow, AS_OF, feed, hrRow, identityOf } from '../_helpers/people.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('correlate', () => {
  it('joins accounts to people by worker id', () => {
    const links = linksOf(
      identityOf(
        [hrRow('1'), hrRow('2')],
        [accountRow('workload:bot'), accountRow('hr:1', 'github', { login: 'one' })],
      ),
    );
    expect(links.principalOf(OKTA_SOURCE, 'okta-1')).toEqual(person('1'));
    expect(links.principalOf(AWS_SOURCE, 'okta-1')).toBeUndefined();
    expect(links.principalOf(OKTA_SOURCE, 'okta-bot')).toEqual(workload('bot'));
    expect(links.accountOf(person('2'), AWS_SOURCE)).toMatchObject({ native: 'aws-2' });
    expect(links.personOf('1')?.forgeLogin).toBe('one');
    expect(links.recordOf(person('9'))).toBeUndefined();
  });

  it('gives no account rather than a guess when a person has two in one source', () => {
    const links = linksOf(
      identityOf([hrRow('1')], [accountRow('hr:1', 'okta', { native_id: 'second', login: 'second' })]),
    );
    expect(links.accountOf(person('1'), OKTA_SOURCE)).toBeUndefined();
  });

  it('gives the same snapshot whatever the order of rows', () => {
    const rows = [hrRow('2'), hrRow('1')];
    const { feeds: _a, ...one } = identityOf(rows);
    const { feeds: _b, ...other } = identityOf([...rows].reverse());
    expect(canonicalJson(one)).toBe(canonicalJson(other));
  });

  it.each([
    ['a digest of other bytes', { digest: 'sha256:00' }],
    ['another row count', { rows: 7 }],
    ['a time in the future', { generatedAt: '2027-01-01T00:00:00Z' }],
    ['a time without zone', { generatedAt: '2026-11-20' }],
    ['no row count', { rows: undefined }],
  ])('refuses a feed whose manifest has %s', (_what, manifest) => {
    expect(() => correlate(feed('hr', [hrRow('1')], manifest), feed('directory', []), AS_OF)).toThrow(
      code('FEED_REFUSED'),
    );
  });

  it.each([
    ['an unknown worker type', { worker_type: 'robot' }],
    ['an unknown status', { status: 'probably' }],
    [
      'a contractor without sponsor',
      { worker_type: 'contractor', vendor: 'Acme', contract_end: '2027-01-01' },
    ],
    ['a vendor without end', { worker_type: 'vendor', vendor: 'Acme', sponsor_id: '2' }],
    ['a day that does not exist', { start_date: '2026-02-30' }],
    ['no id', { worker_id: '' }],
  ])('refuses a feed with %s', (_what, changes) => {
    expect(() => identityOf([hrRow('1', changes)])).toThrow(code('FEED_REFUSED'));
  });

  it.each([
    ['one worker id twice', [hrRow('1'), hrRow('1', { email: 'x@example.org' })], []],
    ['one e-mail twice', [hrRow('1'), hrRow('2', { email: 'P1@example.org' })], []],
    [
      'one account owned twice',
      [hrRow('1'), hrRow('2')],
      [accountRow('hr:2', 'okta', { native_id: 'okta-1', login: 'x' })],
    ],
    [
      'one login twice, whatever its case',
      [hrRow('1'), hrRow('2')],
      [accountRow('hr:2', 'okta', { native_id: 'y', login: 'P1@EXAMPLE.ORG' })],
    ],
    ['one worker id in two cases', [hrRow('w1'), hrRow('W1', { email: 'x@example.org' })], []],
    [
      'one e-mail in two Unicode forms',
      [hrRow('1', { email: '\u00e9@example.org' }), hrRow('2', { email: 'e\u0301@example.org' })],
      [],
    ],
    [
      'one hexadecimal id in two cases',
      [hrRow('1'), hrRow('2')],
      [
        accountRow('hr:1', 'x', { native_id: 'ab-01', login: 'x' }),
        accountRow('hr:2', 'x', { native_id: 'AB-01', login: 'y' }),
      ],
    ],
    ['an account of nobody in HR', [hrRow('1')], [accountRow('hr:9')]],
  ])('refuses %s as a conflict', (_what, rows, extra) => {
    expect(() => identityOf(rows, extra)).toThrow(code('IDENTITY_CONFLICT'));
  });

  it('refuses an HR feed that names nobody: absence ends no access', () => {
    expect(() => correlate(feed('hr', []), feed('directory', []), AS_OF)).toThrow(code('FEED_REFUSED'));
  });

  it('shows every fault of both feeds at once', () => {
    const faults = (() => {
      try {
        identityOf([hrRow('1', { status: '?' }), hrRow('2', { worker_type: '?' })]);
        return [];
      } catch (error) {
        return (error as { faults: unknown[] }).faults;
      }
    })();
    expect(faults.length).toBeGreaterThanOrEqual(2);
  });

  it('REQ-060 keeps shared accounts apart from everybody', () => {
    const links = linksOf(identityOf([hrRow('1')], [accountRow('shared:root', 'aws')]));
    expect(links.isShared(AWS_SOURCE, 'aws-root')).toBe(true);
    expect(links.principalOf(AWS_SOURCE, 'aws-root')).toBeUndefined();
  });
});
