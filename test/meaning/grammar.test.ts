import { readPolicy } from '../../lib/meaning/grammar/index.js';

const S3 = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function read(document: unknown) {
  const result = readPolicy(document);
  if (!result.policy) throw result.faults[0]!;
  return result;
}

function faultsOf(document: unknown) {
  const result = readPolicy(document);
  return result.policy ? [] : result.faults.map(({ code, message, place }) => ({ code, message, ...place }));
}

const withStatement = (more: object, version = '2012-10-17') => ({
  Version: version,
  Statement: [{ ...S3, ...more }],
});

describe('one meaning, one digest', () => {
  const digest = (document: unknown) => read(document).digest;
  const plain = digest({ Version: '2012-10-17', Statement: [S3] });

  test.each<[string, unknown]>([
    ['text', JSON.stringify({ Version: '2012-10-17', Statement: [S3] }, undefined, 3)],
    ['a statement that is no list', { Version: '2012-10-17', Statement: S3 }],
    ['lists of one', withStatement({ Action: ['s3:GetObject'], Resource: ['*'] })],
    ['other case', withStatement({ Action: 'S3:getobject' })],
    ['one thing said twice', { Version: '2012-10-17', Statement: [S3, S3] }],
    ['a name', { Version: '2012-10-17', Id: 'x', Statement: [{ Sid: 'One', ...S3 }] }],
    ['no condition', withStatement({ Condition: {} })],
    ['the older version, without a variable', { Version: '2008-10-17', Statement: [S3] }],
    ['no version, without a variable', { Statement: [S3] }],
  ])('%s', (_, document) => {
    expect(digest(document)).toBe(plain);
  });

  it('order says nothing: of statements, actions, resources, keys and values', () => {
    const a = {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'],
    };
    const b = {
      ...S3,
      Condition: { StringEquals: { 'aws:x': ['1', '2'], 'aws:y': '3' }, Bool: { 'aws:z': true } },
    };
    const b2 = {
      ...S3,
      Condition: { Bool: { 'AWS:z': 'true' }, stringequals: { 'aws:y': ['3'], 'aws:x': ['2', '1'] } },
    };
    const turned = { ...a, Action: [...a.Action].reverse(), Resource: [...a.Resource].reverse() };
    expect(digest({ Statement: [b2, turned] })).toBe(digest({ Statement: [a, b] }));
  });

  test.each<[string, object]>([
    ['another action', { Action: 's3:PutObject' }],
    ['all but it', { Action: undefined, NotAction: 's3:GetObject' }],
    ['another resource', { Resource: 'arn:aws:s3:::a' }],
    ['resources in other case', { Resource: 'arn:aws:s3:::A' }],
    ['a condition', { Condition: { Bool: { 'aws:x': 'true' } } }],
    ['a deny', { Effect: 'Deny' }],
  ])('%s is another', (_, more) => {
    expect(digest(JSON.stringify(withStatement(more)))).not.toBe(plain);
  });

  it('a variable is one in version 2012-10-17 alone', () => {
    const home = { Resource: 'arn:aws:s3:::home/${aws:username}' };
    expect(digest(withStatement(home))).not.toBe(digest(withStatement(home, '2008-10-17')));
  });

  it('an ARN that ends early goes on with stars, as AWS completes it', () => {
    expect(digest(withStatement({ Resource: 'arn:aws:sqs' }))).toBe(
      digest(withStatement({ Resource: 'arn:aws:sqs:*:*:*' })),
    );
  });

  it('an account as principal is its root', () => {
    const trust = (AWS: string) => ({
      Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' },
    });
    expect(digest(trust('111122223333'))).toBe(digest(trust('arn:aws:iam::111122223333:root')));
  });
});

describe('what is not understood is a fault with its place', () => {
  test.each<[string, object, string]>([
    ['an effect in other case', { Effect: 'allow' }, 'Statement[0].Effect'],
    ['a pattern in place of the service', { Action: 'ia*:PassRole' }, 'Statement[0].Action'],
    ['an action without a service', { Action: ['s3:GetObject', 'GetObject'] }, 'Statement[0].Action[1]'],
    ['an action with a space', { Action: 's3: GetObject' }, 'Statement[0].Action'],
    ['neither action nor all but', { Action: undefined }, 'Statement[0]'],
    ['both', { NotAction: 'iam:*' }, 'Statement[0]'],
    ['no resource', { Resource: undefined }, 'Statement[0]'],
    ['a resource that is no ARN', { Resource: 'my-bucket' }, 'Statement[0].Resource'],
    ['an empty list', { Action: [] }, 'Statement[0].Action'],
    ['a number', { Action: 1 }, 'Statement[0].Action'],
    ['an unknown member', { action: 's3:*' }, 'Statement[0].action'],
    [
      'an unknown operator',
      { Condition: { StringMatches: { 'aws:x': 'a' } } },
      'Statement[0].Condition.StringMatches',
    ],
    [
      'a null with what is not there',
      { Condition: { NullIfExists: { 'aws:x': 'true' } } },
      'Statement[0].Condition.NullIfExists',
    ],
    [
      'a truth that is none',
      { Condition: { Bool: { 'aws:x': 'yes' } } },
      'Statement[0].Condition.Bool.aws:x',
    ],
    [
      'a value that is an object',
      { Condition: { StringEquals: { 'aws:x': [{}] } } },
      'Statement[0].Condition.StringEquals.aws:x[0]',
    ],
    ['a variable that is not closed', { Resource: 'arn:aws:s3:::${aws:username' }, 'Statement[0].Resource'],
    ['a character that IAM refuses', { Resource: 'arn:aws:s3:::\u0430' }, 'Statement[0].Resource'],
    ['a type of principal', { Principal: { Person: 'x' } }, 'Statement[0].Principal.Person'],
    ['two principals', { Principal: '*', NotPrincipal: { AWS: '*' } }, 'Statement[0]'],
  ])('%s', (_, more, path) => {
    const document = JSON.stringify(withStatement(more), undefined, 1);
    const faults = faultsOf(document);
    expect(faults.map((fault) => fault.path)).toEqual([path]);
    expect(faults[0]).toMatchObject({ code: 'POLICY_INVALID', line: expect.any(Number) as number });
  });

  it('every fault is told, each at its line and column', () => {
    const text =
      '{"Version":"2012-10-17","Statement":[\n{"Effect":"allow","Action":"s3:*","Resource":"*"},\n{"Effect":"Deny","Action":"x","Resource":"*"}]}';
    expect(faultsOf(text).map(({ line, column }) => [line, column])).toEqual([
      [2, 11],
      [3, 27],
    ]);
  });

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /`a list` is not allowed/],
    ['nothing', null, /`null` is not allowed/],
    ['no statement', '{"Version":"2012-10-17"}', /no `Statement`/],
    ['another version', '{"Version":"2012-10-18","Statement":[]}', /`2012-10-18` is not allowed/],
    [
      'one key twice',
      '{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}',
      /one key twice/,
    ],
    ['thousands deep', `${'['.repeat(5000)}${']'.repeat(5000)}`, /nested/],
    ['too long', JSON.stringify({ Statement: [], Id: 'x'.repeat(300_000) }), /characters/],
  ])('%s', (_, document, words) => {
    expect(faultsOf(document)[0]?.message).toMatch(words);
  });
});
