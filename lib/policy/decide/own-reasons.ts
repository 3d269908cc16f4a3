/** What a reason says and what is to be done about it. */
interface OwnReason {
  readonly outcome?: string;
  readonly means: string;
  readonly todo: string;
}

/**
 * The reasons that no rule gives and Writ gives itself, by what they are about. A reason of a rule says of itself what it means and what to do
 * (`@why`, `@remedy`); docs/reasons.md is made of both.
 */
export const OWN_REASONS = {
  ticket: {
    APPROVAL_MISSING: {
      outcome: 'pending',
      means: 'A condition of the route is filled by nobody yet, or only by a review that does not count.',
      todo: 'Ask one of those who are named; of a review that was given, look at why it does not count.',
    },
    CHANGES_REQUESTED: {
      outcome: 'pending',
      means: 'The last word of somebody who could approve asks for changes.',
      todo: 'Make the changes and have them review again, or withdraw the ticket.',
    },
    DECISION_REPLAYED: {
      outcome: 'deny',
      means: 'The ticket was approved once and then ended for good: neither it nor its reviews count again.',
      todo: 'Open a new ticket.',
    },
    IDENTITY_INCOMPLETE: {
      outcome: 'refuse',
      means: 'A source lacks something of the beneficiary that has to be known. No rule sets it aside.',
      todo: 'Have the source completed; `writ identity check` says which.',
    },
    IDENTITY_INCONSISTENT: {
      outcome: 'refuse',
      means: 'Sources contradict each other, or one itself, about the beneficiary. No rule sets it aside.',
      todo: 'Have the source that is wrong corrected; `writ identity check` says what each of them says.',
    },
    NO_APPROVER_ALIVE: {
      outcome: 'escalate',
      means: 'Nobody who is at work and has no part in the ticket can fill a condition of the route.',
      todo: 'Take it to those who are named, and have another approver named by a governance change.',
    },
    NO_RULE_MATCHED: {
      outcome: 'deny',
      means: 'No permit leads there: most often no job function of the beneficiary names the package.',
      todo: 'Ask for a package that the job names, open an exception, or change rules or job functions by a governance change.',
    },
    POLICY_ERROR: {
      outcome: 'deny',
      means: 'A rule could not be evaluated, so nothing is given, whatever it would have said.',
      todo: 'Mend the rule that is named.',
    },
    SUBJECT_UNKNOWN: {
      outcome: 'refuse',
      means: 'Nothing that can be relied on is known of the principal.',
      todo: 'Correct the id in the ticket, or have HR or the declaration of the workload corrected.',
    },
  },
  review: {
    APPROVAL_NOT_NEEDED: {
      means: 'Every condition that the reviewer could fill is filled by somebody else.',
      todo: 'Nothing; where another condition is open, ask who holds that one.',
    },
    APPROVAL_OTHER_CHANGE: {
      means: 'The review was given on another pull request than the one that brought the ticket.',
      todo: 'Review the pull request that brought it.',
    },
    FALLBACK_CLOSED: {
      means: 'The reviewer is asked only where nobody who holds the role can be, and somebody can.',
      todo: 'Ask who holds the role.',
    },
    MANAGER_NOT_SUFFICIENT: {
      means:
        'A manager alone is not enough above low risk, and a fallback is never filled by the manager of who gets it.',
      todo: 'Have a role of the route approve that is no manager.',
    },
    NO_RULE_MATCHED: {
      means: 'No permit of `approve` lets the review count.',
      todo: 'Have somebody approve whose review a rule lets count.',
    },
    POLICY_ERROR: {
      means: 'A rule about reviews could not be evaluated, so the review does not count.',
      todo: 'Mend the rule that is named.',
    },
  },
  who: {
    APPROVER_CANNOT: {
      means: 'A gap: the review of somebody who is named would not count today.',
      todo: 'See why beside it, and mend that or name somebody else.',
    },
    APPROVER_UNKNOWN: {
      means: 'HR does not know who is named.',
      todo: 'Name somebody whom HR has, by a governance change.',
    },
    APPROVER_WITHOUT_LOGIN: {
      means: 'A gap: the directory has no one login at the forge of somebody who is named.',
      todo: 'Have the directory corrected: their reviews cannot be known.',
    },
    ESCALATION_CANNOT: {
      means: 'A gap: nobody of an escalation list is at work.',
      todo: 'Name others for the list by a governance change.',
    },
    FALLBACK_ASKED: {
      means: 'A gap: nobody who holds a role can be asked today, and its fallback is.',
      todo: 'Name another approver for the role where this is to last.',
    },
    FALLBACK_CANNOT: {
      means: 'A gap: nobody of a fallback could stand in today.',
      todo: 'Name others for the fallback by a governance change.',
    },
    MANAGER_CANNOT: {
      means: 'A dead end: somebody may ask who has no manager that can approve.',
      todo: 'Have HR name a manager, or give the role a fallback by a governance change.',
    },
    NOBODY_ELSE: {
      means: 'Somebody could approve, and only where they are who asks.',
      todo: 'Name another approver by a governance change.',
    },
    NOBODY_MAY_ASK: {
      means: 'A dead end: no principal may ask for the package.',
      todo: 'Have a job function name it by a governance change, or take it out.',
    },
    NO_APPROVER_ALIVE: {
      means: 'A dead end: nobody at all can approve as a role today.',
      todo: 'Name another approver for the role by a governance change.',
    },
    ONE_APPROVER: {
      means: 'A gap: one person alone can fill a role, so their leave stops it.',
      todo: 'Name a second one by a governance change.',
    },
    ONLY_BENEFICIARY: {
      means: 'A dead end: somebody may ask whom only they themselves could approve.',
      todo: 'Name another approver for the role by a governance change.',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OwnReason>>>>;
