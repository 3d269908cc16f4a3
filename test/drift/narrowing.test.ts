import { installed, isAttachable } from '../../scripts/managed-policies/published.js';
import { narrowsWithout } from '../../lib/drift/content/narrowing.js';
import { digest } from '../../lib/kernel/index.js';
import { NONE_LIVE, livePolicyOf, type LivePolicies } from '../../lib/meaning/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';
import { allow, awsPolicy, readAs } from '../_helpers/aws-texts.js';
import { ADMIN_SET, CONTENT, liveSet } from '../_helpers/build.js';

const without = (name: string, read: LivePolicies = NONE_LIVE) =>
  narrowsWithout(
    { slot: 'managed', name, digest: digest(name) },
    liveSet(ADMIN_SET, { ...CONTENT, managed: [name] }),
    read,
  );

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

describe('a role without its inline policy, which somebody wrote by hand', () => {
  const NONE: PermissionSetContent = { ...CONTENT, managed: [] };
  const deny = (Action: string): object => ({ ...allow(Action), Effect: 'Deny' });
  const withoutInline = (of: PermissionSetContent, ...Statement: readonly object[]) =>
    narrowsWithout(
      { slot: 'inline', name: 'inline', digest: digest('inline') },
      liveSet(ADMIN_SET, { ...of, inline: { Version: '2012-10-17', Statement } }),
      NONE_LIVE,
    );
  const READER: PermissionSetContent = { ...CONTENT, managed: [awsPolicy('AmazonS3ReadOnlyAccess')] };
  const MYSTERY = [{ path: '/', name: 'mystery' }];

  it.each<[string, PermissionSetContent, readonly object[], string]>([
    ['does less where that allows', READER, [allow('s3:PutObject')], 'narrows'],
    ['does as much where that allows what is allowed anyway', CONTENT, [allow('s3:PutObject')], 'narrows'],
    ['does more where that denies', READER, [deny('s3:GetObject')], 'restricts'],
    // Of a Deny that takes nothing today nobody knows what it is for.
    ['is left where that denies what nothing allows', READER, [deny('iam:*')], 'restricts'],
    [
      'does more where that gives nothing and denies',
      READER,
      [allow('s3:GetObject'), deny('s3:ListBucket')],
      'restricts',
    ],
    [
      'may do more where that gives nothing and denies beside what is not known',
      { ...READER, customerManaged: MYSTERY },
      [allow('s3:GetObject'), deny('iam:*')],
      'restricts',
    ],
    [
      'cannot be told to do less where that gives and takes',
      READER,
      [allow('s3:PutObject'), deny('s3:GetObject')],
      'unproved',
    ],
    [
      'is not taken to do less where that denies what nothing else allows',
      READER,
      [allow('s3:PutObject'), deny('iam:*')],
      'unproved',
    ],
    [
      'does less beside what is not known',
      { ...NONE, customerManaged: MYSTERY },
      [allow('s3:PutObject')],
      'narrows',
    ],
    [
      'cannot be told to do less where that is not understood, although all of it allows',
      READER,
      [{ ...allow('s3:PutObject'), Perhaps: true }],
      'unproved',
    ],
  ])('%s', (_, of, statements, expected) => {
    expect(withoutInline(of, ...statements)).toBe(expected);
  });

  it('is not taken to do less where two policies each deny what the other lets through', () => {
    const names = ['One', 'Two'];
    const read = new Map(
      names.map((name) => {
        const Statement = [allow(`s3:Get${name}`), deny('iam:*')];
        return [awsPolicy(name), readAs(name, 'v1', { Version: '2012-10-17', Statement })];
      }),
    );
    const live = liveSet(ADMIN_SET, { ...CONTENT, managed: [...CONTENT.managed, ...names.map(awsPolicy)] });
    const found = names.map((name) =>
      narrowsWithout({ slot: 'managed', name: awsPolicy(name), digest: digest(name) }, live, read),
    );
    expect(found).toEqual(['unproved', 'unproved']);
  });

  it('cannot be told to do less where what a boundary leaves is too much to tell apart', () => {
    const paths = Array.from({ length: 150 }, (_, i) => String(i));
    const read = new Map(
      ['Bound', 'Wide'].map((name) => {
        const Resource = paths.map((path) => `arn:aws:s3:::*${name === 'Wide' ? 'w' : 'b'}${path}*`);
        const Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource };
        return [awsPolicy(name), readAs(name, 'v1', { Version: '2012-10-17', Statement })];
      }),
    );
    const content = {
      ...CONTENT,
      managed: [awsPolicy('Wide')],
      boundary: { arn: awsPolicy('Bound') },
      inline: { Version: '2012-10-17', Statement: allow('sqs:SendMessage') },
    };
    const part = { slot: 'inline', name: 'inline', digest: digest('inline') } as const;
    expect(narrowsWithout(part, liveSet(ADMIN_SET, content), read)).toBe('unproved');
    const { boundary: _, ...unbound } = content;
    expect(narrowsWithout(part, liveSet(ADMIN_SET, unbound), read)).toBe('narrows');
  });

  it('cannot be told to do less where nobody knows what the role holds', () => {
    const part = { slot: 'managed', name: awsPolicy('AmazonS3ReadOnlyAccess'), digest: digest('') } as const;
    const { holds: _, ...live } = liveSet(ADMIN_SET, READER);
    expect(narrowsWithout(part, live, NONE_LIVE)).toBe('unproved');
  });
});
