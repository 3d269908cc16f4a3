import { strictJson } from '../../lib/plan/json/strict.js';
import { bytesOf } from './_plan.js';

const read = (text: string): unknown => {
  const document = strictJson(bytesOf(text));
  return 'value' in document ? document.value : document.refusals.map(({ code, at }) => [code, at]);
};
const why = (bytes: Uint8Array): string => {
  const document = strictJson(bytes);
  return 'refusals' in document ? document.refusals.map(({ message }) => message).join('; ') : 'read';
};

describe('a document that readers could read differently', () => {
  it.each([
    ['a key twice', '{"a":{"b":1,"b":2}}', ['PLAN_KEY_REPEATED', 'a.b']],
    ['a key twice, once written with an escape', '{"ab":1,"\\u0061b":2}', ['PLAN_KEY_REPEATED', 'ab']],
    [
      'a resource that a second block hides',
      '{"resource":{"x":{}},"resource":{"z":{}}}',
      ['PLAN_KEY_REPEATED', 'resource'],
    ],
    ['a number of more digits than are kept', '[12345678901234567890]', ['PLAN_NUMBER_LOSSY', '0']],
    ['a fraction of too many digits', '[0.1234567890123456789]', ['PLAN_NUMBER_LOSSY', '0']],
    ['a number of four hundred places', `[1${'0'.repeat(400)}]`, ['PLAN_NUMBER_LOSSY', '0']],
    ['a number beyond all', '[1e999]', ['PLAN_NUMBER_LOSSY', '0']],
    ['an id in another normal form', '{"a":"e\u0301"}', ['PLAN_TEXT_ODD', 'a']],
    ['a key in another normal form', '{"e\u0301":1}', ['PLAN_TEXT_ODD', 'e\u0301']],
    ['half a character', '["\\ud800"]', ['PLAN_TEXT_ODD', '0']],
    ['an end that is missing', '{"a":[1,2', ['PLAN_MALFORMED', undefined]],
    ['a text that is cut', '{"a":"b', ['PLAN_MALFORMED', undefined]],
    ['something behind', '{"a":1} {"b":2}', ['PLAN_MALFORMED', undefined]],
    ['a comment', '{"a":1 /* x */}', ['PLAN_MALFORMED', undefined]],
    ['nothing', '  ', ['PLAN_MALFORMED', undefined]],
    [
      'a hundred thousand lists in each other',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      ['PLAN_MALFORMED', undefined],
    ],
  ])('%s is refused with its place', (_, text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it('is told with every place, and not with thousands', () => {
    expect(read('{"a":1,"a":2,"b":1,"b":2}')).toHaveLength(2);
    expect(read(`{${Array.from({ length: 500 }, () => '"a":1').join(',')}}`)).toHaveLength(20);
  });

  it.each([
    ['one key in two objects', '{"a":{"b":1},"c":{"b":1}}'],
    ['a key of the object around it', '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}'],
    ['numbers that are kept', '[123456789012345,0.1,-0,1e3,100000000000000000000]'],
    ['a name of another script in its normal form', '{"n":"Čapek 🦊","é":1}'],
    ['what a prototype has', '{"__proto__":{"a":1},"constructor":1}'],
  ])('honest twin: %s is read as it is', (_, text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });
});

describe('another encoding than UTF-8', () => {
  const wide = (text: string, ...mark: readonly number[]): Uint8Array =>
    new Uint8Array([...mark, ...Buffer.from(text, 'utf16le')]);
  const big = (text: string, ...mark: readonly number[]): Uint8Array =>
    new Uint8Array([...mark, ...Buffer.from(text, 'utf16le').swap16()]);

  it.each([
    ['UTF-16 (little-endian)', wide('{}', 0xff, 0xfe)],
    ['UTF-16 (big-endian)', big('{}', 0xfe, 0xff)],
    ['UTF-16 (little-endian) without a mark', wide('{}')],
    ['UTF-16 (big-endian) without a mark', big('{}')],
    ['UTF-32 (little-endian)', new Uint8Array([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0, 0x7d, 0, 0, 0])],
    ['UTF-32 (big-endian)', new Uint8Array([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b, 0, 0, 0, 0x7d])],
    ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
    ['compressed (gzip)', new Uint8Array([0x1f, 0x8b, 8, 0])],
    ['a zip, as plan files are', new Uint8Array([0x50, 0x4b, 3, 4])],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('is named: %s', (name, bytes) => {
    expect(why(bytes)).toContain(name);
    expect(strictJson(bytes)).toMatchObject({ refusals: [{ code: 'PLAN_ENCODING' }] });
  });

  it('honest twin: UTF-8 without a mark is read', () => {
    expect(why(bytesOf('{"a":"é"}'))).toBe('read');
  });
});
