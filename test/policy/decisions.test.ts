import { digest } from '../../lib/kernel/index.js';
import { parseDecisions } from '../../lib/policy/index.js';

const row = {
  ticket: 'ACC-1',
  digest: digest('x'),
  outcome: 'approve',
  rules: [],
  reasons: [],
  approvers: ['hr:1'],
  policy: digest('p'),
  at: '2026-11-20T10:00:00+01:00',
};
const file = (...decisions: object[]) => ({ schema: 'writ.decisions/1', decisions });
const code = (value: unknown) => {
  try {
    parseDecisions(value, 'decisions.json');
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('parseDecisions', () => {
  it('reads a decision with its times in one form', () => {
    const { decisions } = parseDecisions(file({ ...row, expires: '2026-12-01T00:00:00Z' }), 'f');
    expect(decisions[0]).toMatchObject({
      at: '2026-11-20T09:00:00.000Z',
      expires: '2026-12-01T00:00:00.000Z',
    });
  });

  it('has one digest whatever the order of decisions', () => {
    const other = { ...row, ticket: 'ACC-2' };
    expect(parseDecisions(file(row, other), 'f').digest).toBe(parseDecisions(file(other, row), 'f').digest);
    expect(parseDecisions(file(row), 'f').digest).not.toBe(parseDecisions(file(other), 'f').digest);
  });

  it('is in order of ticket, time and content', () => {
    const at = (hour: string) => `2026-11-20T${hour}:00:00Z`;
    const rows = ['ACC-1', 'ACC-2'].flatMap((ticket) =>
      [at('08'), at('09')].flatMap((when) =>
        [digest('x'), digest('y')].sort().map((content) => ({ ...row, ticket, at: when, digest: content })),
      ),
    );
    const read = (given: readonly object[]) =>
      parseDecisions(file(...given), 'f').decisions.map((each) => [each.ticket, each.at, each.digest]);
    const expected = rows.map((each) => [each.ticket, each.at.replace('Z', '.000Z'), each.digest]);
    for (const given of [rows, [...rows].reverse(), [...rows.slice(3), ...rows.slice(0, 3)]])
      expect(read(given)).toEqual(expected);
  });

  it('names the file in which it refuses something', () => {
    for (const value of [
      file({ ...row, at: '' }),
      { schema: 'writ.decisions/4' },
      { schema: 'x', decisions: [] },
    ])
      expect(() => parseDecisions(value, 'decisions.json')).toThrow(
        expect.objectContaining({ place: expect.objectContaining({ file: 'decisions.json' }) as unknown }),
      );
  });

  it.each([
    ['a newer schema', { schema: 'writ.decisions/3', decisions: [] }, 'SCHEMA_NEWER'],
    [
      'a newer schema that says more',
      { schema: 'writ.decisions/12', decisions: [], more: 1 },
      'SCHEMA_NEWER',
    ],
    ['an older schema that never was', { schema: 'writ.decisions/0', decisions: [] }, 'SCHEMA_INVALID'],
    ['a schema with more before its name', { schema: 'x.writ.decisions/3', decisions: [] }, 'SCHEMA_INVALID'],
    [
      'a schema with more behind its number',
      { schema: 'writ.decisions/3x', decisions: [] },
      'SCHEMA_INVALID',
    ],
    ['no schema', { decisions: [] }, 'SCHEMA_INVALID'],
    ['no object', [], 'SCHEMA_INVALID'],
    ['another schema', { schema: 'writ.manifest/1', decisions: [] }, 'SCHEMA_INVALID'],
    ['no list', { schema: 'writ.decisions/1' }, 'SCHEMA_INVALID'],
    ['a digest that is none', file({ ...row, digest: 'sha256:1' }), 'SCHEMA_INVALID'],
    ['a time without zone', file({ ...row, at: '2026-11-20T10:00:00' }), 'SCHEMA_INVALID'],
    ['an unknown outcome', file({ ...row, outcome: 'probably' }), 'SCHEMA_INVALID'],
    ['a field too many', file({ ...row, force: true }), 'SCHEMA_INVALID'],
    ['H1.8 a reason that ends in half a character', file({ ...row, reasons: ['\ud83d'] }), 'SCHEMA_INVALID'],
    ['H1.8 an approver with half a character', file({ ...row, approvers: ['hr:\udc00'] }), 'SCHEMA_INVALID'],
    ['no approvers', file({ ...row, approvers: undefined }), 'SCHEMA_INVALID'],
  ])('refuses %s', (_what, value, expected) => {
    expect(code(value)).toBe(expected);
  });

  it('H1.8 reads reasons in any writing, whole characters beyond the first plane too', () => {
    expect(code(file({ ...row, reasons: ['\ud83d\ude00 承認 ok'] }))).toBe('none');
  });
});
