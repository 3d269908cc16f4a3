import type { Catalogue, Manifest } from '../../lib/manifest/index.js';
import { awsGroup, oktaGroup, refKey } from '../../lib/model/index.js';
import { intake } from '../../lib/policy/index.js';
import { synthesize } from '../../lib/synth/index.js';
import {
  ADMIN,
  ADMINS,
  ADMINS_AWS,
  AS_OF,
  assignment,
  AUDITORS,
  catalogue,
  group,
  identity,
  inputs,
  pack,
  person,
  PROD,
  READ,
  set,
  STAFF,
  STAGE,
  ticket,
} from './builders.js';

const TOWER = awsGroup('AWSControlTowerAdmins');
const LUNCH = oktaGroup('lunch-club');
const PLAIN = catalogue();

function digestIn(over: Catalogue, asked = ticket('ACC-0001')): string | undefined {
  return intake([asked], over, identity(person('1')), AS_OF).resolved[0]?.digest;
}

function withGroups(...groups: Catalogue['groups']): Catalogue {
  const names = new Set(groups.map(({ ref }) => refKey(ref)));
  return { ...PLAIN, groups: [...PLAIN.groups.filter(({ ref }) => !names.has(refKey(ref))), ...groups] };
}

const more = (id: string, ...packs: Catalogue['packages']): Catalogue => ({
  ...PLAIN,
  packages: [...PLAIN.packages.filter((each) => each.id !== id), ...packs],
});

/** A package that gives an Okta group, which nothing is pushed from. */
const CLUB = pack('club', [{ target: LUNCH, carrier: 'okta-push', join: LUNCH }]);
const asked = ticket('ACC-0001', { package: 'club' });
const club = (pushedTo?: typeof TOWER): Catalogue => ({
  ...PLAIN,
  groups: [...PLAIN.groups, group(LUNCH, pushedTo ? { pushedTo } : {}), group(TOWER)],
  packages: [...PLAIN.packages, CLUB],
  jobFunctions: PLAIN.jobFunctions.map((each) => ({ ...each, mayRequest: [...each.mayRequest, 'club'] })),
});

describe('H2.11 an approval covers everything that its edges reach', () => {
  it('a group that is given comes to be pushed somewhere', () => {
    expect(digestIn(club(), asked)).toBeDefined();
    expect(digestIn(club(TOWER), asked)).not.toBe(digestIn(club(), asked));
    expect(digestIn(club(ADMINS_AWS), asked)).not.toBe(digestIn(club(TOWER), asked));
  });

  it('what a group is pushed to comes to hold more, by any package', () => {
    const tower = pack('tower', [{ target: assignment(ADMIN), carrier: 'identity-store', join: TOWER }]);
    const wider = club(TOWER);
    expect(digestIn({ ...wider, packages: [...wider.packages, tower] }, asked)).not.toBe(
      digestIn(wider, asked),
    );
  });

  it('the carrier of an entitlement comes to carry another assignment', () => {
    const admins = pack('other', [{ target: assignment(ADMIN, STAGE), carrier: 'okta-push', join: ADMINS }]);
    expect(digestIn({ ...PLAIN, packages: [...PLAIN.packages, admins] })).not.toBe(digestIn(PLAIN));
  });

  it('the content of a permission set that only a carrier reaches changes', () => {
    const other = set(READ, { managed: ['arn:aws:iam::aws:policy/PowerUserAccess'] });
    const reads = more(
      'other',
      pack('other', [{ target: assignment(READ), carrier: 'okta-push', join: ADMINS }]),
    );
    const widened = { ...reads, permissionSets: [other, set(ADMIN)] };
    expect(digestIn(widened)).not.toBe(digestIn(reads));
  });

  it('the push of its carrier goes elsewhere', () => {
    expect(digestIn(withGroups(group(ADMINS, { pushedTo: TOWER }), group(TOWER)))).not.toBe(digestIn(PLAIN));
  });

  it('a package gives an Identity Store group that is filled from Okta, whose push it covers', () => {
    const audit = ticket('ACC-0001', { package: 'audit' });
    const fed = withGroups(group(AUDITORS, { pushedFrom: LUNCH }), group(LUNCH, { pushedTo: AUDITORS }));
    expect(digestIn(fed, audit)).not.toBe(digestIn(PLAIN, audit));
  });

  it.each<[string, Catalogue]>([
    [
      'another package on another carrier',
      more('', pack('x', [{ target: STAFF, carrier: 'okta-push', join: STAFF }])),
    ],
    ['a title of another package', more('audit', { ...PLAIN.packages[2]!, title: 'Auditing' })],
    [
      'another order',
      { ...PLAIN, packages: [...PLAIN.packages].reverse(), groups: [...PLAIN.groups].reverse() },
    ],
    ['a group of its own', withGroups(group(oktaGroup('unrelated')))],
    ['the words of a group', withGroups(group(ADMINS, { pushedTo: ADMINS_AWS, description: 'Admins' }))],
    ['a set that it does not reach', { ...PLAIN, permissionSets: [set(READ), set(ADMIN)] }],
    [
      'the account names',
      { ...PLAIN, accounts: [{ id: PROD, name: 'production', environment: 'production' }] },
    ],
  ])('stands beside %s', (_, over) => {
    expect(digestIn(over)).toBe(digestIn(PLAIN));
  });

  it('whoever widens what a carrier holds has its holders decided again', () => {
    const given = inputs({ tickets: [asked], catalogue: club() });
    const clubs = ({ grants }: Manifest) => grants.filter(({ package: name }) => name === 'club').length;
    expect(clubs(synthesize(given).manifest)).toBe(1);
    const { manifest } = synthesize({ ...given, catalogue: club(TOWER) });
    const { omitted } = manifest;
    expect(clubs(manifest)).toBe(0);
    expect(omitted).toMatchObject([{ state: 'quarantined', reasons: [{ code: 'TICKET_QUARANTINED' }] }]);
  });
});
