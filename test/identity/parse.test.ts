import { acceptedOf, parseSnapshot } from '../../lib/identity/index.js';
import type { Code } from '../../lib/kernel/index.js';
import { identity, record } from '../_helpers/build.js';

const kept = (): unknown => JSON.parse(JSON.stringify(identity(record('1'), record('2'))));
const altered = (more: object): unknown => ({ ...(kept() as object), ...more });
const refusal = (code: Code) => expect.objectContaining({ code });

describe('a kept identity snapshot', () => {
  it('is read as it is, members of a later Writ included: its digest is that of the file', () => {
    const value = altered({ later: true });
    expect(parseSnapshot(value, 'identity.json')).toBe(value);
  });

  it.each([
    ['a person without a status', { people: [{ ...record('1'), status: undefined }] }],
    ['a status that there is not', { people: [{ ...record('1'), status: 'retired' }] }],
    ['a start that is no time', { people: [{ ...record('1'), start: '2026-13-01T00:00:00.000Z' }] }],
    ['an account of no source', { shared: [{ native: 'n', login: 'l' }] }],
    ['no people', { people: undefined }],
  ])('is refused with %s', (_, more) => {
    expect(() => parseSnapshot(altered(more), 'identity.json')).toThrow(refusal('SCHEMA_INVALID'));
    expect(() => acceptedOf(altered(more), 'identity.json')).toThrow(refusal('SCHEMA_INVALID'));
  });

  it('of another schema is not read, and was not accepted last', () => {
    const other = altered({ schema: 'writ.identity/3' });
    expect(() => parseSnapshot(other, 'identity.json')).toThrow(refusal('SCHEMA_NEWER'));
    expect(acceptedOf(other, 'identity.json')).toBeUndefined();
    expect(acceptedOf(undefined, 'identity.json')).toBeUndefined();
  });

  it('of the first version is read, with the checks and severities that it had', () => {
    const first = altered({
      schema: 'writ.identity/1',
      findings: [
        {
          check: 'manager-self',
          severity: 'warn',
          feed: 'hr',
          lines: [2],
          about: ['hr:1'],
          message: 'm',
          remedy: 'r',
        },
      ],
    });
    expect(parseSnapshot(first, 'identity.json')).toBe(first);
  });

  it('is what was accepted last, with its feeds', () => {
    const snapshot = kept();
    expect(acceptedOf(snapshot, 'identity.json')).toEqual({ feeds: [], snapshot });
  });
});
