import { lookAlikeOf } from '../../lib/kernel/index.js';

describe('an id that passes for another', () => {
  it.each([
    ['a zero-width space', 'prod\u200b-admin', 'prod-admin'],
    ['a zero-width joiner', 'hr:10\u200d482', 'hr:10482'],
    ['a soft hyphen', 'prod-ad\u00admin', 'prod-admin'],
    ['a byte order mark', '\ufeffprod-admin', 'prod-admin'],
    ['a variation selector', 'prod-admin\ufe0f', 'prod-admin'],
    ['a Hangul filler', 'prod-admin\u3164', 'prod-admin'],
    ['text that runs backwards', 'hr:10482\u202e', 'hr:10482'],
    ['a null', 'prod-admin\0', 'prod-admin'],
    ['a trailing space', 'prod-admin ', 'prod-admin'],
    ['a leading space', ' prod-admin', 'prod-admin'],
    ['a trailing no-break space', 'prod-admin\u00a0', 'prod-admin'],
    ['full width digits', 'hr:１０482', 'hr:10482'],
    ['a full width colon', 'hr：10482', 'hr:10482'],
    ['a ligature', 'ﬁnance', 'finance'],
    ['a non-breaking hyphen', 'prod\u2011admin', 'prod-admin'],
    ['an en dash', 'prod–admin', 'prod-admin'],
    ['a minus sign', 'prod−admin', 'prod-admin'],
    ['a Cyrillic а', 'prod-аdmin', 'prod-admin'],
    ['a Cyrillic р', 'рrod-admin', 'prod-admin'],
    ['a Greek ο', 'prοd-admin', 'prod-admin'],
    ['a Greek capital Η', 'ΗR1', 'HR1'],
  ])('has %s, and what was meant is told', (_what, id, meant) => {
    expect(lookAlikeOf(id)).toEqual({ why: expect.any(String) as string, meant });
  });

  it.each([
    ['half of a composed letter', 'cafe\u0301'],
    ['Arabic digits among others', 'hr:1٠482'],
    ['Georgian among Latin letters', 'prod-ადმინ'],
    ['a script of no table among Latin letters', 'prod-ꠀ'],
    ['half a character', 'prod\ud800'],
  ])('has %s, and nothing is meant for sure', (_what, id) => {
    expect(lookAlikeOf(id)?.why).toEqual(expect.any(String));
  });

  it.each([
    ['Latin and Han', 'prod-支払い', 'mixes Latin and Han and Hiragana letters'],
    ['Japanese and Korean', 'カ결제', 'mixes Katakana and Hangul letters'],
    ['Cyrillic and Han', 'оплата支払', 'mixes Cyrillic and Han letters'],
    ['Latin and digits of another script', 'prod-٠', 'mixes digits or letters of several scripts'],
    ['a letter and its accent apart', 'cafe\u0301', 'is not in Unicode normal form C'],
    ['something unseen in what is no ASCII', 'größe\u200b', 'has an invisible character (U+200B)'],
    ['space after what is no ASCII', 'оплата ', 'has white space at its ends'],
  ])('has %s, which is said, and nothing is meant for sure', (_what, id, why) => {
    expect(lookAlikeOf(id)).toEqual({ why });
  });

  it.each([
    'prod-admin',
    'hr:10482',
    'workload:deploy-bot',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    '*',
    'two words',
    'café',
    'größe-7',
    'оплата',
    'οδός',
    '支払い-データ',
    '결제漢字',
    'שלום',
  ])('is not `%s`', (id) => {
    expect(lookAlikeOf(id)).toBeUndefined();
  });

  it('is told with the character that nobody sees', () => {
    expect(lookAlikeOf('a\u200bb')?.why).toBe('has an invisible character (U+200B)');
    expect(lookAlikeOf('prod-аdmin')?.why).toBe('mixes Latin and Cyrillic letters');
  });
});
