import { digestedContent } from '../../lib/meaning/index.js';
import { contentDigest, permissionSet } from '../../lib/model/index.js';

describe('digestedContent', () => {
  const of = permissionSet('ProdAdmin');
  const base = {
    managed: ['arn:b', 'arn:a'],
    customerManaged: [{ path: '/', name: 'x' }],
    sessionMinutes: 60,
  };
  it('has one digest whatever the order of policies', () => {
    const turned = { ...base, managed: ['arn:a', 'arn:b'] };
    expect(contentDigest(digestedContent(of, turned))).toBe(contentDigest(digestedContent(of, base)));
  });
  it.each([
    ['a managed policy', { ...base, managed: ['arn:a'] }],
    ['an inline policy', { ...base, inline: { Statement: [] } }],
    ['a boundary', { ...base, boundary: { arn: 'arn:c' } }],
    ['a customer boundary', { ...base, boundary: { path: '/', name: 'c' } }],
    ['the session', { ...base, sessionMinutes: 120 }],
  ])('changes its digest with %s', (_what, other) => {
    expect(contentDigest(digestedContent(of, other))).not.toBe(contentDigest(digestedContent(of, base)));
  });

  const S3 = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' };
  const KMS = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
  const digest = (inline: unknown) => contentDigest(digestedContent(of, { ...base, inline }));
  const declared = digest({ Version: '2012-10-17', Statement: [S3, KMS] });
  it.each([
    ['its statements in another order', { Version: '2012-10-17', Statement: [KMS, S3] }],
    [
      'its actions in another order and case',
      { Version: '2012-10-17', Statement: [{ ...S3, Action: ['S3:putobject', 's3:GetObject'] }, KMS] },
    ],
    ['names on its statements', { Version: '2012-10-17', Id: 'p', Statement: [{ Sid: 'A', ...S3 }, KMS] }],
    ['one of them twice', { Version: '2012-10-17', Statement: [S3, KMS, S3] }],
  ])('an inline policy with %s is the same', (_, inline) => {
    expect(digest(inline)).toBe(declared);
  });
  it.each([
    [
      'an action more',
      { Version: '2012-10-17', Statement: [{ ...S3, Action: [...S3.Action, 's3:DeleteObject'] }, KMS] },
    ],
    ['an action less', { Version: '2012-10-17', Statement: [{ ...S3, Action: 's3:GetObject' }, KMS] }],
    [
      'a condition',
      { Version: '2012-10-17', Statement: [{ ...S3, Condition: { Bool: { 'aws:x': 'true' } } }, KMS] },
    ],
    ['a Deny', { Version: '2012-10-17', Statement: [{ ...S3, Effect: 'Deny' }, KMS] }],
    ['a part that is not understood', { Version: '2012-10-17', Statement: [S3, KMS], More: 1 }],
  ])('an inline policy with %s is another', (_, inline) => {
    expect(digest(inline)).not.toBe(declared);
  });
  it('what is not understood is known by its bytes', () => {
    expect(digest({ Statement: 1 })).toBe(digest({ Statement: 1 }));
    expect(digest({ Statement: 1 })).not.toBe(digest({ Statement: 2 }));
  });
});
