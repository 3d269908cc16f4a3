import { by, sorted, sortedTexts } from '../kernel/index.js';
import type { FeedProvenance } from './snapshot.js';

/** What a finding does: `refuse` gives its person nothing until it is mended; `warn` only says it. */
export type CheckSeverity = 'refuse' | 'warn';

interface CheckSpec {
  readonly severity: CheckSeverity;
  readonly about: string;
}

/** Every check over single rows. What makes a whole feed unfit is its manifest, its count and its keys, and is no row's matter. */
export const IDENTITY_CHECKS = {
  'row-unreadable': { severity: 'refuse', about: 'A row lacks a field or has a value that is not allowed.' },
  'leaver-row-poor': {
    severity: 'warn',
    about: 'A row of somebody who left cannot be read whole; that they left counts all the same.',
  },
  'row-repeated': { severity: 'warn', about: 'One row stands several times, the same in every field.' },
  'worker-repeated': { severity: 'refuse', about: 'Several rows carry one worker id.' },
  'email-shared': { severity: 'refuse', about: 'Several people at work have one e-mail.' },
  'email-reused': { severity: 'warn', about: 'Somebody at work has the e-mail of somebody who left.' },
  'manager-unknown': { severity: 'warn', about: 'HR does not have the manager whom a row names.' },
  'manager-self': { severity: 'warn', about: 'A row names its own person as manager.' },
  'manager-circle': { severity: 'warn', about: 'Going from manager to manager leads back to the person.' },
  'sponsor-unknown': { severity: 'warn', about: 'HR does not have the sponsor whom a contract names.' },
  'sponsor-left': { severity: 'warn', about: 'The sponsor of a contract that runs has left.' },
  'owner-unknown': { severity: 'refuse', about: 'An account belongs to a person whom HR does not have.' },
  'account-repeated': { severity: 'refuse', about: 'Rows claim one account for several owners.' },
  'login-repeated': { severity: 'refuse', about: 'Rows claim one login for several accounts.' },
  'account-reassigned': {
    severity: 'warn',
    about: 'An account or login of somebody who left now belongs to somebody else.',
  },
  'several-accounts': { severity: 'refuse', about: 'One owner has several accounts in one source.' },
} as const satisfies Record<string, CheckSpec>;

/** The id of a check. */
export type CheckId = keyof typeof IDENTITY_CHECKS;

/** One thing that is wrong with rows of a feed. */
export interface IdentityFinding {
  readonly check: CheckId;
  readonly severity: CheckSeverity;
  readonly feed: FeedProvenance['source'];
  /** The lines of its rows, the header being line 1; sorted. */
  readonly lines: readonly number[];
  /** Whom it is about, as `hr:…`, `workload:…` or `shared:…`; sorted. */
  readonly about: readonly string[];
  readonly message: string;
  readonly remedy: string;
}

/** What a row of a feed says, with the line that it stands in. */
export interface Lined<T> {
  readonly value: T;
  readonly line: number;
}

const AT_SOURCE = 'correct the rows at their source and export again';

/** A finding with the severity of its check. */
export function identityFinding(
  check: CheckId,
  feed: IdentityFinding['feed'],
  lines: readonly number[],
  about: readonly string[],
  message: string,
): IdentityFinding {
  const { severity } = IDENTITY_CHECKS[check];
  return {
    check,
    severity,
    feed,
    lines: [...new Set(lines)].sort((a, b) => a - b),
    about: sortedTexts(about),
    message,
    remedy: AT_SOURCE,
  };
}

/** Findings in total order: by feed, row, check and words. */
export function findingsInOrder(findings: readonly IdentityFinding[]): IdentityFinding[] {
  return sorted(
    findings,
    by(
      (each) => each.feed,
      // Lines in the order of their numbers, not of their texts.
      (each) => String(each.lines[0] ?? 0).padStart(12, '0'),
      (each) => each.check,
      (each) => each.message,
    ),
  );
}
