import fc from 'fast-check';
import type { Access } from '../../lib/meaning/access.js';
import { broadens } from '../../lib/meaning/compare/broadens.js';
import { isAllowed } from '../../lib/meaning/evaluate.js';
import type { ConditionClause } from '../../lib/meaning/grammar/index.js';
import { smallIndex } from './builders.js';
import { access, allow, deny, type Written } from './builders.js';

const index = smallIndex();
const ask = (before: Access, after: Access) => broadens(before, after, index).broadens;

describe('what a change widens', () => {
  test.each<[string, Access, Access]>([
    ['nothing changed', access(allow('s3:*')), access(allow('s3:*'))],
    ['fewer actions', access(allow('s3:*')), access(allow('s3:Get*'))],
    ['fewer resources', access(allow('s3:*')), access(allow('s3:*', 'arn:aws:s3:::b/*'))],
    ['one deny more', access(allow('s3:*')), access(allow('s3:*'), deny('s3:Delete*'))],
    ['a wider deny', access(allow('s3:*'), deny('s3:DeleteObject')), access(allow('s3:*'), deny('s3:*'))],
    ['one condition more', access(allow('s3:*')), access(allow('s3:*', '*', { Bool: { 'aws:x': 'true' } }))],
    [
      'fewer values',
      access(allow('s3:*', '*', { StringEquals: { 'aws:x': ['a', 'b'] } })),
      access(allow('s3:*', '*', { StringEquals: { 'aws:x': 'a' } })),
    ],
    [
      'more values that may not be',
      access(allow('s3:*', '*', { StringNotEquals: { 'aws:x': 'a' } })),
      access(allow('s3:*', '*', { StringNotEquals: { 'aws:x': ['a', 'b'] } })),
    ],
    [
      'all but more',
      access({ ...allow('s3:*'), Action: undefined, NotAction: 'iam:*' }),
      access({ ...allow('s3:*'), Action: undefined, NotAction: ['iam:*', 's3:*'] }),
    ],
    [
      'a boundary',
      access(allow('s3:*')),
      { ...access(allow('s3:*')), boundary: access(allow('s3:Get*')).policies[0]! },
    ],
  ])('%s: proved not to', (_, before, after) => {
    expect(ask(before, after)).toBe('no');
  });

  test.each<[string, Access, Access, string]>([
    ['one action more', access(allow('s3:Get*')), access(allow(['s3:Get*', 's3:PutObject'])), 's3:PutObject'],
    [
      'a deny is gone',
      access(allow('s3:*'), deny('s3:DeleteObject')),
      access(allow('s3:*')),
      's3:DeleteObject',
    ],
    [
      'a deny holds only sometimes',
      access(allow('s3:*'), deny('s3:DeleteObject')),
      access(allow('s3:*'), deny('s3:DeleteObject', '*', { Bool: { 'aws:x': 'true' } })),
      's3:DeleteObject',
    ],
    [
      'another bucket',
      access(allow('s3:GetObject', 'arn:aws:s3:::a/*')),
      access(allow('s3:GetObject', 'arn:aws:s3:::*')),
      's3:GetObject',
    ],
    [
      'a condition is gone',
      access(allow('s3:GetObject', '*', { Bool: { 'aws:x': 'true' } })),
      access(allow('s3:GetObject')),
      's3:GetObject',
    ],
    [
      'it holds without the key too',
      access(allow('s3:GetObject', '*', { StringEquals: { 'aws:x': 'a' } })),
      access(allow('s3:GetObject', '*', { StringEqualsIfExists: { 'aws:x': 'a' } })),
      's3:GetObject',
    ],
    [
      'all but less',
      access({ ...allow('s3:*'), Action: undefined, NotAction: ['iam:*', 's3:*'] }),
      access({ ...allow('s3:*'), Action: undefined, NotAction: 'iam:*' }),
      's3:',
    ],
    [
      'the boundary is gone',
      { ...access(allow('s3:*')), boundary: access(allow('s3:Get*')).policies[0]! },
      access(allow('s3:*')),
      's3:',
    ],
    [
      'an action that the index does not know',
      access(allow('s3:GetObject')),
      access(allow(['s3:GetObject', 's3:Teleport'])),
      's3:teleport',
    ],
    [
      'what AWS may add to a pattern',
      access(allow(['s3:GetObject', 's3:GetBucketPolicy'])),
      access(allow('s3:Get*')),
      's3:get',
    ],
  ])('%s: shown by a call', (_, before, after, action) => {
    const result = broadens(before, after, index);
    expect(result.broadens).toBe('yes');
    const examples = result.gains.flatMap(({ example }) => example ?? []);
    expect(examples.map((each) => each.action)).toContainEqual(
      expect.stringMatching(new RegExp(`^${action}`)),
    );
  });

  it('two statements that only together cover one: cannot tell, which is no proof', () => {
    const before = access(
      allow('s3:GetObject', '*', { StringEquals: { 'aws:x': 'a' } }),
      allow('s3:GetObject', '*', { StringNotEquals: { 'aws:x': 'a' } }),
    );
    expect(ask(before, access(allow('s3:GetObject')))).toBe('cannot-tell');
  });

  it('no call is shown of a key that is absent where what denies holds of an absent key too', () => {
    const allowed = allow('s3:GetObject', '*', { StringNotLikeIfExists: { 'aws:x': ['a', 'b*'] } });
    const denied = (condition: Written['Condition']) => access(allowed, deny('s3:*', '*', condition));
    // Of a negated operator absence is no failure, so that nobody without the key gets through; with one of whom nobody can tell here.
    expect(ask(access(), denied({ StringNotLike: { 'aws:x': 'a' } }))).toBe('cannot-tell');
    expect(ask(access(), denied({ 'ForAllValues:StringLike': { 'aws:x': 'z' } }))).not.toBe('no');
    expect(
      ask(
        access(),
        access(
          allow('s3:GetObject', '*', { StringLikeIfExists: { 'aws:x': 'a*' } }),
          deny('s3:*', '*', { StringLike: { 'aws:x': 'a*' } }),
        ),
      ),
    ).toBe('yes');
  });

  it('a variable is only ever itself', () => {
    const own = access(allow('s3:*', 'arn:aws:s3:::home/${aws:username}/*'));
    expect(ask(own, own)).toBe('no');
    expect(ask(access(allow('s3:*', 'arn:aws:s3:::home/*')), own)).toBe('no');
    expect(ask(own, access(allow('s3:*', 'arn:aws:s3:::home/x/*')))).not.toBe('no');
    expect(ask(access(allow('s3:*', 'arn:aws:s3:::home/x/*')), own)).not.toBe('no');
  });
});

const ACTIONS = [
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  's3:*Object',
  'iam:*',
  'iam:PassRole',
  's3:?etObject',
];
const RESOURCES = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a/b',
  'arn:aws:iam::*:role/*',
  'arn:aws:s3:::?/b',
];
const CONDITIONS: readonly Written['Condition'][] = [
  undefined,
  { StringEquals: { 'aws:x': ['a'] } },
  { StringEquals: { 'aws:x': ['a', 'b'] } },
  { StringNotEquals: { 'aws:x': ['a'] } },
  { StringEqualsIfExists: { 'aws:x': ['a'] } },
  { StringLike: { 'aws:x': 'a*' } },
];
const some = (from: readonly string[]) => fc.subarray([...from], { minLength: 1, maxLength: 2 });
const statement: fc.Arbitrary<Written> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    actions: some(ACTIONS),
    resources: some(RESOURCES),
    notAction: fc.nat(5),
    notResource: fc.nat(5),
    Condition: fc.constantFrom(...CONDITIONS),
  })
  .map(({ Effect, actions, resources, notAction, notResource, Condition }) => ({
    Effect,
    ...(notAction === 0 ? { NotAction: actions } : { Action: actions }),
    ...(notResource === 0 ? { NotResource: resources } : { Resource: resources }),
    ...(Condition ? { Condition } : {}),
  }));
const accesses = fc
  .record({
    statements: fc.array(statement, { minLength: 1, maxLength: 4 }),
    boundary: fc.option(fc.array(statement, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 4 }),
  })
  .map(({ statements, boundary }): Access => {
    const own = access(...statements);
    return boundary ? { ...own, boundary: access(...boundary).policies[0]! } : own;
  });

/** Every call of a small world: the value of the one condition key decides the clauses. */
function* calls(): Generator<{ action: string; resource: string; x: string | undefined }> {
  for (const action of [
    's3:GetObject',
    's3:SetObject',
    's3:GetBucketPolicy',
    's3:PutObject',
    'iam:PassRole',
    'iam:GetRole',
    'ec2:New',
  ])
    for (const resource of [
      '*',
      'arn:aws:s3:::a/b',
      'arn:aws:s3:::a/c',
      'arn:aws:s3:::z/b',
      'arn:aws:iam::1:role/r',
    ])
      for (const x of ['a', 'ab', 'b', 'c', undefined]) yield { action, resource, x };
}

function holds({ operator, ifExists, values }: ConditionClause, x: string | undefined): boolean {
  if (x === undefined) return ifExists || operator === 'stringnotequals';
  if (operator === 'stringlike') return x.startsWith('a');
  return values.includes(x) !== (operator === 'stringnotequals');
}

const allows = (
  of: Access,
  { action, resource, x }: { action: string; resource: string; x: string | undefined },
) => isAllowed(of, { action, resource, holds: (clause) => holds(clause, x) });

describe('laws', () => {
  it('a no is a proof: no call of a small world is allowed afterwards only', () => {
    fc.assert(
      fc.property(accesses, accesses, (before, after) => {
        if (ask(before, after) !== 'no') return;
        expect([...calls()].filter((call) => allows(after, call) && !allows(before, call))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('nothing is wider than itself', () => {
    fc.assert(
      fc.property(accesses, (one) => {
        expect(ask(one, one)).toBe('no');
        expect(ask(one, { ...one, policies: [...one.policies, ...one.policies] })).toBe('no');
      }),
      { numRuns: 1000 },
    );
  });

  it('a proof over a proof is a proof', () => {
    fc.assert(
      fc.property(accesses, accesses, accesses, (a, b, c) => {
        if (ask(a, b) !== 'no' || ask(b, c) !== 'no') return;
        expect([...calls()].filter((call) => allows(c, call) && !allows(a, call))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('one statement more: an allow never narrows, a deny never widens', () => {
    fc.assert(
      fc.property(accesses, statement, (one, more) => {
        const both = { ...one, policies: [...one.policies, ...access(more).policies] };
        expect(more.Effect === 'Allow' ? ask(both, one) : ask(one, both)).toBe('no');
      }),
      { numRuns: 1000 },
    );
  });
});
