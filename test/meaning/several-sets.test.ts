import { allowedBy, meaningView, readPolicy, readSets } from '../../lib/meaning/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';

const EMPTY: PermissionSetContent = { managed: [], customerManaged: [], sessionMinutes: 60 };
const ADMIN = { ...EMPTY, managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
const DENY_ALL = { ...EMPTY, managed: ['arn:aws:iam::aws:policy/AWSDenyAll'] };
const READ = { ...EMPTY, managed: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] };

describe('several permission sets of one holder', () => {
  test('a denial in one takes nothing from another: each is a role of its own', () => {
    const both = allowedBy([
      { name: 'Admin', content: ADMIN },
      { name: 'Nothing', content: DENY_ALL },
    ]);
    expect(both.tier).toBe('administrator');
    expect(both.reasons.length).toBeGreaterThan(0);
  });

  test('honest twin: within one set the denial holds', () => {
    const one = { ...EMPTY, managed: [...ADMIN.managed, ...DENY_ALL.managed] };
    expect(allowedBy([{ name: 'One', content: one }])).toMatchObject({ tier: 'none', reasons: [] });
  });

  test('says that more is held to be allowed than is, where denials or a boundary were left out', () => {
    const sets = (...contents: PermissionSetContent[]) =>
      readSets(contents.map((content, index) => ({ name: `Set${index}`, content }))).isAbove;
    expect(sets(ADMIN, DENY_ALL)).toBe(true);
    expect(sets(READ, { ...ADMIN, boundary: { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } })).toBe(true);
    expect(sets(ADMIN, READ)).toBeUndefined();
    expect(sets(DENY_ALL)).toBeUndefined();
  });
});

describe('what is compared with something of which part is not known', () => {
  const [inline] = [
    { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
  ];
  const asked = { name: 'asked', access: { policies: [readPolicy(inline).policy!] }, unread: [] };
  const answer = (against: PermissionSetContent) =>
    meaningView(asked, { name: 'against', ...readSets([{ name: 'Set', content: against }]) }).against
      ?.broadens;

  test('is not proved to lie within it: what is not known may deny', () => {
    const unknown = { ...ADMIN, customerManaged: [{ path: '/', name: 'guard' }] };
    expect(answer(unknown)).toBe('cannot-tell');
    expect(answer({ ...ADMIN, boundary: { path: '/', name: 'fence' } })).toBe('cannot-tell');
  });

  test('honest twin: lies within what is known whole', () => {
    expect(answer(ADMIN)).toBe('no');
  });
});
