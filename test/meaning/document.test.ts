import { documentOf, publishedText } from '../../lib/meaning/document.js';
import { readPolicy } from '../../lib/meaning/index.js';
import { pinnedPolicies } from '../../lib/meaning/managed/index.js';

const AWS = 'arn:aws:iam::aws:policy/';

describe('a normal form written as a document', () => {
  it('means the same again, for every policy that AWS published', () => {
    const changed = pinnedPolicies().paths.filter((path) => {
      const pinned = pinnedPolicies().find(`${AWS}${path}`)!;
      const read = readPolicy(JSON.stringify(documentOf(pinned.policy)));
      return read.policy === undefined || read.digest !== pinned.digest;
    });
    expect(changed).toEqual([]);
  });

  it('is told of what AWS published, and of nothing else', () => {
    expect(publishedText(`${AWS}AWSDenyAll`)).toMatchObject({
      published: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
      document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }] },
    });
    expect(publishedText(`${AWS}PublishedTomorrow`)).toBeUndefined();
    expect(publishedText('arn:aws:iam::111122223333:policy/AWSDenyAll')).toBeUndefined();
  });
});
