import {
  identityReport,
  type FeedRead,
  type FeedReads,
  type HealthProps,
  type IdentityReport,
} from '../../lib/identity/index.js';
import { WritError } from '../../lib/kernel/index.js';
import { person, type Grant } from '../../lib/model/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';
import { teamOf } from './_declared.js';

const ok = <T>(of: T): FeedRead<T> => ({ feed: of });
const HR = [hrRow('1'), hrRow('2', { department: 'Finance' })];
const reads = (more: Partial<FeedReads> = {}): FeedReads => ({
  hr: ok(feed('hr', HR)),
  directory: ok(
    feed('directory', [accountRow('hr:1', 'github'), accountRow('hr:2', 'okta', { department: 'Finance' })]),
  ),
  ...more,
});
const grant = (id: string): Grant =>
  ({ principal: person(id), package: 'prod-admin', asset: 'payments' }) as unknown as Grant;
const MANIFEST = {
  asOf: AS_OF,
  grants: [grant('1'), grant('2'), grant('2')],
  catalogue: { teams: [teamOf('platform', ['1'])], workloads: [] },
} as unknown as NonNullable<HealthProps['manifest']>;
const report = (of: FeedReads, more: Partial<HealthProps> = {}): IdentityReport =>
  identityReport(of, { asOf: AS_OF, standard: {}, manifest: MANIFEST, ...more });
const differing = ok(
  feed('directory', [accountRow('hr:1', 'github'), accountRow('hr:2', 'okta', { department: 'Eng' })]),
);

describe('the health of identity feeds', () => {
  it('is clean with generated, rows and age where nothing is wrong', () => {
    expect(report(reads())).toMatchObject({
      verdict: 'clean',
      feeds: [
        { source: 'hr', state: 'fit', rows: 2, age: 3 * 3_600_000, faults: [] },
        { source: 'directory', state: 'fit', rows: 2, faults: [] },
      ],
      findings: [],
      grantsOf: AS_OF,
    });
  });

  it('names each grant that a finding touches, once, and of nobody else', () => {
    const { verdict, findings } = report(reads({ directory: differing }));
    expect(verdict).toBe('findings');
    expect(findings).toMatchObject([
      {
        check: 'department-differs',
        grants: [{ principal: person('2'), package: 'prod-admin', asset: 'payments' }],
      },
    ]);
    expect(findings?.[0]?.grants).toHaveLength(1);
  });

  it('holds declarations against the feeds where there are any', () => {
    const unmapped = reads({ directory: ok(feed('directory', [accountRow('hr:1')])) });
    expect(report(unmapped).findings?.map(({ check }) => check)).toEqual(['forge-login-unmapped']);
    const { manifest: _, ...props } = { asOf: AS_OF, standard: {}, manifest: undefined };
    expect(identityReport(unmapped, props)).toMatchObject({ verdict: 'clean', findings: [] });
    expect(identityReport(unmapped, props)).not.toHaveProperty('grantsOf');
  });

  it('REQ-006 a stale feed is refused by its own name, and what stands in the feeds is told all the same', () => {
    const old = reads({
      hr: ok(feed('hr', HR, { generatedAt: '2026-11-18T06:00:00Z' })),
      directory: differing,
    });
    const told = report(old, { standard: { limits: { age: 24 * 3_600_000 } } });
    expect(told.verdict).toBe('refused');
    expect(
      told.feeds.map(({ source, state, faults }) => [source, state, faults.map(({ code }) => code)]),
    ).toEqual([
      ['hr', 'refused', ['SOURCE_STALE']],
      ['directory', 'fit', []],
    ]);
    expect(told.findings).toHaveLength(1);
  });

  it('REQ-007 a feed that cannot be read leaves the others told, and nothing concluded', () => {
    const gone = new WritError('SOURCE_UNAVAILABLE', 'gone', { remedy: 'r' });
    const told = report(reads({ directory: { fault: gone } }));
    expect(told).toMatchObject({
      verdict: 'unavailable',
      feeds: [{ state: 'fit' }, { state: 'unavailable' }],
    });
    expect(told).not.toHaveProperty('findings');
  });

  it('a feed that fails its manifest is refused, beside any other', () => {
    const told = report(
      reads({
        hr: ok(feed('hr', HR, { digest: 'sha256:00' })),
        events: ok(recordsFeed('events', [], { rows: 3 })),
      }),
    );
    expect(told.feeds.map(({ source, state }) => [source, state])).toEqual([
      ['hr', 'refused'],
      ['directory', 'fit'],
      ['events', 'refused'],
    ]);
  });
});
