import { canonicalJson } from '../../lib/kernel/index.js';
import { correlate, linksOf } from '../../lib/identity/index.js';
import { AWS_SOURCE, OKTA_SOURCE, person, workload } from '../../lib/model/index.js';
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

  it('refuses an HR feed that names nobody: absence ends no access', () => {
    expect(() => correlate(feed('hr', []), feed('directory', []), AS_OF)).toThrow(code('FEED_REFUSED'));
  });

  it('shows what is wrong with both feeds at once', () => {
    const stale = { digest: 'sha256:00' };
    const error = (() => {
      try {
        return correlate(feed('hr', [hrRow('1')], stale), feed('directory', [], stale), AS_OF);
      } catch (thrown) {
        return thrown as { faults?: unknown[] };
      }
    })();
    expect((error as { faults?: unknown[] }).faults).toHaveLength(2);
  });

  it('REQ-060 keeps shared accounts apart from everybody', () => {
    const links = linksOf(identityOf([hrRow('1')], [accountRow('shared:root', 'aws')]));
    expect(links.isShared(AWS_SOURCE, 'aws-root')).toBe(true);
    expect(links.principalOf(AWS_SOURCE, 'aws-root')).toBeUndefined();
  });
});
