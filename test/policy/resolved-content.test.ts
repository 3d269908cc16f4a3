import { digest, type Digest } from '../../lib/kernel/index.js';
import { pinnedPolicies, PublishedPolicies } from '../../lib/meaning/managed/published.js';
import { type FindPublished } from '../../lib/meaning/index.js';
import { person, type PermissionSetContent } from '../../lib/model/index.js';
import type { Catalogue } from '../../lib/manifest/index.js';
import { approvalDigester } from '../../lib/policy/approval-digest.js';
import { ADMIN, catalogue, READ, set, ticket } from '../synth/builders.js';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const FOREIGN = 'arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess';
const pinned: FindPublished = (arn) => pinnedPolicies().find(arn);

/** What an approval of the package that gives `READ` with this content binds to, by what AWS had published. */
function bound(content: Partial<PermissionSetContent>, find?: FindPublished): Digest {
  const declared: Catalogue = catalogue({ permissionSets: [set(READ, content), set(ADMIN)] });
  const audit = declared.packages.find(({ id }) => id === 'audit');
  if (!audit) throw new Error('no package');
  return approvalDigester(declared, find)(ticket('ACC-1'), person('1'), audit, audit.grants[0]);
}

/** The pinned policies, with one of them saying something else. */
function renewed(arn: string): FindPublished {
  return (each) => {
    const published = pinned(each);
    return each === arn ? { ofItsPartition: true, digest: digest('another text') } : published;
  };
}

describe('an approval binds to what the policies of a role say', () => {
  it('and is asked for again when a policy of AWS that the role has says something else', () => {
    const managed = [READ_ONLY];
    expect(bound({ managed }, renewed(READ_ONLY))).not.toBe(bound({ managed }));
  });

  it.each(['arn:aws:iam::aws:policy/SecurityAudit', 'arn:aws:iam::aws:policy/AdministratorAccess'])(
    'and stands when %s does, which the role does not have',
    (other) => {
      expect(pinned(other)).toBeDefined();
      expect(bound({ managed: [READ_ONLY] }, renewed(other))).toBe(bound({ managed: [READ_ONLY] }));
    },
  );

  it('and stands when the file is made anew and the policy means what it meant', () => {
    const file = pinnedPolicies();
    const row = file.find(READ_ONLY);
    const later = new PublishedPolicies({
      format: 'writ.managed-policies/1',
      version: '9.9.9',
      newest: '2027-01-01',
      policies: [
        ['ReadOnlyAccess', 'v999', '2027-01-01', row?.digest.slice('sha256:'.length) ?? '', 'a', [], []],
      ],
    });
    expect(later.find(READ_ONLY)).toMatchObject({ version: 'v999', data: '9.9.9' });
    expect(bound({ managed: [READ_ONLY] }, (arn) => later.find(arn))).toBe(bound({ managed: [READ_ONLY] }));
  });

  it('and to the name alone where nobody knows the text, until somebody does', () => {
    const unknown: FindPublished = (arn) => (arn === READ_ONLY ? undefined : pinned(arn));
    expect(bound({ managed: [READ_ONLY] }, unknown)).not.toBe(bound({ managed: [READ_ONLY] }));
    expect(bound({ managed: [`${READ_ONLY}2`] })).not.toBe(bound({ managed: [`${READ_ONLY}3`] }));
  });

  it('and not to a text of another partition, which only stands in', () => {
    const other: FindPublished = () => ({ ofItsPartition: false, digest: digest('another text') });
    expect(bound({ managed: [FOREIGN] }, other)).toBe(bound({ managed: [FOREIGN] }));
    expect(bound({ managed: [FOREIGN] })).not.toBe(bound({ managed: [READ_ONLY] }));
  });

  it('of the boundary as well', () => {
    const boundary = { arn: READ_ONLY };
    expect(bound({ boundary }, renewed(READ_ONLY))).not.toBe(bound({ boundary }));
    expect(bound({ boundary })).not.toBe(bound({ managed: [READ_ONLY] }));
    expect(bound({ boundary })).not.toBe(bound({}));
  });

  it('and of an inline policy to what it means, in whatever order it is written', () => {
    const inline = (Action: string[]) => ({
      inline: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
    });
    expect(bound(inline(['s3:ListBucket', 's3:GetObject']))).toBe(
      bound(inline(['s3:getobject', 's3:listbucket'])),
    );
    expect(bound(inline(['s3:GetObject']))).not.toBe(bound(inline(['s3:GetObject', 's3:PutObject'])));
  });

  it('and to customer managed policies by name', () => {
    const named = (name: string) => ({ customerManaged: [{ path: '/', name }] });
    expect(bound(named('a'))).not.toBe(bound(named('b')));
  });
});
