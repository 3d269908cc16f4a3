import { readCredentials, type CredentialsFeed } from '../../lib/identity/index.js';
import { parseInstant, plus } from '../../lib/kernel/index.js';
import { overdueCredentials, rotationOverdue, strayCredentials } from '../../lib/lifecycle/index.js';
import { ROTATE_WITHIN } from '../../lib/manifest/index.js';
import { person, workload } from '../../lib/model/index.js';
import { credentialOf, credentialsFeedOf } from '../_helpers/credentials.js';
import { workloadOf } from '../identity/_declared.js';

const CREATED = parseInstant('2026-11-01T00:00:00Z');
const ROTATED = parseInstant('2026-11-10T00:00:00Z');
const AS_OF = parseInstant('2026-11-20T09:00:00Z');
const H = 3_600_000;

function input(credentials: CredentialsFeed | undefined, rotateWithin?: number) {
  const bot = { ...workloadOf('bot', 'platform'), ...(rotateWithin === undefined ? {} : { rotateWithin }) };
  return { catalogue: { workloads: [bot, workloadOf('other', 'platform')] }, credentials };
}
const fed = (...records: readonly object[]) => readCredentials(credentialsFeedOf(records), AS_OF);

describe('REQ-084 a credential older than its rotation period is overdue', () => {
  test('to the millisecond, by when it was made while it never was rotated', () => {
    const of = input(fed(credentialOf()), H);
    expect(overdueCredentials(of, plus(CREATED, H))).toEqual([]);
    expect(overdueCredentials(of, plus(CREATED, H + 1))).toEqual([
      {
        ...{ workload: 'workload:bot', credential: 'KEY-1', kind: 'access-key' },
        ...{ since: CREATED, age: H + 1, limit: H },
      },
    ]);
  });

  test('by when it was rotated last, once it was', () => {
    const of = input(fed(credentialOf({ rotated: ROTATED })), H);
    expect(overdueCredentials(of, plus(ROTATED, H))).toEqual([]);
    expect(overdueCredentials(of, plus(ROTATED, H + 1))).toMatchObject([{ since: ROTATED, age: H + 1 }]);
  });

  test('by 90 days where its workload does not say', () => {
    const of = input(fed(credentialOf()));
    expect(ROTATE_WITHIN).toBe(90 * 24 * H);
    expect(overdueCredentials(of, plus(CREATED, ROTATE_WITHIN))).toEqual([]);
    expect(overdueCredentials(of, plus(CREATED, ROTATE_WITHIN + 1))).toHaveLength(1);
  });

  test('of its workload alone, and none that its source no longer takes', () => {
    const late = rotationOverdue(input(fed(credentialOf()), H), AS_OF);
    expect([late(workload('bot')), late(workload('other')), late(person('bot'))]).toEqual([
      true,
      false,
      false,
    ]);
    const over = input(fed(credentialOf({ expires: ROTATED })), H);
    expect(overdueCredentials(over, ROTATED)).toEqual([]);
    expect(overdueCredentials(over, plus(ROTATED, -1))).toHaveLength(1);
  });

  test('one of a workload that nobody declares is stray, and overdue for nobody', () => {
    const of = input(fed(credentialOf({ workload: 'workload:ghost' })), H);
    expect(overdueCredentials(of, AS_OF)).toEqual([]);
    expect(strayCredentials(of)).toMatchObject([{ workload: 'ghost', id: 'KEY-1' }]);
    expect(strayCredentials(input(fed(credentialOf()), H))).toEqual([]);
  });

  test.each([undefined, { unfit: { code: 'FEED_REFUSED', message: 'is unfit' } } as const])(
    'of no feed, and of one that is unfit, nothing is concluded: %j',
    (feed) => {
      expect(overdueCredentials(input(feed, 1), AS_OF)).toEqual([]);
      expect(strayCredentials(input(feed, 1))).toEqual([]);
    },
  );
});
