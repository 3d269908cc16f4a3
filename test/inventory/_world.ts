import fc from 'fast-check';
import {
  NO_OBSERVATIONS,
  type Completeness,
  type Observations,
  type Part,
  type SourceSweep,
} from '../../lib/inventory/index.js';
import { observed, plain, type Seen } from '../_helpers/observed.js';
import { branded, instantOf, WritError } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  person,
  type AccountId,
  type Principal,
  type SourceId,
} from '../../lib/model/index.js';

export const AT = instantOf(Date.UTC(2026, 10, 21));
export const account = (n: number): AccountId => branded<'account'>(String(n).padStart(12, '1'));

/** A sweep that saw `seen` and failed in `parts`. */
export function sweepOf(
  source: SourceId,
  seen: Partial<Seen>,
  parts: readonly Part[] = [],
  more: Partial<Completeness> = {},
): SourceSweep {
  const error = new WritError('PROVIDER_DENIED', 'denied', { remedy: 'allow it' });
  const failures = parts.map((part) => ({ part, error }));
  return {
    completeness: {
      source,
      complete: failures.length === 0,
      listed: failures.length,
      answered: 0,
      failures,
      startedAt: AT,
      endedAt: AT,
      calls: 0,
      ...more,
    },
    seen: observed(source, seen),
    uncovered: [],
  };
}

/** A user of a source. */
export const user = (native: string, login = native): Observations['users'][number] => ({
  native,
  login,
  displayName: login,
  status: 'active',
});

export const okta = (native: string, name = native): Seen['groups'][number] => ({
  native,
  ref: oktaGroup(name),
  origin: 'managed',
});

export const aws = (native: string, name = native): Seen['groups'][number] => ({
  native,
  ref: awsGroup(name),
  origin: 'managed',
});

export const set = (native: string, name = native): Seen['sets'][number] => ({
  native,
  ref: permissionSet(name),
});

/** Links `native` ids of the form `u1` to the person `1`; all others to nobody. */
export const links = {
  principalOf: (_: SourceId, native: string): Principal | undefined => {
    const id = /^u(\d+)$/.exec(native)?.[1];
    return id === undefined ? undefined : person(id);
  },
};

const USERS = ['u1', 'u2', 'u3', 'x4'];
const GROUPS = ['g1', 'g2', 'g3'];
const SETS = ['s1', 's2', 's3'];
const ACCOUNTS = [1, 2, 3];

/** A world of one source: who is in which group, who holds what where. */
const world = fc.record({
  memberships: fc.uniqueArray(fc.tuple(fc.constantFrom(...GROUPS), fc.constantFrom(...USERS)), {
    selector: String,
  }),
  assignments: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...SETS), fc.constantFrom(...ACCOUNTS), fc.constantFrom(...USERS, ...GROUPS)),
    { selector: String },
  ),
});

const GROUP_PARTS: Part[] = GROUPS.map((group) => ({ part: 'group', group, name: `name-${group}` }));
const PARTS: Part[] = [
  ...(['instances', 'users', 'groups', 'permission-sets', 'accounts'] as const).map((of): Part => ({
    part: 'listing',
    of,
  })),
  ...GROUP_PARTS,
  ...SETS.flatMap((native): Part[] => [
    { part: 'set', set: native, name: `name-${native}` },
    { part: 'content', set: native, name: `name-${native}` },
    ...ACCOUNTS.map((n): Part => ({
      part: 'pair',
      set: native,
      name: `name-${native}`,
      account: account(n),
    })),
  ]),
];

/** The whole sweep of a world, and one of the same world in which some parts failed and lost part of what is there. */
export const sweeps = fc
  .tuple(world, fc.subarray(PARTS, { minLength: 0, maxLength: 4 }), fc.infiniteStream(fc.boolean()))
  .map(([{ memberships, assignments }, failed, coins]) => {
    const lost = (): boolean => coins.next().value as boolean;
    const has = (part: Partial<Part> & { part: string }): boolean =>
      failed.some((one) => Object.entries(part).every(([key, value]) => (one as never)[key] === value));
    const listing = (of: string): boolean =>
      has({ part: 'listing', of } as never) || has({ part: 'listing', of: 'instances' });
    const whole: Seen = {
      ...plain(NO_OBSERVATIONS),
      users: USERS.map((native) => user(native)),
      groups: GROUPS.map((native) => aws(native, `name-${native}`)),
      sets: SETS.map((native) => set(native, `name-${native}`)),
      memberships: memberships.map(([group, native]) => ({ group, user: native, id: `${group}-${native}` })),
      pairs: SETS.flatMap((native) =>
        ACCOUNTS.map((n) => ({ set: native, account: account(n), provisioned: 'latest' as const })),
      ),
      assignments: assignments.map(([native, n, holder]) => ({
        set: native,
        account: account(n),
        holder: { type: holder.startsWith('g') ? ('group' as const) : ('user' as const), native: holder },
      })),
    };
    const groups = whole.groups.filter(() => !(listing('groups') && lost()));
    const sets = whole.sets
      .filter(() => !(listing('permission-sets') && lost()))
      // A set that could not be described goes by its native id.
      .map((one) => (has({ part: 'content', set: one.native } as never) && lost() ? set(one.native) : one));
    const seen: Seen = {
      ...whole,
      users: whole.users.filter(() => !(listing('users') && lost())),
      groups,
      sets,
      memberships: whole.memberships.filter(
        (m) =>
          groups.some((group) => group.native === m.group) &&
          !(has({ part: 'group', group: m.group } as never) && lost()),
      ),
      assignments: whole.assignments.filter(
        (a) =>
          sets.some((one) => one.native === a.set) &&
          !(
            (has({ part: 'set', set: a.set } as never) ||
              has({ part: 'pair', set: a.set, account: a.account } as never)) &&
            lost()
          ),
      ),
    };
    return { whole: sweepOf(AWS_SOURCE, whole), seen: sweepOf(AWS_SOURCE, seen, failed), failed };
  });

export { AWS_SOURCE, OKTA_SOURCE };
