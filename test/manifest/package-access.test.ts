import { packageAccess, packageAllows, type PackageDeclaration } from '../../lib/manifest/index.js';
import { permissionSet, type PermissionSetContent } from '../../lib/model/index.js';
import { ADMIN, assignment, catalogue, pack, PROD, READ, set, STAFF } from '../synth/builders.js';

const OTHERS = permissionSet('TheirReader');
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

function gives(...sets: ReturnType<typeof permissionSet>[]): PackageDeclaration {
  const [first, ...more] = sets.map((ref) => ({ target: assignment(ref, PROD), carrier: 'direct' }) as const);
  return pack('p', first ? [first, ...more] : [{ target: STAFF, carrier: 'okta-push', join: STAFF }]);
}

function passing(more: Partial<PermissionSetContent> = {}): Partial<PermissionSetContent> {
  const Statement = [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }];
  return { inline: { Version: '2012-10-17', Statement }, ...more };
}

describe('what a package allows', () => {
  const declared = catalogue({
    permissionSets: [
      set(READ, { managed: [READ_ONLY] }),
      set(ADMIN, passing({ boundary: { arn: READ_ONLY } })),
    ],
  });

  it('is what its sets allow by their content', () => {
    expect(packageAllows(declared, gives(READ))).toEqual({ tier: 'data-read', reasons: [] });
  });

  it('is all that any of them allows, so that the boundary of one does not hold for several', () => {
    expect(packageAllows(declared, gives(ADMIN))?.reasons).toEqual([]);
    const both = packageAllows(declared, gives(ADMIN, READ));
    expect(both?.reasons.map(({ says }) => says).join()).toContain('iam:PassRole');
  });

  it('is what one asset gives where that is asked', () => {
    const wide = {
      ...gives(READ),
      grants: [...gives(READ).grants, ...gives(OTHERS).grants],
    } as PackageDeclaration;
    const [first] = wide.grants;
    expect(packageAllows(declared, wide)?.reasons).toHaveLength(1);
    expect(packageAllows(declared, { grants: [first] })?.reasons).toEqual([]);
  });

  it('is not known of what others own', () => {
    expect(packageAllows(declared, gives(OTHERS))).toEqual({
      tier: 'none',
      reasons: [
        {
          code: 'NOT_JUDGED',
          says: 'has content of permission set TheirReader, which others own, which is not read',
        },
      ],
    });
  });

  it('is nothing to tell of where it gives no sets', () => {
    expect(packageAllows(declared, gives())).toBeUndefined();
    expect(packageAccess(declared, gives())).toEqual({ access: { policies: [] }, unread: [] });
  });
});
