import { digest } from '../../../lib/kernel/index.js';
import { OBSERVATIONS_SCHEMA, parseObservations } from '../../../lib/policy/index.js';

const actor = { login: 'boss', kind: 'user' };
const change = {
  change: 'pull/1',
  repository: 'github.com/acme/access',
  base: 'main@1',
  head: 'head@1',
  openedBy: actor,
  openedAt: '2026-11-20T08:00:00Z',
  pushedBy: [actor],
  emails: ['boss@example.com'],
  tickets: ['ACC-1'],
  state: 'merged',
};
const { state: _, ...untold } = change;
const review = {
  id: 'review-1',
  change: 'pull/1',
  by: actor,
  state: 'approved',
  at: '2026-11-20T09:00:00Z',
  base: 'main@1',
  head: 'head@1',
  contents: { 'ACC-1': digest('content') },
};
const read = (changes: readonly object[], reviews: readonly object[], more: object = {}) =>
  parseObservations({ schema: OBSERVATIONS_SCHEMA, changes, reviews, ...more }, 'observations.json');
const file = { mode: '100644', blob: 'a'.repeat(40) };
const withPaths = (...paths: readonly object[]) => ({
  ...change,
  paths: paths.map((path, index) => ({ path: `a/${String(index)}`, ...path })),
});
const many = <T>(count: number, each: T): readonly T[] => Array<T>(count).fill(each);

describe('a file of observations', () => {
  it.each<readonly [string, () => unknown]>([
    ['as it is', () => read([change], [review])],
    ['that names its schema for editors', () => read([change], [review], { $schema: '../schemas/x.json' })],
    ['of a review for somebody else', () => read([change], [{ ...review, for: 'hr:4' }])],
    ['of a time with an offset', () => read([change], [{ ...review, at: '2026-11-20T10:00:00+01:00' }])],
    ['with names of 200 letters', () => read([{ ...change, base: 'b'.repeat(200) }], [])],
    ['with 1000 e-mails', () => read([{ ...change, emails: many(1000, 'a@b') }], [])],
    ['of version 1', () => read([untold], [review], { schema: 'writ.observations/1' })],
    ['of version 2', () => read([untold], [review], { schema: 'writ.observations/2' })],
    ...['open', 'closed'].map((state) => [state, () => read([{ ...change, state }], [])] as const),
    ['of a program that names who asked', () => read([{ ...change, onBehalfOf: 'hr:4' }], [])],
    ['of paths', () => read([{ ...change, paths: [{ path: 'a/b', before: file, after: file }] }], [])],
    [
      'of a file that comes, and one that goes',
      () => read([withPaths({ after: file }, { before: file })], []),
    ],
    ['of the digest of a governance change', () => read([change], [{ ...review, governance: digest('g') }])],
    [
      'of a path that is odd, which is judged',
      () => read([withPaths({ path: '../\u200b', after: file })], []),
    ],
    ['of names in any script', () => read([{ ...change, head: 'ветка' }], [])],
  ])('%s is taken', (_, reading) => {
    expect(reading).not.toThrow();
  });

  it.each<readonly [string, () => unknown]>([
    ['of another schema', () => read([], [], { schema: 'writ.observations/4' })],
    ['of a change that does not say how it stands', () => read([untold], [])],
    ['of a state that no forge has', () => read([{ ...change, state: 'abandoned' }], [])],
    ['of a state in version 2', () => read([change], [], { schema: 'writ.observations/2' })],
    [
      'of version 1 that tells paths',
      () => read([withPaths({ after: file })], [], { schema: 'writ.observations/1' }),
    ],
    [
      'of version 1 that tells of governance',
      () => read([change], [{ ...review, governance: digest('g') }], { schema: 'writ.observations/1' }),
    ],
    ['of a path that was never there', () => read([withPaths({})], [])],
    ['of a path without a name', () => read([withPaths({ path: '', after: file })], [])],
    [
      'of a file in a mode that git lacks',
      () => read([withPaths({ after: { ...file, mode: '100600' } })], []),
    ],
    ['of a file without its content', () => read([withPaths({ after: { ...file, blob: 'latest' } })], [])],
    ['with a field that nobody reads', () => read([], [], { more: 1 })],
    ['without reviews', () => parseObservations({ schema: OBSERVATIONS_SCHEMA, changes: [] }, 'o.json')],
    ['with a field of a change that nobody reads', () => read([{ ...change, merged: true }], [])],
    ['with a field of a review that nobody reads', () => read([change], [{ ...review, body: 'lgtm' }])],
    [
      'with a field of an actor that nobody reads',
      () => read([{ ...change, openedBy: { ...actor, id: 1 } }], []),
    ],
    [
      'of an actor of another kind',
      () => read([change], [{ ...review, by: { login: 'boss', kind: 'admin' } }]),
    ],
    ['of a review in another state', () => read([change], [{ ...review, state: 'APPROVED' }])],
    ['of a time without a zone', () => read([change], [{ ...review, at: '2026-11-20T09:00:00' }])],
    ['of a day that is none', () => read([{ ...change, openedAt: '2026-02-30T08:00:00Z' }], [])],
    [
      'of a content that is no digest',
      () => read([change], [{ ...review, contents: { 'ACC-1': 'sha256:x' } }]),
    ],
    ['of an empty login', () => read([change], [{ ...review, by: { login: '', kind: 'user' } }])],
    [
      'of a login with an invisible letter',
      () => read([change], [{ ...review, by: { ...actor, login: 'bo\u200bss' } }]),
    ],
    ['of a login with a line end', () => read([change], [{ ...review, by: { ...actor, login: 'boss\n' } }])],
    ['with a name of 201 letters', () => read([{ ...change, base: 'b'.repeat(201) }], [])],
    ['with an e-mail of 321 letters', () => read([{ ...change, emails: ['e'.repeat(321)] }], [])],
    ['with a ticket of 41 letters', () => read([{ ...change, tickets: ['t'.repeat(41)] }], [])],
    [
      'with a content of a ticket of 41 letters',
      () => read([change], [{ ...review, contents: { ['t'.repeat(41)]: digest('c') } }]),
    ],
    ['with 1001 e-mails', () => read([{ ...change, emails: many(1001, 'a@b') }], [])],
    ['with 1001 who pushed', () => read([{ ...change, pushedBy: many(1001, actor) }], [])],
    ['with 1001 tickets', () => read([{ ...change, tickets: many(1001, 'ACC-1') }], [])],
    ['that is a list', () => parseObservations([], 'observations.json')],
  ])('%s is refused with its place', (_, reading) => {
    expect(reading).toThrow(
      expect.objectContaining({ code: 'SCHEMA_INVALID', place: expect.anything() as unknown }) as Error,
    );
  });

  it('says the same in whatever order it stands, and another thing where anything in it is', () => {
    const [second, later] = [
      { ...change, change: 'pull/2' },
      { ...review, id: 'review-2' },
    ];
    const one = read([change, second], [review, later]);
    expect(read([second, change], [later, review])).toEqual(one);
    expect(read([change, second], [review, { ...later, head: 'head@2' }]).digest).not.toBe(one.digest);
  });
});
