import { branded } from '../../../lib/kernel/index.js';
import type { Catalogue, PackageDeclaration, PermissionSetDeclaration } from '../../../lib/manifest/index.js';
import { oktaGroup, permissionSet, type AccountId } from '../../../lib/model/index.js';
import { requestFacts, tierOf } from '../../../lib/policy/facts/request.js';
import { catalogueWith, packageOf } from '../../_helpers/catalogue.js';
import { groundOf, PEOPLE, resolvedOf, ticketOf } from './_ground.js';

const PROD: AccountId = branded<'account'>('111111111111');
const statement = (Action: readonly string[], more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
});

function set(name: string, inline: object): PermissionSetDeclaration {
  return {
    ref: permissionSet(name),
    description: '',
    privileged: [],
    content: { managed: [], customerManaged: [], sessionMinutes: 60, inline: inline },
  };
}

function pack(id: string, setName: string, changes: Partial<PackageDeclaration> = {}): PackageDeclaration {
  return packageOf(id, {
    grants: [
      {
        asset: 'payments',
        entitlements: [
          {
            target: { kind: 'aws.assignment', account: PROD, set: permissionSet(setName) },
            carrier: 'direct',
          },
        ],
      },
    ],
    ...changes,
  });
}

function factsIn(catalogue: Catalogue, changes: object = {}) {
  const [, person] = PEOPLE.people;
  if (!person) throw new Error('nobody');
  return requestFacts(resolvedOf(ticketOf(changes), catalogue), person, groundOf({ catalogue }));
}

const withInline = (inline: object): Catalogue =>
  catalogueWith([pack('admin', 'Own')], { permissionSets: [set('Own', inline)] });

describe('wildcards of inline policies (REQ-034)', () => {
  test.each([
    ['every action', statement(['*']), ['Own: *']],
    ['every action of a service', statement(['s3:*', 'ec2:Describe*']), ['Own: s3:*']],
    [
      'every action of a service under a condition',
      statement(['s3:*'], { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      ['Own: s3:*'],
    ],
    [
      'all but some actions',
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }] },
      ['Own: all but iam:*'],
    ],
    [
      'a service on all but some things',
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['s3:*'], NotResource: 'arn:aws:s3:::own' }],
      },
      ['Own: s3:*'],
    ],
    ['every action in other words', statement(['s3:?*']), ['Own: s3:?*']],
    [
      'every action of a service on all that it has, in other words',
      statement(['ec2:*', 's3:*'], { Resource: ['arn:aws:ec2:*:*:*', 'arn:aws:s3:::*'] }),
      ['Own: ec2:*'],
    ],
    [
      'all but some actions, on everything in other words',
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: 'arn:aws:*' }],
      },
      ['Own: all but iam:*'],
    ],
    ['every action of a service that nobody knows', statement(['nosuch:*']), ['Own: nosuch:*']],
  ])('%s is found', (_, inline, found) => {
    expect(factsIn(withInline(inline)).wildcards).toEqual(found);
  });

  test.each([
    ['some actions of a service', statement(['s3:Get*', 'ec2:DescribeInstances'])],
    ['a service on what is named', statement(['s3:*'], { Resource: 'arn:aws:s3:::own/*' })],
    ['a service on one kind of its things', statement(['s3:*'], { Resource: 'arn:aws:s3:::*' })],
    ['a service on what is no thing of its own', statement(['s3:*'], { Resource: 'arn:aws:ec2:*:*:*' })],
    ['a service of which nobody knows the things', statement(['nosuch:*'], { Resource: 'arn:aws:nosuch:*' })],
    ['a denial', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: ['s3:*'], Resource: '*' }] }],
  ])('%s is none', (_, inline) => {
    expect(factsIn(withInline(inline)).wildcards).toEqual([]);
  });

  test('what AWS publishes is not inline', () => {
    expect(factsIn(catalogueWith([packageOf('admin')])).wildcards).toEqual([]);
  });
});

describe('narrower packages (REQ-034)', () => {
  const READ_ALL = statement(['logs:Get*', 'logs:Describe*', 'ec2:Describe*']);
  const READ_LOGS = statement(['logs:GetLogRecord']);
  const sets = [
    set('All', READ_ALL),
    set('Logs', READ_LOGS),
    set('Other', statement(['s3:GetBucketTagging'])),
    set('Write', statement(['logs:*', 'ec2:Describe*', 'ec2:RebootInstances'])),
  ];
  const narrower = (packages: readonly PackageDeclaration[], catalogue: Partial<Catalogue> = {}) =>
    factsIn(catalogueWith(packages, { permissionSets: sets, ...catalogue })).narrower;

  test('one that gives less of the same kind, by proof', () => {
    expect(narrower([pack('admin', 'All'), pack('logs', 'Logs')])).toEqual(['logs']);
  });

  test('not one that gives as much, more, or something else', () => {
    expect(narrower([pack('admin', 'All'), pack('same', 'All')])).toEqual([]);
    expect(narrower([pack('admin', 'Logs'), pack('more', 'All')])).toEqual([]);
    expect(narrower([pack('admin', 'All'), pack('other', 'Other')])).toEqual([]);
  });

  test('not where the wider is not known whole: its boundary may leave less than the other gives', () => {
    const fenced = set('All', READ_ALL);
    const boundary = { path: '/', name: 'fence' };
    const content = { ...fenced.content, boundary };
    const permissionSets = [{ ...fenced, content }, ...sets.slice(1)];
    expect(narrower([pack('admin', 'All'), pack('logs', 'Logs')], { permissionSets })).toEqual([]);
  });

  test('not one for another kind of work: who needs to write is not helped by reading', () => {
    expect(narrower([pack('admin', 'Write'), pack('logs', 'Logs')])).toEqual([]);
  });

  test('not one that the person may not ask for, that is standing or for emergencies only', () => {
    const sre = { id: 'sre', title: 'SRE', when: { department: ['Platform'] as const }, birthright: [] };
    expect(
      narrower([pack('admin', 'All'), pack('logs', 'Logs')], {
        jobFunctions: [{ ...sre, mayRequest: ['admin'] }],
      }),
    ).toEqual([]);
    expect(narrower([pack('admin', 'All'), pack('logs', 'Logs', { breakGlass: true })])).toEqual([]);
    expect(
      narrower([pack('admin', 'All'), pack('logs', 'Logs', { duration: { kind: 'standing' } })]),
    ).toEqual([]);
    expect(narrower([pack('admin', 'All'), pack('logs', 'Logs', { holders: ['vendor'] })])).toEqual([]);
  });

  test('not one that gives another group besides', () => {
    const both = pack('logs', 'Logs', {
      grants: [
        {
          asset: 'payments',
          entitlements: [
            {
              target: { kind: 'aws.assignment', account: PROD, set: permissionSet('Logs') },
              carrier: 'direct',
            },
            { target: oktaGroup('extra'), carrier: 'okta-group', join: oktaGroup('extra') },
          ],
        },
      ],
    });
    expect(narrower([pack('admin', 'All'), both])).toEqual([]);
  });
});

describe('the computed tier (REQ-022)', () => {
  test.each([
    ['low', false, [], 'low'],
    ['low', false, ['development'], 'low'],
    ['low', false, ['production'], 'medium'],
    ['low', true, ['development'], 'medium'],
    ['low', true, ['production'], 'medium'],
    ['low', 'grave', ['development'], 'medium'],
    ['low', 'grave', ['production'], 'high'],
    ['high', false, ['development'], 'high'],
    ['critical', true, ['production'], 'critical'],
  ] as const)('declared %s, privileged %s, in %j: %s', (declared, privileged, environments, tier) => {
    const content = { privileged: privileged !== false, grave: privileged === 'grave' };
    expect(tierOf(declared, content, environments)).toBe(tier);
  });
});

describe('what a ticket claims of itself', () => {
  const catalogue = catalogueWith([packageOf('admin')]);

  test('is there as it was said, beside what is computed (REQ-021)', () => {
    const facts = factsIn(catalogue, { tier: 'low', class: 'routine' });
    expect(facts).toMatchObject({
      declaredTier: 'low',
      tier: 'high',
      declaredClass: 'routine',
      class: 'privileged',
    });
  });

  test('of an exception its policy, of a recovery its action, of a vendor what is reached', () => {
    expect(
      factsIn(catalogue, { kind: 'exception', exception: { policy: 'cutover', reason: 'CUTOVER' } }),
    ).toMatchObject({ kind: 'exception', exceptionRule: 'cutover' });
    expect(
      factsIn(catalogue, {
        kind: 'account-recovery',
        recovery: { action: 'unlock', verification: 'idv-1' },
      }),
    ).toMatchObject({ recovery: 'unlock' });
    expect(factsIn(catalogue, { reaches: ['ledger'] })).toMatchObject({ declaredReach: ['ledger'] });
  });

  test('and is absent where it was not said', () => {
    expect(Object.keys(factsIn(catalogue))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(declared.*|exceptionRule|recovery)$/)]),
    );
  });
});
