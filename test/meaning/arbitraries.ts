import fc from 'fast-check';
import type {
  ConcreteRequest,
  RawCondition,
  RawPolicy,
  RawStatement,
  RequestContext,
} from '../_helpers/iam/documents.js';
import type { Attached } from '../_helpers/iam/simulate.js';

/** Documents and requests over a small world, in which a random request often is what a random document is about. */

export const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:GetBucketPolicy',
  's3:ListAllMyBuckets',
  'iam:PassRole',
  'iam:GetRole',
  'ec2:RunInstances',
];

/** A resource of each kind, and some that differ by little. */
export const RESOURCES = [
  '*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/b',
  'arn:aws:s3:::a/b/c',
  'arn:aws:s3:::B/b',
  'arn:aws:s3:::a/*',
  'arn:aws:iam::111122223333:role/b',
  'arn:aws:iam::444455556666:role/ab',
  'arn:aws:ec2:eu-west-1:111122223333:instance/a:b',
];

const ACTION_PATTERNS = [
  '*',
  '*:*',
  's3:*',
  'S3:get*',
  's3:*Object',
  's3:?etObject',
  's3:*e*',
  'iam:*',
  'IAM:PassRole',
  'ec2:*',
  's3:ListAllMyBuckets',
  's3:NoSuch*',
  'nosuch:*',
];
const RESOURCE_PATTERNS = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::?/b',
  'arn:aws:s3:::*b*',
  'arn:aws:s3:::b/b',
  'arn:aws:s3',
  'arn:aws:*',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::111122223333:role/?',
  'arn:*:*:*:111122223333:*',
  'arn:aws:ec2:*:*:instance/*b',
];
/** Variables: what they stand for is known by the request alone. */
export const VARIABLE_PATTERNS = [
  'arn:aws:s3:::${aws:x}/b',
  'arn:aws:s3:::${AWS:X}/*',
  "arn:aws:s3:::${aws:gone, 'a'}/b",
  'arn:aws:s3:::a/${*}',
  'arn:aws:s3:::a/${?}',
];

/** Keys with operators that fit them, values of policies, and what a request may say. */
const KEYS: readonly {
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly string[];
  readonly asked: RequestContext[string][];
}[] = [
  {
    key: 'aws:x',
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    values: ['a', 'b', 'A', 'a*', '?', '*'],
    asked: ['a', 'b', 'A', 'ab', 'a*', '?', '*'],
  },
  {
    key: 'aws:list',
    operators: [
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAllValues:StringNotEquals',
      'ForAnyValue:StringNotLike',
      'ForAnyValue:StringLike',
    ],
    values: ['a', 'b', 'a*'],
    asked: [['a'], ['b'], ['a', 'b'], ['a*'], ['c']],
  },
  {
    key: 'aws:n',
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericGreaterThanEquals',
      'NumericLessThanEquals',
    ],
    values: ['1', '2', '3'],
    asked: ['0', '1', '2', '3', '4'],
  },
  { key: 'aws:b', operators: ['Bool'], values: ['true', 'false', 'TRUE'], asked: ['true', 'false'] },
  {
    key: 'aws:ip',
    operators: ['IpAddress', 'NotIpAddress'],
    values: ['10.0.0.0/8', '10.1.0.0/16', '10.1.1.1'],
    asked: ['10.1.1.1', '10.2.1.1', '192.0.2.1'],
  },
  {
    key: 'aws:arn',
    operators: ['ArnEquals', 'ArnLike', 'ArnNotLike', 'ArnNotEquals'],
    values: ['arn:aws:sns:*:1:t*', 'arn:aws:sns:eu:1:t', 'arn:*:sns:*:*:*'],
    asked: ['arn:aws:sns:eu:1:t', 'arn:aws:sns:eu:1:tt', 'arn:aws:sqs:eu:1:t'],
  },
  {
    key: 'aws:d',
    operators: ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals'],
    values: ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    asked: ['2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-12-01T00:00:00Z'],
  },
];

const oneOrMore = <T>(from: readonly T[]): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    fc.constantFrom(...from),
    fc.subarray([...from], { minLength: 1, maxLength: Math.min(3, from.length) }),
  );

function conditions(keys: typeof KEYS): fc.Arbitrary<RawCondition | undefined> {
  const clause = fc
    .constantFrom(...keys)
    .chain(({ key, operators, values }) =>
      fc
        .tuple(
          fc.constantFrom(...operators),
          fc.nat(3),
          oneOrMore(values),
          fc.nat(5),
          fc.constantFrom('true', 'false'),
        )
        .map(([operator, ifExists, said, isNull, exists]): RawCondition =>
          isNull === 0
            ? { Null: { [key]: exists } }
            : { [ifExists === 0 ? `${operator}IfExists` : operator]: { [key]: said } },
        ),
    );
  return fc.option(
    fc.array(clause, { minLength: 1, maxLength: 2 }).map((all) => Object.assign({}, ...all) as RawCondition),
    { nil: undefined, freq: 2 },
  );
}

interface World {
  readonly variables?: boolean;
  readonly keys?: readonly string[];
}

function statements({ variables = false, keys }: World): fc.Arbitrary<RawStatement> {
  const resources = [...RESOURCE_PATTERNS, ...(variables ? VARIABLE_PATTERNS : [])];
  return fc
    .record({
      Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
      actions: oneOrMore(ACTION_PATTERNS),
      resources: oneOrMore(resources),
      notAction: fc.nat(4),
      notResource: fc.nat(4),
      Condition: conditions(KEYS.filter(({ key }) => !keys || keys.includes(key))),
    })
    .map(({ Effect, actions, resources: on, notAction, notResource, Condition }) => ({
      Effect,
      ...(notAction === 0 ? { NotAction: actions } : { Action: actions }),
      ...(notResource === 0 ? { NotResource: on } : { Resource: on }),
      ...(Condition ? { Condition } : {}),
    }));
}

function policies(world: World): fc.Arbitrary<RawPolicy> {
  return fc
    .tuple(fc.array(statements(world), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([Statement, bare]) => ({
      Version: '2012-10-17',
      Statement: bare && Statement.length === 1 ? Statement[0]! : Statement,
    }));
}

/** What is attached to a role, with and without a boundary and a session policy. */
export function attached(world: World = {}): fc.Arbitrary<Attached> {
  const bound = fc.option(policies(world), { nil: undefined, freq: 4 });
  return fc
    .record({
      policies: fc.array(policies(world), { minLength: 1, maxLength: 2 }),
      boundary: bound,
      session: bound,
    })
    .map(({ policies: own, boundary, session }) => ({
      policies: own,
      ...(boundary ? { boundary } : {}),
      ...(session ? { session } : {}),
    }));
}

export const statement = statements({});

export const requests: fc.Arbitrary<ConcreteRequest> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  context: fc
    .tuple(
      ...KEYS.map(({ key, asked }) =>
        fc.option(fc.constantFrom(...asked), { nil: undefined }).map((said) => [key, said] as const),
      ),
    )
    .map((pairs) =>
      Object.fromEntries(pairs.flatMap(([key, said]) => (said === undefined ? [] : [[key, said]]))),
    ),
});

/** Every context of some keys. */
export function contextsOf(keys: readonly string[]): readonly RequestContext[] {
  return KEYS.filter(({ key }) => keys.includes(key)).reduce<readonly RequestContext[]>(
    (all, { key, asked }) =>
      all.flatMap((context) => [context, ...asked.map((said) => ({ ...context, [key]: said }))]),
    [{}],
  );
}
