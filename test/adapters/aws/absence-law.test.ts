import type { Revocation } from '../../../lib/drift/index.js';
import { assemble, type Inventory } from '../../../lib/inventory/index.js';
import { digest, isWritError } from '../../../lib/kernel/index.js';
import { kindOf, permissionSet, type KINDS } from '../../../lib/model/index.js';
import { calledAbsent, concluded, FAILURES, underEveryFailure, type Effect } from '../_absence.js';
import { place, type Place } from './world.js';

const NOT_FOUND: Effect = {
  kind: 'status',
  status: 400,
  body: '{"__type":"ResourceNotFoundException"}',
  contentType: 'application/x-amz-json-1.1',
};
const WAYS = [...FAILURES, NOT_FOUND];
const LINKS = { principalOf: () => undefined };

let here: Place;
let aws: Place['aws'];
beforeEach(async () => {
  here = await place();
  // One attempt: what is tried again and answered is no failure.
  aws = here.adapters({ limits: { attempts: 1 } });
});
afterEach(() => here.sandbox.close());

const sweep = async (): Promise<Inventory> => assemble([await aws.source.sweep()], LINKS);

async function edgeOf(kind: keyof typeof KINDS, holder: string): Promise<Revocation> {
  const live = (await sweep()).edges.find(
    ({ edge, native }) => kindOf(edge) === kind && native.holder === holder,
  );
  return { what: 'edge', live: live! };
}

const adminSet = () => here.sandbox.runtime.world.aws.permissionSets.get(here.id('set', 'Admin'))!;
const ofAdmin = () => ({ set: permissionSet('Admin'), native: here.id('set', 'Admin') });

const STILL_THERE: readonly (readonly [string, () => Revocation | Promise<Revocation>])[] = [
  ['an assignment of a group', () => edgeOf('aws.assignment', here.id('group', 'admins'))],
  ['an assignment of a user', () => edgeOf('aws.assignment', here.id('user', 'eli'))],
  ['a membership', () => edgeOf('aws.group-membership', here.id('user', 'eli'))],
  [
    'a managed policy',
    () => ({
      what: 'detach-policy',
      ...ofAdmin(),
      slot: 'managed',
      name: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ],
  [
    'a policy of the customer',
    () => {
      adminSet().customerManagedPolicies = [{ name: 'wide', path: '/by/hand/' }];
      return { what: 'detach-policy', ...ofAdmin(), slot: 'customer-managed', name: '/by/hand/wide' };
    },
  ],
  [
    'an inline policy',
    () => {
      adminSet().inlinePolicy = JSON.stringify({
        Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
      });
      return { what: 'delete-inline', ...ofAdmin() };
    },
  ],
  [
    'a policy that only the accounts still have',
    () => {
      adminSet().version += 1;
      return {
        what: 'detach-policy',
        ...ofAdmin(),
        slot: 'managed',
        name: 'arn:aws:iam::aws:policy/PowerUserAccess',
      };
    },
  ],
  [
    'an account that is behind',
    () => {
      adminSet().version += 1;
      return { what: 're-provision', ...ofAdmin(), account: '111111111111' };
    },
  ],
  [
    'an account with a content that nobody judged',
    () => ({ what: 're-provision', ...ofAdmin(), account: '111111111111', content: digest('judged') }),
  ],
];

/** One of everything, since a sweep is run some hundred times. */
const SMALL = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: [{ id: '111111111111', name: 'payments' }],
    users: [{ userName: 'dana', displayName: 'Dana Fox' }],
    groups: [{ displayName: 'admins' }],
    permissionSets: [{ name: 'Admin', managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] }],
    memberships: [{ group: 'admins', user: 'dana' }],
    assignments: [
      { permissionSet: 'Admin', account: '111111111111', type: 'GROUP', principal: 'admins' },
      { permissionSet: 'Admin', account: '111111111111', type: 'USER', principal: 'dana' },
    ],
  },
};

const SLOW = 120_000;

describe('no injected failure of a read ever adds an `absent`', () => {
  test.each(STILL_THERE)(
    'REQ-058 the read-back of %s',
    async (_, arrange) => {
      const revocation = await arrange();
      const read = () => concluded(aws.revoker.readBack(revocation));
      expect(await read()).not.toBe('absent');
      const absent: unknown[] = [];
      const runs = await underEveryFailure(here.sandbox, WAYS, read, (state, faults) => {
        if (state === 'absent') absent.push(faults);
      });
      expect(absent).toEqual([]);
      expect(runs).toBeGreaterThanOrEqual(WAYS.length);
    },
    SLOW,
  );

  test('REQ-058 the read-back of what is gone says so without a failure', async () => {
    const revocation = await edgeOf('aws.group-membership', here.id('user', 'eli'));
    here.sandbox.runtime.world.aws.memberships.clear();
    expect(await concluded(aws.revoker.readBack(revocation))).toBe('absent');
  });

  test(
    'REQ-058 a sweep',
    async () => {
      await here.sandbox.close();
      here = await place(SMALL);
      aws = here.adapters({ limits: { attempts: 1 } });
      const honest = await sweep();
      expect(honest.edges).toHaveLength(3);
      const read = async (): Promise<readonly string[]> => {
        try {
          return calledAbsent(honest, await sweep());
        } catch (error) {
          if (!isWritError(error)) throw error;
          return [];
        }
      };
      const absent: unknown[] = [];
      const runs = await underEveryFailure(here.sandbox, WAYS, read, (edges, faults) => {
        if (edges.length > 0) absent.push({ edges, faults });
      });
      expect(absent).toEqual([]);
      expect(runs).toBeGreaterThan(80);
    },
    SLOW,
  );
});
