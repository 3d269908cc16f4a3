import type { Catalogue, PermissionSetDeclaration } from '../../../lib/manifest/index.js';
import { targetKey, type PermissionSetContent, type Target } from '../../../lib/model/index.js';
import { accessBeyond } from '../../../lib/policy/governance/access-beyond.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  catalogue,
  group,
  READ_SET,
  SALESFORCE,
  set,
} from '../../_helpers/build.js';

const READS: PermissionSetContent = {
  managed: [],
  customerManaged: [],
  sessionMinutes: 60,
  inline: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' }],
  },
};
const DELETES: PermissionSetContent = {
  ...READS,
  inline: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:DeleteObject'], Resource: '*' }],
  },
};
const UNKNOWN: PermissionSetContent = {
  ...READS,
  customerManaged: [{ path: '/', name: 'TeamPolicy' }],
};
const READ = assignment(READ_SET);
const ADMIN = assignment(ADMIN_SET);

interface Side {
  readonly reached: readonly Target[];
  readonly sets?: readonly PermissionSetDeclaration[];
  readonly catalogue?: Partial<Catalogue>;
}

const setOf = (content: PermissionSetContent, ref = READ_SET): PermissionSetDeclaration =>
  set(ref, { content });

/** What the second side gives beyond the first, in words: more, and what. */
function beyond(before: Side, after: Side): readonly (readonly [string, string, number | undefined])[] {
  const [old, now] = [before, after].map(({ reached, sets, catalogue: more }) => ({
    catalogue: catalogue({ permissionSets: sets ?? [setOf(READS)], ...more }),
    reached: new Map(reached.map((target) => [targetKey(target), target])),
  }));
  if (!old || !now) throw new Error('two sides');
  return accessBeyond(now, old, 'is gone').map(({ change: { more, what, actions } }) => [
    more,
    what,
    actions,
  ]);
}

const SET = 'ProdRead on payments-prod';

test('the same gives nothing more', () => {
  expect(beyond({ reached: [READ] }, { reached: [READ] })).toEqual([]);
  expect(beyond({ reached: [READ] }, { reached: [] })).toEqual([]);
});

test('a set that is held and was not is weighed whole', () => {
  expect(beyond({ reached: [] }, { reached: [READ] })).toEqual([['yes', SET, 1]]);
});

test('a set that allows more gives that, and one that allows less nothing', () => {
  const [less, more] = [{ reached: [READ] }, { reached: [READ], sets: [setOf(DELETES)] }];
  expect(beyond(less, more)).toEqual([['yes', SET, 1]]);
  expect(beyond(more, less)).toEqual([]);
});

test('what cannot be read cannot be told, and counts', () => {
  expect(beyond({ reached: [READ] }, { reached: [READ], sets: [setOf(UNKNOWN)] })).toEqual([
    ['cannot-tell', SET, 0],
  ]);
});

test('a set that others own on one side alone cannot be told; on both it is the same', () => {
  const theirs = { reached: [READ], sets: [] };
  expect(beyond({ reached: [READ] }, theirs)).toMatchObject([['cannot-tell', SET]]);
  expect(beyond(theirs, { reached: [READ] })).toMatchObject([['cannot-tell', SET]]);
  expect(beyond({ reached: [], sets: [] }, theirs)).toMatchObject([['cannot-tell', SET]]);
  expect(beyond(theirs, theirs)).toEqual([]);
});

test('a longer session is more, a shorter one is none', () => {
  const longer = { reached: [READ], sets: [setOf({ ...READS, sessionMinutes: 480 })] };
  expect(beyond({ reached: [READ] }, longer)).toEqual([
    ['yes', `${SET}, sessions of 480 instead of 60 minutes`, undefined],
  ]);
  expect(beyond(longer, { reached: [READ] })).toEqual([]);
});

test('another name for what they had on the account gives nothing new; a longer session by it, or more, does', () => {
  const had = { reached: [READ] };
  const renamed = (content: PermissionSetContent): Side => ({
    reached: [ADMIN],
    sets: [setOf(READS), setOf(content, ADMIN_SET)],
  });
  expect(beyond(had, renamed(READS))).toEqual([]);
  expect(beyond(had, renamed({ ...READS, sessionMinutes: 480 }))).toHaveLength(1);
  expect(beyond(had, renamed(DELETES))).toHaveLength(1);
  // On another account it is new.
  const elsewhere = { kind: 'aws.assignment', set: READ_SET, account: '222222222222' } as Target;
  expect(beyond(had, { reached: [elsewhere] })).toHaveLength(1);
});

test('a group or an app that is held and was not is more; of others it cannot be told', () => {
  const app = { apps: [{ ref: SALESFORCE, description: '', privileged: [] }] };
  expect(beyond({ reached: [] }, { reached: [ADMINS] })).toEqual([
    ['yes', 'Okta group prod-admins', undefined],
  ]);
  expect(beyond({ reached: [], catalogue: app }, { reached: [SALESFORCE], catalogue: app })).toMatchObject([
    ['yes', expect.any(String)],
  ]);
  const named = { named: [{ ref: SALESFORCE, privileged: ['it is not known'] as const }] };
  expect(beyond({ reached: [] }, { reached: [SALESFORCE], catalogue: named })).toMatchObject([
    ['cannot-tell', expect.any(String)],
  ]);
});

test('an app that is declared otherwise cannot be told', () => {
  const app = (...privileged: readonly string[]): Partial<Catalogue> => ({
    apps: [{ ref: SALESFORCE, description: '', privileged }],
  });
  const held = { reached: [SALESFORCE] };
  expect(beyond({ ...held, catalogue: app() }, { ...held, catalogue: app('exports all') })).toMatchObject([
    ['cannot-tell', expect.any(String)],
  ]);
  expect(beyond({ ...held, catalogue: app() }, { ...held, catalogue: app() })).toEqual([]);
});

test('who leaves a group that restricts gets more, and who joins one does not', () => {
  const restrictive = { catalogue: { groups: [group(ADMINS, { restrictive: true })] } };
  expect(beyond({ reached: [ADMINS], ...restrictive }, { reached: [], ...restrictive })).toEqual([
    ['cannot-tell', 'Okta group prod-admins is gone', undefined],
  ]);
  expect(beyond({ reached: [], ...restrictive }, { reached: [ADMINS], ...restrictive })).toEqual([]);
  expect(beyond({ reached: [ADMINS] }, { reached: [] })).toEqual([]);
});
