import { installed, isAttachable } from '../../scripts/managed-policies/published.js';
import { narrowsWithout } from '../../lib/drift/content/narrowing.js';
import { digest } from '../../lib/kernel/index.js';
import { NONE_LIVE, livePolicyOf, type LivePolicies } from '../../lib/meaning/index.js';
import { ADMIN_SET, CONTENT, liveSet } from '../_helpers/build.js';

const LIVE = liveSet(ADMIN_SET, CONTENT);

const without = (name: string, read: LivePolicies = NONE_LIVE) =>
  narrowsWithout({ slot: 'managed', name, digest: digest(name) }, LIVE, read);

/** What AWS published, told by its text alone: the effects of every version that the package has. */
function saying(effects: readonly string[]): string[] {
  return installed()
    .policies.filter(isAttachable)
    .filter(({ versions }) => {
      const text = JSON.stringify(versions);
      return ['Allow', 'Deny'].every((one) => text.includes(`"Effect":"${one}"`) === effects.includes(one));
    })
    .map(({ arn }) => arn);
}

describe('a role without one of the policies that AWS manages', () => {
  it('can do less where every version of the policy held Allow alone', () => {
    const arns = saying(['Allow']);
    expect(arns.length).toBeGreaterThan(1000);
    expect(arns.filter((arn) => without(arn) !== 'narrows')).toEqual([]);
  });

  it('is never taken to do less where some version held a Deny', () => {
    const arns = saying(['Allow', 'Deny']);
    expect(arns.length).toBeGreaterThan(20);
    expect(arns.filter((arn) => without(arn) !== 'unproved')).toEqual([]);
  });

  it('can do more where the policy only ever denied', () => {
    const arns = saying(['Deny']);
    expect(arns).toContain('arn:aws:iam::aws:policy/AWSDenyAll');
    expect(arns.filter((arn) => without(arn) !== 'restricts')).toEqual([]);
  });

  it.each([
    'arn:aws:iam::aws:policy/PublishedTomorrow',
    'arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy',
    'arn:aws:iam::111122223333:policy/AdministratorAccess',
    'AdministratorAccess',
  ])('is never taken to do less where %s is not known', (arn) => {
    expect(without(arn)).toBe('unproved');
  });

  it.each([
    ['AmazonS3ReadOnlyAccess', ['Allow'], 'narrows'],
    ['AmazonS3ReadOnlyAccess', ['Deny'], 'restricts'],
    ['AmazonS3ReadOnlyAccess', ['Allow', 'Deny'], 'unproved'],
    ['AmazonS3ReadOnlyAccess', [], 'unproved'],
    // What AWS did once, it may do again.
    ['AWSDenyAll', ['Allow'], 'unproved'],
    ['PublishedTomorrow', ['Allow'], 'narrows'],
    ['PublishedTomorrow', ['Deny'], 'restricts'],
  ] as const)('is judged by the live text where it was read: %s, %j', (name, effects, expected) => {
    const arn = `arn:aws:iam::aws:policy/${name}`;
    const Statement = effects.map((Effect) => ({ Effect, Action: 's3:*', Resource: '*' }));
    const live = livePolicyOf(arn, 'v9', JSON.stringify({ Version: '2012-10-17', Statement }));
    expect(without(arn, new Map([[arn, live]]))).toBe(expected);
  });

  it('is never taken to do less where the live text is not understood', () => {
    const arn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const live = livePolicyOf(arn, 'v9', '{"Statement":[{"Effect":"Perhaps"}]}');
    expect(without(arn)).toBe('narrows');
    expect(without(arn, new Map([[arn, live]]))).toBe('unproved');
  });
});
