import { broadens } from '../../lib/meaning/compare/broadens.js';
import type * as glob from '../../lib/meaning/glob.js';
import { readPolicy, type Policy } from '../../lib/meaning/grammar/index.js';
import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import type * as counting from './_counting.js';

/** The work of patterns, counted: each comparison is quadratic in its lengths at worst, and most end early. */
const mockWork = { steps: 0 };
jest.mock('../../lib/meaning/glob.js', () => {
  const { countingGlobs } = jest.requireActual<typeof counting>('./_counting.js');
  return countingGlobs(jest.requireActual<typeof glob>('../../lib/meaning/glob.js'), (chars) => {
    mockWork.steps += chars;
  });
});

const S3 = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const faultsOf = (document: unknown) => {
  const read = readPolicy(document);
  return read.policy ? [] : read.faults.map(({ code, place }) => [code, place?.path, place?.line]);
};
const written = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ ...S3, ...more }] });

describe('characters that look like others', () => {
  test.each([
    ['a decomposed letter', 'e\u0301'],
    ['a zero width space', 'a\u200bb'],
    ['a full-width letter', '\uff21'],
    ['a letter of another script', '\u0430'],
    ['a character that Writ holds variables in', '\ue000\ue161\ue001'],
    ['half of a pair', '\ud800'],
    ['a byte of zero', '\u0000'],
  ])('%s is a located fault wherever it stands', (_, text) => {
    expect(faultsOf(written({ Action: `s3:Get${text}` }))).toEqual([
      ['POLICY_INVALID', 'Statement[0].Action', 1],
    ]);
    expect(faultsOf(written({ Resource: `arn:aws:s3:::${text}` }))).toEqual([
      ['POLICY_INVALID', 'Statement[0].Resource', 1],
    ]);
    expect(faultsOf(written({ Condition: { StringEquals: { 'aws:x': [text] } } }))).toEqual([
      ['POLICY_INVALID', 'Statement[0].Condition.StringEquals.aws:x[0]', 1],
    ]);
    expect(faultsOf(written({ Condition: { StringEquals: { [`aws:${text}`]: 'a' } } }))).toHaveLength(1);
  });

  it('letters up to U+00FF are letters, and an empty value is a value', () => {
    expect(faultsOf(written({ Resource: 'arn:aws:s3:::\u00e9' }))).toEqual([]);
    expect(faultsOf(written({ Condition: { StringEquals: { 'aws:x': ['', '\u00e9'] } } }))).toEqual([]);
  });
});

describe('values of other kinds', () => {
  test.each<[string, object]>([
    ['null as an action', { Action: null }],
    ['null in a list', { Action: ['s3:*', null] }],
    ['a number as a resource', { Resource: 7 }],
    ['null as a condition', { Condition: null }],
    ['null as a value', { Condition: { StringEquals: { 'aws:x': null } } }],
    ['a list of lists', { Action: [['s3:*']] }],
    ['a list as a condition', { Condition: [] }],
    ['an object as an effect', { Effect: {} }],
    ['an empty name', { Action: '' }],
  ])('%s is a fault', (_, more) => {
    expect(faultsOf(written(more)).length).toBeGreaterThan(0);
  });

  test.each(['__proto__', 'constructor', 'toString'])('a member by the name of %s is a fault', (name) => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","${name}":{}}]}`;
    expect(faultsOf(text).length).toBeGreaterThan(0);
  });

  test.each([
    ['in the document', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}'],
    [
      'in a condition',
      `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:x":"true","aws:x":"false"}}}]}`,
    ],
    [
      'written in two ways',
      '{"Statement":[{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*","Resource":"*"}]}',
    ],
  ])('one key twice, %s, is a fault', (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0);
  });
});

const many = (count: number, make: (i: string) => string) =>
  Array.from({ length: count }, (_, i) => make(i.toString(36)));
const LARGE: readonly (readonly [string, readonly object[]])[] = [
  [
    'one resource of thousands of wildcards',
    [{ ...S3, Action: '*', Resource: `arn:aws:s3:::${'*a?'.repeat(3300)}` }],
  ],
  ['one action of thousands of wildcards', [{ ...S3, Action: `s3:${'a*'.repeat(5000)}b` }]],
  ['hundreds of resources', [{ ...S3, Action: '*', Resource: many(450, (i) => `arn:aws:s3:::*${i}*`) }]],
  ['hundreds of actions', [{ ...S3, Action: many(900, (i) => `s3:*${i}`) }]],
  [
    'a hundred statements',
    many(120, (i) => i).map((i) => ({ ...S3, Action: `s3:*${i}*`, Resource: `arn:aws:s3:::*${i}*` })),
  ],
];

describe('a policy of the greatest length', () => {
  // The most that any of these takes is half of it.
  const STEPS = 100_000_000;
  test.each(LARGE)('%s: is read and judged within bounds, bounded too', (_, Statement) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement });
    expect(text.length).toBeLessThanOrEqual(10_240 + 1_000);
    const { policy } = readPolicy(text) as { policy: Policy };
    pinnedActions();
    mockWork.steps = 0;
    expect(meaningOf({ policies: [policy] }).tier).not.toBe('administrator');
    const bounded = meaningOf({ policies: [policy], boundary: policy });
    // What is too much to be told apart is allowed rather than not.
    expect(bounded.services.length).toBeGreaterThanOrEqual(meaningOf({ policies: [policy] }).services.length);
    expect(broadens({ policies: [policy] }, { policies: [policy, policy] }).broadens).toBe('no');
    expect([mockWork.steps > 0, mockWork.steps < STEPS]).toEqual([true, true]);
  });
});
