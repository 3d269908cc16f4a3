import type { IdentityCheck } from './check.js';

const AT_SOURCE = 'correct the rows at their source and export again';
const BOTH = ['subject', 'approver'] as const;

/**
 * What rows show by themselves. Reading settles them as it goes, since each decides which rows count at all; what makes a
 * whole feed unfit is its manifest, its count and its keys, and is no row's matter.
 */
export const OF_ROWS = {
  'row-unreadable': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'A row lacks a field or has a value that is not allowed.',
    remedy: AT_SOURCE,
  },
  'leaver-row-poor': {
    over: 'rows',
    severity: 'warn',
    against: BOTH,
    about: 'A row of somebody who left cannot be read whole; that they left counts all the same.',
    remedy: AT_SOURCE,
  },
  'row-repeated': {
    over: 'rows',
    severity: 'warn',
    against: BOTH,
    about: 'One row stands several times, the same in every field.',
    remedy: AT_SOURCE,
  },
  'worker-repeated': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'Several rows carry one worker id.',
    remedy: 'give every person one row; a new employment gets a worker id of its own',
  },
  'email-shared': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'Several people at work have one e-mail.',
    remedy: AT_SOURCE,
  },
  'email-reused': {
    over: 'rows',
    severity: 'warn',
    against: BOTH,
    about: 'Somebody at work has the e-mail of somebody who left.',
    remedy: AT_SOURCE,
  },
  'account-repeated': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'Rows claim one account for several owners.',
    remedy: 'say in the directory whose account it is, and export again',
  },
  'login-repeated': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'Rows claim one login for several accounts.',
    remedy: 'say in the directory whose login it is, and export again',
  },
  'account-reassigned': {
    over: 'rows',
    severity: 'warn',
    against: BOTH,
    about: 'An account or login of somebody who left now belongs to somebody else.',
    remedy: 'give new people new accounts and logins',
  },
  'attribute-unfit': {
    over: 'rows',
    severity: 'refuse',
    against: BOTH,
    about: 'The directory says something of an account that cannot be read, or names a time still to come.',
    remedy: AT_SOURCE,
  },
  'owner-unnamed': {
    over: 'rows',
    severity: 'warn',
    against: BOTH,
    about: 'The directory has an account and does not say whose it is, so it is nobody’s.',
    remedy: 'give the account its owner: a worker id, a workload or `shared`',
  },
  'delegate-unrecorded': {
    over: 'rows',
    severity: 'refuse',
    against: ['approver'],
    about: 'A delegation names no record that says so, and counts as none.',
    remedy: 'record the delegation at its source, and export its id',
  },
  'delegation-unfit': {
    over: 'rows',
    severity: 'refuse',
    against: ['approver'],
    about: 'A delegation cannot be read, or its id stands twice, and counts as none.',
    remedy: AT_SOURCE,
  },
  'event-unfit': {
    over: 'rows',
    severity: 'warn',
    against: [],
    about: 'An event cannot be read, lies ahead, or its id stands twice, and is the origin of nothing.',
    remedy: AT_SOURCE,
  },
} as const satisfies Readonly<Record<string, IdentityCheck>>;
