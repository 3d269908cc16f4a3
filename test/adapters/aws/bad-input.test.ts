import { plain } from '../../_helpers/observed.js';
import { faultOf } from '../../../lib/adapters/aws/faults.js';
import { assemble, readability, type Inventory, type PartFailure } from '../../../lib/inventory/index.js';
import { edgeKey } from '../../../lib/model/index.js';
import type { Fault } from '../../../sandbox/index.js';
import { place, type Place } from './world.js';

type Effect = Fault['effect'];

const JSON_TYPE = 'application/x-amz-json-1.1';
const status = (code: number, body: string, contentType = JSON_TYPE): Effect => ({
  kind: 'status',
  status: code,
  body,
  contentType,
});

/** What a provider may answer instead of a list, and the code it must become. */
const BAD: readonly (readonly [name: string, effect: Effect, code: string])[] = [
  ['401', { kind: 'unauthorized' }, 'PROVIDER_UNAUTHORIZED'],
  ['403', { kind: 'denied' }, 'PROVIDER_DENIED'],
  ['endless throttling', { kind: 'throttle' }, 'PROVIDER_THROTTLED'],
  ['500', status(500, '{"__type":"InternalServerException"}'), 'PROVIDER_UNAVAILABLE'],
  ['502 with HTML', status(502, '<html>bad gateway</html>', 'text/html'), 'PROVIDER_MALFORMED'],
  ['403 with HTML', status(403, '<html>blocked</html>', 'text/html; charset=utf-8'), 'PROVIDER_MALFORMED'],
  ['200 with HTML', status(200, '<html>sign in</html>', 'text/html'), 'PROVIDER_MALFORMED'],
  ['200 with nothing', status(200, ''), 'PROVIDER_MALFORMED'],
  ['200 with an empty object', status(200, '{}'), 'PROVIDER_MALFORMED'],
  ['200 with a list', status(200, '[]'), 'PROVIDER_MALFORMED'],
  ['200 with half a JSON text', status(200, '{"Groups":[{"Gro'), 'PROVIDER_MALFORMED'],
  ['a 404 that is not of the service', status(404, '{}'), 'PROVIDER_MALFORMED'],
  ['a redirect', status(302, 'elsewhere', 'text/plain'), 'PROVIDER_MALFORMED'],
  ['a body cut half-way', { kind: 'half-body' }, 'PROVIDER_UNAVAILABLE'],
  ['a closed connection', { kind: 'drop' }, 'PROVIDER_UNAVAILABLE'],
];

/** Every call of a sweep, and the part that its failure leaves unread. */
const CALLS: readonly (readonly [match: string, part: string])[] = [
  ['sso-admin:ListInstances', 'listing instances'],
  ['identitystore:ListUsers', 'listing users'],
  ['identitystore:ListGroups', 'listing groups'],
  ['identitystore:ListGroupMemberships', 'group'],
  ['sso-admin:ListPermissionSets', 'listing permission-sets'],
  ['sso-admin:DescribePermissionSet', 'content'],
  ['sso-admin:ListManagedPoliciesInPermissionSet', 'content'],
  ['sso-admin:ListCustomerManagedPolicyReferencesInPermissionSet', 'content'],
  ['sso-admin:GetInlinePolicyForPermissionSet', 'content'],
  ['sso-admin:GetPermissionsBoundaryForPermissionSet', 'content'],
  ['sso-admin:ListAccountsForProvisionedPermissionSet', 'set'],
  ['sso-admin:ListAccountAssignments', 'pair'],
  ['organizations:ListAccounts', 'listing accounts'],
];

const NOBODY = { principalOf: () => undefined };
let here: Place;
/** What a sweep shows while nothing is wrong. */
let whole: Inventory;

async function sweep(): Promise<Inventory> {
  return assemble([await here.aws.source.sweep()], NOBODY);
}

function partOf({ part }: PartFailure): string {
  return part.part === 'listing' ? `listing ${part.of}` : part.part;
}

/** The law: what is live and not shown is never concluded absent. */
function neverAbsent(whole: Inventory, seen: Inventory): void {
  const shown = new Set(seen.edges.map(({ edge }) => edgeKey(edge)));
  const proof = readability(seen);
  for (const { edge } of whole.edges) {
    if (!shown.has(edgeKey(edge))) expect([edgeKey(edge), proof(edge)]).not.toEqual([edgeKey(edge), true]);
  }
}

beforeAll(async () => {
  here = await place();
  whole = await sweep();
});
afterAll(() => here.sandbox.close());
afterEach(() => {
  here.sandbox.runtime.faults.length = 0;
});

describe.each(BAD)('a provider that answers %s', (_name, effect, code) => {
  test.each(CALLS)('to %s leaves a named failure, never "no grants"', async (match, part) => {
    here.fault(match, effect);
    const seen = await sweep();
    const [completeness] = seen.sources;
    expect(completeness?.complete).toBe(false);
    expect(completeness?.answered).toBeLessThan(completeness?.listed ?? 0);
    expect([...new Set(completeness?.failures.map(partOf))]).toEqual([part]);
    expect([...new Set(completeness?.failures.map((failure) => failure.error.code))]).toEqual([code]);
    neverAbsent(whole, seen);
  });
});

test('a fault that passes is tried again and leaves no trace but the calls', async () => {
  const before = await here.aws.source.sweep();
  here.fault('sso-admin:*', { kind: 'throttle' }, { times: 2 });
  here.fault('identitystore:ListGroups', { kind: 'drop' }, { times: 1 });
  const again = await here.aws.source.sweep();
  expect(again.completeness).toMatchObject({ complete: true, calls: before.completeness.calls + 3 });
  expect(again.seen).toEqual(before.seen);
});

test('an answer that never comes ends in time and is a failure', async () => {
  here.fault('sso-admin:ListAccountAssignments', { kind: 'latency', ms: 60_000 });
  const slow = here.adapters({ limits: { timeout: 1500, attempts: 1 } });
  const seen = assemble([await slow.source.sweep()], NOBODY);
  expect(seen.sources[0]?.failures.map(({ error }) => error.code)).toEqual(
    Array(3).fill('PROVIDER_UNAVAILABLE'),
  );
  neverAbsent(whole, seen);
});

test('a denied call says which IAM action to allow', async () => {
  here.fault('sso-admin:ListAccountAssignments', { kind: 'denied' }, { times: 1 });
  const { completeness } = await here.aws.source.sweep();
  expect(completeness.failures.map(({ error }) => error.remedy)).toEqual([
    'allow `sso:ListAccountAssignments` to the role that Writ uses',
  ]);
});

test('no instance at all is a failure, not an empty organization', async () => {
  here.fault('sso-admin:ListInstances', status(200, '{"Instances":[]}'));
  const { completeness } = await here.aws.source.sweep();
  expect(completeness.failures.map(({ error }) => error.code)).toEqual(['PROVIDER_NOT_FOUND']);
});

test('several instances are an ambiguity until one is configured', async () => {
  const { instanceArn, identityStoreId } = here.sandbox.runtime.world.aws;
  const other = {
    InstanceArn: 'arn:aws:sso:::instance/ssoins-ffffffffffffffff',
    IdentityStoreId: 'd-ffffffffff',
  };
  const Instances = [other, { InstanceArn: instanceArn, IdentityStoreId: identityStoreId }];
  here.fault('sso-admin:ListInstances', status(200, JSON.stringify({ Instances })));
  const any = await here.aws.source.sweep();
  expect(any.completeness.failures.map(({ error }) => error.code)).toEqual(['NAME_AMBIGUOUS']);
  const one = await here.adapters({ instanceArn }).source.sweep();
  expect(one.completeness.complete).toBe(true);
});

describe('pages', () => {
  test('an empty page with a next token goes on', async () => {
    const before = await here.aws.source.sweep();
    here.fault('identitystore:ListGroupMemberships', { kind: 'empty-page' }, { times: 1 });
    here.fault('sso-admin:ListPermissionSets', { kind: 'empty-page' }, { times: 1 });
    const again = await here.aws.source.sweep();
    expect(again.completeness.complete).toBe(true);
    expect(again.seen).toEqual(before.seen);
  });

  test.each(['again', ''])(
    'a next token that leads nowhere new (`%s`) ends the list as a failure',
    async (token) => {
      const body = JSON.stringify({ PermissionSets: [here.id('set', 'Admin')], NextToken: token });
      here.fault('sso-admin:ListPermissionSets', status(200, body));
      const seen = await sweep();
      expect(seen.sources[0]?.failures.map(({ error }) => error.code)).toEqual(['PROVIDER_MALFORMED']);
      neverAbsent(whole, seen);
    },
  );

  test('more pages than is sane are a failure', async () => {
    const { source } = here.adapters({ limits: { pages: 1 } });
    const GroupMemberships = [{ MembershipId: 'm', MemberId: { UserId: 'u' } }];
    here.fault(
      'identitystore:ListGroupMemberships',
      status(200, JSON.stringify({ GroupMemberships, NextToken: 'more' })),
    );
    const { completeness, seen } = await source.sweep();
    expect(completeness.failures.map(({ error }) => error.code)).toEqual(Array(2).fill('PROVIDER_MALFORMED'));
    expect(plain(seen).memberships).toHaveLength(2);
  });

  test('an item without its id spoils the list and keeps the others', async () => {
    const Groups = [
      { GroupId: here.id('group', 'admins'), DisplayName: 'admins' },
      { DisplayName: 'nameless' },
    ];
    here.fault('identitystore:ListGroups', status(200, JSON.stringify({ Groups })));
    const { completeness, seen } = await here.aws.source.sweep();
    expect(completeness.failures.map(({ error }) => error.code)).toEqual(['PROVIDER_MALFORMED']);
    expect(plain(seen).groups.map((group) => group.ref.name)).toEqual(['admins']);
  });

  test('a listing of accounts that leaves out one behind contradicts itself', async () => {
    const behind = JSON.stringify({ AccountIds: ['222222222222'] });
    here.fault('sso-admin:ListAccountsForProvisionedPermissionSet', status(200, behind), {
      where: {
        PermissionSetArn: here.id('set', 'Reader'),
        ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED',
      },
    });
    const { completeness } = await here.aws.source.sweep();
    expect(completeness.failures.map(({ part, error }) => [part.part, error.code])).toEqual([
      ['set', 'PROVIDER_MALFORMED'],
    ]);
  });
});

test.each(['CredentialsProviderError', 'TokenProviderError'])(
  'H4.24 %s is no credential at all, and not one to renew',
  (name) => {
    const { code, remedy } = faultOf(Object.assign(new Error('none'), { name }), 'sso:ListInstances');
    expect(code).toBe('PROVIDER_UNAUTHORIZED');
    expect(remedy).toContain('AWS_PROFILE');
    const expired = faultOf(
      Object.assign(new Error('old'), { name: 'ExpiredTokenException' }),
      'sso:ListInstances',
    );
    expect([expired.code, expired.remedy.includes('renew')]).toEqual(['PROVIDER_UNAUTHORIZED', true]);
  },
);
