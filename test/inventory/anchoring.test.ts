import { anchorsOf, assemble, readability, type Anchor, type Inventory } from '../../lib/inventory/index.js';
import { awsGroup, OKTA_SOURCE, oktaGroup, permissionSet, refKey } from '../../lib/model/index.js';
import { account, aws, AWS_SOURCE, links, okta, set, sweepOf, user } from './_world.js';

const ADMINS = oktaGroup('admins');
const directory = (native: string, name: string) => ({ ...okta(native, name), origin: 'app' as const });

function remembers(...anchors: readonly Anchor[]): ReadonlyMap<string, Anchor> {
  return new Map(anchors.map((anchor) => [refKey(anchor.ref), anchor]));
}

function targetsOf({ edges }: Inventory): unknown[] {
  return edges.map(({ edge }) => edge.target);
}

describe('H1.5 what a name stands for', () => {
  const members = [
    { group: 'g1', user: 'u1' },
    { group: 'g2', user: 'u2' },
  ];

  it('is the group of ours and not the one of the same name that a directory keeps', () => {
    const seen = { groups: [okta('g1', 'admins'), directory('g2', 'admins')], memberships: members };
    const inventory = assemble([sweepOf(OKTA_SOURCE, seen)], links);
    expect(inventory.ambiguous).toEqual([]);
    expect(targetsOf(inventory)).toEqual([ADMINS, { ...ADMINS, native: 'g2' }]);
  });

  it('is never the group of a directory where our Terraform makes it', () => {
    const seen = { groups: [directory('g2', 'admins')], memberships: members.slice(1) };
    const declared = anchorsOf([{ ref: ADMINS }], new Map());
    expect(targetsOf(assemble([sweepOf(OKTA_SOURCE, seen)], links, declared))).toEqual([
      { ...ADMINS, native: 'g2' },
    ]);
    const external = anchorsOf([{ ref: ADMINS, external: 'the directory' }], new Map());
    expect(targetsOf(assemble([sweepOf(OKTA_SOURCE, seen)], links, external))).toEqual([ADMINS]);
  });

  it('is neither of two groups that directories keep, and no ambiguity while nobody declares it', () => {
    const seen = { groups: [directory('g1', 'Domain Users'), directory('g2', 'Domain Users')] };
    expect(assemble([sweepOf(OKTA_SOURCE, seen)], links).ambiguous).toEqual([]);
    const external = anchorsOf([{ ref: oktaGroup('Domain Users'), external: 'the directory' }], new Map());
    expect(assemble([sweepOf(OKTA_SOURCE, seen)], links, external).ambiguous).toMatchObject([
      { natives: ['g1', 'g2'] },
    ]);
  });

  it('is reported, and not guessed, when two groups of ours carry it', () => {
    const seen = { groups: [okta('g1', 'admins'), okta('g2', 'admins')], memberships: members };
    const inventory = assemble([sweepOf(OKTA_SOURCE, seen)], links, anchorsOf([{ ref: ADMINS }], new Map()));
    expect(inventory.ambiguous).toEqual([{ ref: ADMINS, natives: ['g1', 'g2'] }]);
  });

  it('is the remembered one of the two, which is judged while the doubt is still reported', () => {
    const seen = { groups: [okta('g1', 'admins'), okta('g2', 'admins')], memberships: members };
    const anchors = anchorsOf([{ ref: ADMINS }], remembers({ ref: ADMINS, native: 'g2' }));
    const inventory = assemble([sweepOf(OKTA_SOURCE, seen)], links, anchors);
    expect(inventory.ambiguous).toEqual([{ ref: ADMINS, natives: ['g1', 'g2'], known: 'g2' }]);
    expect(targetsOf(inventory)).toEqual([{ ...ADMINS, native: 'g1' }, ADMINS]);
    expect(readability(inventory)({ holder: { kind: 'person', id: 'x' as never }, target: ADMINS })).toBe(
      true,
    );
  });

  it('is the remembered object under whatever name it has now, and not what took its name', () => {
    const seen = { groups: [okta('g1', 'pd'), okta('g2', 'admins')], memberships: members };
    const anchors = anchorsOf([{ ref: ADMINS }], remembers({ ref: ADMINS, native: 'g1' }));
    const inventory = assemble([sweepOf(OKTA_SOURCE, seen)], links, anchors);
    expect(targetsOf(inventory)).toEqual([ADMINS, { ...ADMINS, native: 'g2' }]);
    expect(inventory.groups).toMatchObject([{ native: 'g2' }, { native: 'g1', called: 'pd' }]);
  });

  it('goes by the ids where two declared groups swapped their names', () => {
    const OTHER = oktaGroup('readers');
    const seen = { groups: [okta('g1', 'readers'), okta('g2', 'admins')], memberships: members };
    const anchors = anchorsOf(
      [{ ref: ADMINS }, { ref: OTHER }],
      remembers({ ref: ADMINS, native: 'g1' }, { ref: OTHER, native: 'g2' }),
    );
    expect(targetsOf(assemble([sweepOf(OKTA_SOURCE, seen)], links, anchors))).toEqual([ADMINS, OTHER]);
  });

  it('is in doubt while the remembered one may be there unseen and another has its name', () => {
    const ref = awsGroup('admins');
    const anchors = anchorsOf([{ ref }], remembers({ ref, native: 'g1' }));
    const seen = { groups: [aws('g2', 'admins')] };
    const partial = sweepOf(AWS_SOURCE, seen, [{ part: 'listing', of: 'groups' }]);
    expect(assemble([partial], links, anchors).ambiguous).toEqual([{ ref, natives: ['g1', 'g2'] }]);
    expect(assemble([sweepOf(AWS_SOURCE, seen)], links, anchors).ambiguous).toEqual([]);
  });

  it('is known by its id where a failed listing does not show the group that holds something', () => {
    const ref = awsGroup('admins');
    const seen = {
      sets: [set('s1', 'Admin')],
      assignments: [{ set: 's1', account: account(1), holder: { type: 'group' as const, native: 'g1' } }],
    };
    const holderOf = (listing: 'failed' | 'whole') =>
      assemble(
        [sweepOf(AWS_SOURCE, seen, listing === 'failed' ? [{ part: 'listing', of: 'groups' }] : [])],
        links,
        anchorsOf([{ ref }], remembers({ ref, native: 'g1' })),
      ).edges[0]?.edge.holder;
    expect(holderOf('failed')).toEqual(ref);
    expect(holderOf('whole')).toEqual({ kind: 'aws.group', name: 'g1', native: 'g1', source: AWS_SOURCE });
  });

  it('H1.5 a permission set whose name could not be read is still the remembered one', () => {
    const ref = permissionSet('Admin');
    const anchors = anchorsOf([{ ref }], remembers({ ref, native: 'arn:1' }));
    const sweep = sweepOf(AWS_SOURCE, { sets: [set('arn:1')] });
    expect(assemble([sweep], links, anchors)).toMatchObject({
      ambiguous: [],
      roles: [{ ref, native: 'arn:1' }],
    });
    expect(assemble([sweep], links, anchors).roles[0]?.called).toBeUndefined();
  });

  it('H1.5 an assignment of a deleted group names a group, never a person', () => {
    const seen = {
      users: [user('u1')],
      groups: [aws('g2', 'admins')],
      sets: [set('s1', 'Admin')],
      assignments: [
        { set: 's1', account: account(1), holder: { type: 'group' as const, native: 'g1' } },
        { set: 's1', account: account(1), holder: { type: 'user' as const, native: 'x9' } },
      ],
    };
    const { edges } = assemble([sweepOf(AWS_SOURCE, seen)], links);
    expect(edges.map(({ edge }) => edge.holder.kind)).toEqual(['aws.group', 'unlinked']);
  });
});
