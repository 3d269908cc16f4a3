import type { Seed } from '../../sandbox/core/seed.js';

const ACCOUNTS = 200;
const SETS = 50;
const PAIRS = 2000;
const USERS = 2400;
const GROUPS = 300;

const account = (n: number): string => String(100_000_000_000 + n);
const group = (n: number): string => `team-${n}`;
const user = (n: number): string => `user-${n}`;
const set = (n: number): string => `Role${n}`;

/** 200 accounts, 50 sets in 40 accounts each, groups of several sizes, and a pair whose assignments take pages. */
export function organization(): Seed {
  return {
    schema: 'writ.sandbox-seed/1',
    aws: {
      accounts: range(ACCOUNTS).map((n) => ({ id: account(n), name: `account-${n}` })),
      users: range(USERS).map((n) => ({ userName: user(n), displayName: `User ${n}` })),
      groups: range(GROUPS).map((n) => ({ displayName: group(n) })),
      permissionSets: range(SETS).map((n) => ({
        name: set(n),
        managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        inlinePolicy: n % 2 === 0 ? '{"Version":"2012-10-17","Statement":[]}' : '',
      })),
      // The first group has 500 members, the others 20 each.
      memberships: range(GROUPS).flatMap((g) =>
        range(g === 0 ? 500 : 20).map((m) => ({ group: group(g), user: user((g * 7 + m) % USERS) })),
      ),
      assignments: [
        ...range(PAIRS).map((n) => held(n, 'GROUP', group(n % GROUPS))),
        ...range(250).map((n) => held(0, 'USER', user(n))),
      ],
    },
  };
}

/** Pair number `n` of 2,000: every set in 40 accounts. */
function held(n: number, type: 'USER' | 'GROUP', principal: string) {
  return {
    permissionSet: set(n % SETS),
    account: account((Math.floor(n / SETS) * 5 + (n % SETS)) % ACCOUNTS),
    type,
    principal,
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}
