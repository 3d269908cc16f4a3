import { digestedContent, gainsOf, withParts, type Gains } from '../../lib/meaning/index.js';
import { permissionSet, type PermissionSetContent } from '../../lib/model/index.js';

const AWS = 'arn:aws:iam::aws:policy/';

function content(more: Partial<PermissionSetContent> = {}): PermissionSetContent {
  return { managed: [], customerManaged: [], sessionMinutes: 60, ...more };
}

function statement(Effect: 'Allow' | 'Deny', Action: string[], Resource = '*', more: object = {}): object {
  return { Effect, Action, Resource, ...more };
}

function inline(...Statement: object[]): Partial<PermissionSetContent> {
  return { inline: { Version: '2012-10-17', Statement } };
}

const NOTHING = content();
const MYSTERY = { customerManaged: [{ path: '/', name: 'mystery' }] };
const READS = statement('Allow', ['s3:GetObject', 's3:ListBucket']);

describe('what a content allows beyond another', () => {
  it('is counted by action, with the heaviest first and what each may be done on', () => {
    const after = content(
      inline(statement('Allow', ['lambda:CreateFunction', 'iam:PassRole', 'sqs:ListQueues'])),
    );
    expect(gainsOf(NOTHING, after)).toEqual({
      more: 'yes',
      actions: 3,
      unsure: 0,
      tier: 'write',
      among: [
        { action: 'iam:PassRole', reach: 'every', kind: 'role', on: '*', always: true },
        { action: 'lambda:CreateFunction', reach: 'every', kind: 'function', on: '*', always: true },
        { action: 'sqs:ListQueues', reach: 'every', on: '*', always: true },
      ],
      undocumented: [],
      unread: [],
    } satisfies Gains);
  });

  it('tells where it reaches only named things, or only under conditions', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const after = content(inline(statement('Allow', ['s3:GetObject'], 'arn:aws:s3:::payroll/*', mfa)));
    expect(gainsOf(NOTHING, after)).toMatchObject({
      more: 'yes',
      actions: 1,
      tier: 'data-read',
      among: [{ action: 's3:GetObject', reach: 'named', on: 'arn:aws:s3:::payroll/*', always: false }],
    });
  });

  it('counts what reaches further than before, and only that', () => {
    const before = content(
      inline(
        statement('Allow', ['s3:GetObject'], 'arn:aws:s3:::one/*'),
        statement('Allow', ['s3:PutObject']),
      ),
    );
    const after = content(inline(statement('Allow', ['s3:GetObject', 's3:PutObject'])));
    expect(gainsOf(before, after)).toMatchObject({
      more: 'yes',
      actions: 1,
      among: [{ action: 's3:GetObject' }],
    });
    expect(gainsOf(after, before)).toMatchObject({ more: 'no', actions: 0, among: [] });
  });

  it('is nothing of the same content in another order, and of another session', () => {
    const before = content(inline(statement('Allow', ['s3:GetObject', 's3:ListBucket'])));
    const after = content({
      ...inline(statement('Allow', ['s3:listbucket', 's3:getobject'])),
      sessionMinutes: 720,
    });
    expect(gainsOf(before, after)).toMatchObject({ more: 'no', actions: 0, unread: [] });
  });

  it('is nothing by a Deny, which takes away what it denies', () => {
    const before = content(inline(READS));
    const after = content(inline(READS, statement('Deny', ['s3:GetObject'])));
    expect(gainsOf(before, after)).toMatchObject({ more: 'no', actions: 0 });
    expect(gainsOf(after, before)).toMatchObject({
      more: 'yes',
      actions: 1,
      among: [{ action: 's3:GetObject' }],
    });
  });

  it('names what AWS has not documented', () => {
    const after = content(inline(statement('Allow', ['quantumx:Entangle', 'sqs:ListQueues'])));
    expect(gainsOf(NOTHING, after)).toMatchObject({
      more: 'yes',
      actions: 1,
      undocumented: ['quantumx:entangle'],
    });
  });

  it('names the pattern where AWS may only add to what it matches', () => {
    const before = content(inline(statement('Allow', ['sts:GetCallerIdentity'])));
    const after = content(inline(statement('Allow', ['sts:GetCallerIdentit*'])));
    expect(gainsOf(before, after)).toMatchObject({
      more: 'yes',
      actions: 0,
      undocumented: ['sts:getcalleridentit*'],
    });
  });

  it('counts no action that has nothing to work on', () => {
    const after = content(
      inline(statement('Allow', ['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::payroll')),
    );
    expect(gainsOf(NOTHING, after)).toMatchObject({ actions: 1, among: [{ action: 's3:ListBucket' }] });
  });
});

describe('what is not known', () => {
  const unknown = content({ managed: [`${AWS}PublishedTomorrow`] });
  const boundary = content({ ...inline(READS), boundary: { path: '/', name: 'edge' } });
  const denied = content({ ...MYSTERY, ...inline(READS, statement('Deny', ['s3:PutObject'])) });

  it.each<[string, PermissionSetContent, PermissionSetContent, string[]]>([
    ['a policy that came', NOTHING, unknown, [`policy ${AWS}PublishedTomorrow`]],
    ['a policy that went, since it may have denied', unknown, NOTHING, [`policy ${AWS}PublishedTomorrow`]],
    ['a customer managed policy', NOTHING, content(MYSTERY), ['customer-managed policy /mystery']],
    ['a boundary that went', boundary, content(inline(READS)), ['permissions boundary /edge']],
    [
      'a Deny that went beside it',
      denied,
      content({ ...MYSTERY, ...inline(READS) }),
      ['customer-managed policy /mystery'],
    ],
    [
      'a known boundary that went beside it',
      content({ ...MYSTERY, boundary: { arn: `${AWS}ReadOnlyAccess` } }),
      content(MYSTERY),
      [`permissions boundary ${AWS}ReadOnlyAccess`],
    ],
  ])('leaves open whether there is more: %s', (_, before, after, unread) => {
    expect(gainsOf(before, after)).toMatchObject({ more: 'cannot-tell', unread });
  });

  it('leaves it open of inline policies that are not understood, unless it is the same one', () => {
    const [one, other] = [content({ inline: 'one' }), content({ inline: 'two' })];
    expect(gainsOf(one, other).more).toBe('cannot-tell');
    expect(gainsOf(one, content({ ...one, sessionMinutes: 720 })).more).toBe('no');
  });

  it.each<[string, PermissionSetContent, PermissionSetContent]>([
    ['the same policy on both sides', content({ ...MYSTERY, ...inline(READS) }), content(MYSTERY)],
    ['a boundary that came', content(inline(READS)), boundary],
    ['the same boundary on both sides', boundary, content({ boundary: { path: '/', name: 'edge' } })],
    ['a Deny that came beside it', content({ ...MYSTERY, ...inline(READS) }), denied],
  ])('proves that there is no more in spite of %s', (_, before, after) => {
    expect(gainsOf(before, after)).toMatchObject({ more: 'no', unread: [] });
  });

  it('does not hide what surely is more', () => {
    const after = content({ ...MYSTERY, ...inline(READS) });
    expect(gainsOf(NOTHING, after)).toMatchObject({
      more: 'yes',
      actions: 2,
      unread: ['customer-managed policy /mystery'],
    });
  });
});

describe('a content with parts of another', () => {
  const of = permissionSet('Set');
  const declared = content({
    managed: [`${AWS}ReadOnlyAccess`, `${AWS}SecurityAudit`],
    ...inline(READS),
    boundary: { arn: `${AWS}ReadOnlyAccess` },
  });
  const live = content({
    managed: [`${AWS}SecurityAudit`, `${AWS}IAMFullAccess`],
    ...MYSTERY,
    ...inline(statement('Allow', ['sqs:*'])),
    sessionMinutes: 720,
  });

  it.each([
    [declared, live],
    [live, declared],
    [declared, NOTHING],
    [NOTHING, declared],
  ])('is the other one once it has all parts that differ', (base, from) => {
    const [own, others] = [digestedContent(of, base).parts, digestedContent(of, from).parts];
    const isIn = (parts: typeof own, { digest, slot }: (typeof own)[number]): boolean =>
      parts.some((part) => part.digest === digest && part.slot === slot);
    const made = withParts(base, from, {
      added: others.filter((part) => !isIn(own, part)),
      removed: own.filter((part) => !isIn(others, part)),
    });
    expect(digestedContent(of, made)).toEqual(digestedContent(of, from));
  });
});
