import fc from 'fast-check';
import { decoded, encoded } from '../../lib/meaning/encode.js';
import { contains, matches, overlaps } from '../../lib/meaning/glob.js';

const sealed = (text: string) => encoded(text) ?? '';

describe('matches', () => {
  test.each([
    ['*', '', true],
    ['?', '', false],
    ['?', 'a', true],
    ['s3:get*', 's3:getobject', true],
    ['s3:get*', 's3:putobject', false],
    ['*bucket*', 'putbucketpolicy', true],
    ['a*b', 'ab', true],
    ['a?b', 'ab', false],
    ['a*', 'b', false],
    ['', 'a', false],
    ['aa*aa', 'aaa', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('`${*}` is a plain asterisk, and nothing else', () => {
    expect(matches(sealed('a${*}'), 'ab')).toBe(false);
    expect(matches(sealed('a${$}b'), 'a$b')).toBe(true);
  });

  it('a plain asterisk is one character', () => {
    expect(matches('a?b', sealed('a${*}b'))).toBe(true);
    expect(contains('a?b', sealed('a${*}b'))).toBe(true);
    expect(contains('a?b', sealed('a${?}b'))).toBe(true);
    expect(contains(sealed('a${*}b'), 'a?b')).toBe(false);
    expect(overlaps('a?b', sealed('a${*}b'))).toBe(true);
    expect(overlaps(sealed('a${*}b'), 'a?b')).toBe(true);
    expect(overlaps(sealed('a${*}b'), 'axb')).toBe(false);
  });

  it('a pattern made to be slow is not: a thousand stars against a thousand letters', () => {
    expect(matches(`${'a*'.repeat(1000)}b`, 'a'.repeat(5000))).toBe(false);
    expect(contains(`${'a*'.repeat(1000)}b`, '*a'.repeat(1000))).toBe(false);
    expect(overlaps(`${'a*'.repeat(500)}b`, '*a'.repeat(500))).toBe(false);
  });
});

describe('contains', () => {
  test.each([
    ['*', 'anything*?', true],
    ['s3:*', 's3:get*', true],
    ['s3:get*', 's3:*', false],
    ['a?', 'a*', false],
    ['a*', 'a?', true],
    ['?*', '*?', true],
    ['*a*', '*a', true],
    ['*a', '*a*', false],
    ['a*c', 'a*b*c', true],
  ])('%s holds %s: %s', (outer, inner, expected) => {
    expect(contains(outer, inner)).toBe(expected);
  });

  it('a variable is held by a star and by itself, and by no count of single characters', () => {
    const own = sealed('home/${aws:username}/');
    expect(contains('home/*', own)).toBe(true);
    expect(contains(own, own)).toBe(true);
    expect(contains('home/????/', own)).toBe(false);
    expect(contains(own, 'home/x/')).toBe(false);
    expect(contains(sealed('home/${aws:userid}/'), own)).toBe(false);
    expect(contains(sealed('home/${AWS:UserName}/'), own)).toBe(true);
  });

  it('the default of a variable has case, its key has none', () => {
    const own = sealed("home/${aws:PrincipalTag/team, 'Company'}/");
    expect(contains(sealed("home/${AWS:principaltag/TEAM,'Company'}/"), own)).toBe(true);
    expect(contains(sealed("home/${aws:PrincipalTag/team, 'company'}/"), own)).toBe(false);
  });
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 6 });

describe('laws', () => {
  it('what one holds of another, it matches whatever the other does', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (outer, inner, any) => {
        if (contains(outer, inner) && matches(inner, any)) expect(matches(outer, any)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('two that match one text overlap, in either order; what does not overlap shares none', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, any) => {
        if (matches(a, any) && matches(b, any)) expect(overlaps(a, b)).toBe(true);
        expect(overlaps(b, a)).toBe(overlaps(a, b));
      }),
      { numRuns: 5000 },
    );
  });

  it('two that overlap have a text in common, which is no longer than both', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
    const texts = [''];
    for (const begin of texts) if (begin.length < 8) texts.push(`${begin}a`, `${begin}b`);
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(overlaps(a, b)).toBe(texts.some((each) => matches(a, each) && matches(b, each)));
      }),
      { numRuns: 2000 },
    );
  });

  it('matching is what a regular expression says', () => {
    fc.assert(
      fc.property(pattern, text, (of, any) => {
        const expression = new RegExp(`^${of.replace(/[*?]/g, (each) => (each === '*' ? '.*' : '.'))}$`, 's');
        expect(matches(of, any)).toBe(expression.test(any));
      }),
      { numRuns: 5000 },
    );
  });

  it('a text with its variables sealed is told as it was written', () => {
    expect(decoded(sealed('a${aws:username}b${*}c${?}'))).toBe('a${aws:username}b${*}c${?}');
    expect(encoded('a${aws:username')).toBeUndefined();
  });
});
