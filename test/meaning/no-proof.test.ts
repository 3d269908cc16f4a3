import type { Access } from '../../lib/meaning/access.js';
import { broadens } from '../../lib/meaning/compare/broadens.js';
import { readPolicy } from '../../lib/meaning/grammar/index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import { access, allow, deny, smallIndex, type Written } from './builders.js';

const index = smallIndex();
const ask = (before: Access, after: Access) => broadens(before, after, index).broadens;

/** Allowed on what an ARN condition lets, and denied to all else. */
const likeArn = (...values: string[]) =>
  access(allow('s3:*', '*', { ArnLike: { 'aws:principalarn': values } }));
const unlessArn = (value: string) =>
  access(allow('s3:*'), deny('s3:*', '*', { ArnNotLike: { 'aws:principalarn': value } }));
const unless = (values: string[]) => access(allow('s3:*', '*', { StringNotEquals: { 'aws:x': values } }));

describe('REQ-034 what no proof of narrowing may rest on', () => {
  const [all, denied] = [allow(['zzz:a*', 'zzz:b*']), deny(['zzz:aa*', 'zzz:bb*'])];

  it('that of two patterns, of which a Deny takes a part each, it takes as much of the first', () => {
    expect(ask(access(all, denied), access(all, deny(['zzz:aa*', 'zzz:bbb*'])))).not.toBe('no');
    expect(ask(access(all, denied), access(all, deny(['zzz:aaa*', 'zzz:bb*'])))).not.toBe('no');
    expect(ask(access(all, denied), access(all, deny(['zzz:aa*', 'zzz:b*'])))).toBe('no');
  });

  it('that an ARN of fewer parts matches what goes on: its parts are compared one by one', () => {
    const role = 'arn:aws:iam::111122223333:role/x';
    for (const short of ['arn', 'arn:aws:iam', 'arn:aws:*']) {
      expect(ask(likeArn(short), likeArn(role))).not.toBe('no');
      expect(ask(unlessArn(short), unlessArn(role))).not.toBe('no');
    }
    expect(ask(likeArn('arn:aws:iam::*:role/*'), likeArn(role))).toBe('no');
    expect(ask(likeArn('arn', role), likeArn('arn'))).toBe('no');
  });

  it('that a list of nothing lets all else', () => {
    expect(ask(unless([]), unless(['a']))).not.toBe('no');
    expect(ask(unless(['a']), unless(['a', 'b']))).toBe('no');
    const refused = [allow('iam:*', '*', { StringNotEquals: { 'aws:x': 'a' } })] as const;
    const nothing = deny('iam:*', '*', { StringNotEquals: { 'aws:x': [] } });
    expect(meaningOf(access(...refused, nothing)).tier).toBe('permissions-management');
    expect(meaningOf(access(...refused, deny('iam:*', '*', refused[0].Condition))).tier).toBe('none');
  });

  it('that whom a statement is about makes no difference', () => {
    const trust = (Principal: unknown, Effect: Written['Effect'] = 'Allow') =>
      ({ ...allow('s3:*'), Effect, Principal }) as Written;
    const [one, other] = [{ AWS: '111122223333' }, { AWS: '444455556666' }];
    expect(ask(access(trust(one)), access(trust('*')))).not.toBe('no');
    expect(ask(access(trust(one)), access(trust(other)))).not.toBe('no');
    expect(ask(access(allow('s3:*')), access(trust(other)))).not.toBe('no');
    expect(ask(access(trust('*'), trust(one, 'Deny')), access(trust('*'), trust(other, 'Deny')))).not.toBe(
      'no',
    );
    expect(ask(access(trust('*')), access(trust(one)))).toBe('no');
    expect(ask(access(trust(one)), access({ ...trust(one), Action: 's3:Get*' }))).toBe('no');
    expect(ask(access(trust('*'), trust(one, 'Deny')), access(trust('*'), trust('*', 'Deny')))).toBe('no');
  });
});

describe('one digest, one meaning', () => {
  const digestOn = (Resource: string) => digestOf({ Resource });
  const digestOf = (more: object) => {
    const read = readPolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: { ...allow('s3:GetObject'), ...more } }),
    );
    return read.policy ? read.digest : read.faults[0]?.message;
  };

  it('a space within the default of a variable is part of it, one around it is not', () => {
    const [spaced, close] = ["b/${aws:username, 'a, b'}", "b/${aws:username, 'a,b'}"].map((path) =>
      digestOn(`arn:aws:s3:::${path}`),
    );
    expect(spaced).not.toBe(close);
    expect(digestOn("arn:aws:s3:::b/${ aws:UserName , 'a,b' }")).toBe(close);
  });

  it('a number of more digits than are kept is a fault, one that is kept is its text', () => {
    const most = (value: unknown) => digestOf({ Condition: { NumericLessThan: { 's3:max-keys': value } } });
    expect(most(9007199254740993)).toMatch(/15 digits/);
    expect(most(1e300)).toMatch(/15 digits/);
    expect(most('9007199254740993')).not.toBe(most('9007199254740992'));
    expect(most(111122223333)).toBe(most('111122223333'));
    expect(most(-0.5)).toBe(most('-0.5'));
  });
});
