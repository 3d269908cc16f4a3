import fc from 'fast-check';
import { readPolicy, type Policy } from '../../lib/meaning/grammar/index.js';
import { fromRow, toRow } from '../../lib/meaning/managed/rows.js';
import { allow, policy } from './builders.js';

const throughRows = ({ statements }: Policy): Policy => ({
  statements: statements.map(toRow).map((row) => fromRow(JSON.parse(JSON.stringify(row)) as typeof row)),
});

const actions = fc.array(
  fc.constantFrom('*', 's3:*', 's3:GetObject', 's3:Put?b*', 's3-outposts:GetObject', 'sts:AssumeRole'),
  { minLength: 1 },
);
const texts = fc.constantFrom(
  'x',
  '',
  '!',
  '${aws:username}',
  'a/${*}/${ AWS:PrincipalTag/team }/*',
  '$',
  '?',
);
const resources = fc.array(
  fc.oneof(
    fc.constant('*'),
    texts.map((text) => `arn:aws:s3:::${text}`),
  ),
  {
    minLength: 1,
  },
);
const conditions = fc.dictionary(
  fc.constantFrom(
    'StringLike',
    'ForAnyValue:StringEqualsIfExists',
    'ForAllValues:ArnLike',
    'NumericLessThan',
  ),
  fc.dictionary(fc.constantFrom('aws:x', 'aws:RequestTag/a b', 's3:prefix'), fc.array(texts.filter(Boolean))),
);
const statements = fc.array(
  fc
    .tuple(
      fc.constantFrom('Allow', 'Deny'),
      fc.constantFrom('Action', 'NotAction'),
      actions,
      fc.constantFrom('Resource', 'NotResource'),
      resources,
      conditions,
    )
    .map(([Effect, action, ofActions, resource, ofResources, Condition]) => ({
      Effect,
      [action]: ofActions,
      [resource]: ofResources,
      Condition,
    })),
);

describe('a statement as the data file holds it', () => {
  it('reads back as what was written', () => {
    fc.assert(
      fc.property(statements, (Statement) => {
        const read = readPolicy({ Version: '2012-10-17', Statement });
        if (!read.policy) throw read.faults[0]!;
        expect(throughRows(read.policy)).toEqual(read.policy);
      }),
    );
  });

  it('is short, and can be read by people', () => {
    const [statement] = policy(
      allow(['s3:GetObject', 's3:PutObject', 'iam:PassRole'], 'arn:aws:s3:::b/${aws:username}/*', {
        'ForAnyValue:StringLikeIfExists': { 'aws:PrincipalTag/team': 'a*' },
      }),
    ).statements;
    expect(toRow(statement!)).toEqual([
      'A',
      ['iam passrole', 's3 getobject putobject'],
      ['arn:aws:s3:::b/${aws:username}/*'],
      [['foranyvalue:stringlikeifexists', 'aws:principaltag/team', 'a*']],
    ]);
  });

  it('with an operator that nobody knows is refused', () => {
    expect(() => fromRow(['A', ['s3 *'], ['*'], [['stringsmells', 'aws:x', 'y']]])).toThrow(RangeError);
  });
});
