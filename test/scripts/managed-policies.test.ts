import { differenceLines } from '../../scripts/managed-policies/difference.js';
import { fileOf, type Published } from '../../scripts/managed-policies/published.js';
import { PublishedPolicies } from '../../lib/meaning/managed/published.js';
import { allow, deny, smallIndex, type Written } from '../meaning/builders.js';

const AWS = 'arn:aws:iam::aws:policy/';

/** A policy by its versions, the oldest first. */
function published(path: string, ...versions: readonly (readonly Written[])[]): Published {
  return {
    arn: `${AWS}${path}`,
    latestVersionId: `v${String(versions.length)}`,
    lastUpdatedDate: '2026-08-26T01:07:19.000Z',
    versions: Object.fromEntries(
      versions.map((Statement, i) => [
        `v${String(i + 1)}`,
        { document: { Version: '2012-10-17', Statement } },
      ]),
    ),
  };
}

const file = (...policies: readonly Published[]) => fileOf({ version: '1.0.0', policies });
const changes = (before: Published[], after: Published[]) =>
  differenceLines(file(...before), { ...file(...after), version: '1.0.1' }, smallIndex());

const allOfS3 = allow('s3:*');

describe('the file of managed policies', () => {
  it('holds the latest version, and what all of them hold', () => {
    const made = file(
      published('Both', [allow('s3:*'), deny('s3:Put*')], [allow('s3:*')]),
      published('Alone', [allow('s3:*')], [allow('s3:Get*')]),
      published('aws-service-role/Linked', [allow('s3:*')]),
      published('Never', [deny('s3:*')]),
    );
    const policies = new PublishedPolicies(made);
    expect(made).toMatchObject({ version: '1.0.0', newest: '2026-08-26' });
    expect(policies.paths).toEqual(['Alone', 'Both', 'Never']);
    expect(policies.paths.map((path) => policies.find(`${AWS}${path}`)?.everHeld)).toEqual([
      'Allow',
      'both',
      'Deny',
    ]);
    expect(policies.find(`${AWS}Both`)).toMatchObject({ version: 'v2', published: '2026-08-26' });
  });

  it('knows of those older versions that meant something else, the newest that meant so', () => {
    const [row] = file(
      published('Alone', [allow('s3:Get*')], [allOfS3], [allow(['s3:*', 's3:*'])], [allow('s3:Get*')]),
    ).policies;
    expect(row?.[6].map(([version]) => version)).toEqual(['v3']);
  });

  it('passes over an older version that is no policy, and refuses a latest one', () => {
    const faulty = [allow('s3: GetObject')];
    expect(file(published('Once', faulty, [allOfS3])).policies[0]?.[6]).toEqual([]);
    expect(() => file(published('Now', [allOfS3], faulty))).toThrow(/Now is not understood/);
  });

  it.each<[string, Written]>([
    ['principals', { ...allOfS3, Principal: '*' } as Written],
    ['what reads as a variable and is none', allow('s3:*', 'arn:aws:s3:::${$}{aws:username}')],
  ])('refuses what it has no place for: %s', (_, statement) => {
    expect(() => file(published('Strange', [statement]))).toThrow(/no place/);
  });
});

describe('the difference of two files', () => {
  it('of one with itself is none', () => {
    const both = [published('Same', [allOfS3])];
    expect(changes(both, both)).toEqual(['managed policies 1.0.0 to 1.0.1: 0 new, 0 gone, 0 changed']);
  });

  it('tells what became possible, the most telling first, and what no longer is', () => {
    const before = [allow(['s3:GetObject', 'ec2:RunInstances'])];
    const after = [allow(['s3:GetObject', 's3:ListAllMyBuckets', 's3:PutBucketPolicy', 's3:Del*'])];
    expect(changes([published('Changed', before)], [published('Changed', before, after)])).toEqual([
      'managed policies 1.0.0 to 1.0.1: 0 new, 0 gone, 1 changed',
      'Changed v1 to v2 of 2026-08-26',
      '  possible now: 3 actions: s3:PutBucketPolicy, s3:DeleteObject, s3:ListAllMyBuckets; what AWS has or adds beyond the index under s3:del*',
      '  no longer possible: 1 action: ec2:RunInstances',
    ]);
  });

  it('tells of what reads contents before what reads descriptions', () => {
    const [before, after] = [[allow('iam:GetRole')], [allow(['s3:GetBucketPolicy', 's3:GetObject'])]];
    expect(changes([published('Reader', before)], [published('Reader', before, after)])[2]).toBe(
      '  possible now: 2 actions: s3:GetObject, s3:GetBucketPolicy',
    );
  });

  it('tells what a Deny takes, or gives back, beside whatever else a role may do', () => {
    const [before, after] = [
      [deny(['s3:PutObject', 'iam:PassRole'])],
      [deny(['s3:PutObject', 's3:GetObject'])],
    ];
    expect(
      changes([published('Quarantine', before)], [published('Quarantine', before, after)]).slice(1),
    ).toEqual([
      'Quarantine v1 to v2 of 2026-08-26',
      '  no longer denied: 1 action: iam:PassRole',
      '  denied now: 1 action: s3:GetObject',
    ]);
  });

  describe('what it cannot tell', () => {
    const tagged = (operator: string, value: string) =>
      allow('s3:GetObject', 'arn:aws:s3:::a', { [operator]: { 'aws:x': value } });
    // Either value is any value: the same, which no rule here proves.
    const before = [tagged('Bool', 'true'), tagged('Bool', 'false')];
    const after = [tagged('Null', 'false')];

    it('is said', () => {
      expect(changes([published('Tagged', before)], [published('Tagged', before, after)]).slice(2)).toEqual([
        '  perhaps possible now: 1 action: s3:GetObject',
        '  perhaps no longer possible: 1 action: s3:GetObject',
      ]);
    });

    it('is not said of an action of which the same is shown', () => {
      const more = [...after, allow('s3:GetObject', 'arn:aws:s3:::b')];
      expect(changes([published('Tagged', before)], [published('Tagged', before, more)]).slice(2)).toEqual([
        '  possible now: 1 action: s3:GetObject',
        '  perhaps no longer possible: 1 action: s3:GetObject',
      ]);
    });
  });

  it('tells of new and gone policies', () => {
    expect(
      changes([published('Gone', [allow('s3:GetObject')])], [published('New', [allow('iam:PassRole')])]),
    ).toEqual([
      'managed policies 1.0.0 to 1.0.1: 1 new, 1 gone, 0 changed',
      'Gone v1: gone',
      '  no longer possible: 1 action: s3:GetObject',
      'New v1 of 2026-08-26: new',
      '  possible now: 1 action: iam:PassRole',
    ]);
  });

  it('tells when a policy no longer holds Allow alone, whatever it means by itself', () => {
    const [before, after] = [[allow('s3:GetObject')], [allow('s3:GetObject'), deny('ec2:*')]];
    expect(changes([published('Mixed', before)], [published('Mixed', before, after)])).toContain(
      '  its versions held Allow alone, and hold both Allow and Deny now',
    );
  });

  it('tells when an older version comes to light that held a Deny', () => {
    const [now, older] = [[allow('s3:GetObject')], [deny('s3:PutObject')]];
    expect(changes([published('Known', now)], [published('Known', older, now)]).slice(2)).toEqual([
      '  its versions held Allow alone, and hold both Allow and Deny now',
    ]);
  });

  it('passes over a new version that means the same', () => {
    const twice = [allOfS3, allOfS3];
    expect(changes([published('Same', [allOfS3])], [published('Same', [allOfS3], twice)])).toHaveLength(1);
  });
});
