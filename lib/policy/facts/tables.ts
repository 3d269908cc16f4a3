import { count, flag, group, maybe, text, texts, word, words, type FactsOf } from './field.js';

/** What is known of a person: the beneficiary of a ticket, or a reviewer. */
export const PERSON = {
  holder: word('Holder', 'class of the contract, by HR'),
  employment: word('Employment', 'whether at work, by HR'),
  department: text('department, by HR'),
  jobCode: text('job code, by HR'),
  jobFunctions: texts('job functions that fit the HR record'),
  vendor: maybe(text('vendor of the contract, by HR')),
  sponsorAtWork: maybe(flag('whether the sponsor of the contract is at work, by HR; absent of employees')),
  contractMinutes: maybe(count('minutes from now to the end of the contract, by HR; absent of employees')),
} as const;

/** What is known of a workload. */
export const WORKLOAD = {
  program: word('Program', 'what kind of program it is, as declared'),
  ownerAtWork: flag('whether anybody of the owning team is at work, by declaration and HR'),
  inventoried: flag('whether the directory has an account of it'),
  lifetimeMinutes: count('minutes from now to the end of its declared lifetime'),
  purpose: text('what it is for, as declared'),
} as const;

/** What is asked for. */
export const REQUEST = {
  kind: word('Kind', 'kind of the ticket'),
  package: text('id of the package'),
  asset: text('name of the asset'),
  owner: text('team that owns the package, as declared'),
  tier: word(
    'Tier',
    'risk tier of the package on this asset: as declared, or higher by what its roles allow and where',
  ),
  class: word('Class', 'privileged where the content of a role is, by its policies'),
  access: word('Access', 'the most that its roles allow, by their policies'),
  route: word('Route', 'approval route of the package, as declared'),
  holders: words('Holder', 'who may hold the package, as declared'),
  standing: flag('whether the package has no end of its own'),
  breakGlass: flag('whether the package is for emergencies'),
  environments: words('Environment', 'environments of the accounts it reaches'),
  systems: texts('sources that its entitlements are in'),
  unreadSystems: texts('systems it reaches that no live reader covers'),
  assetOwned: flag('whether anybody of the team that owns the asset is at work'),
  wildcards: texts('inline policies that allow every action or every action of a service, on everything'),
  narrower: texts('packages that give less of the same kind and that the beneficiary may ask for'),
  declaredTier: maybe(word('Tier', 'tier that the ticket claims')),
  declaredClass: maybe(word('Class', 'class that the ticket claims')),
  exceptionRule: maybe(text('policy of exceptions that the ticket names, as `exception.policy`')),
  declaredReach: maybe(texts('downstream systems that the ticket of a vendor names')),
  recovery: maybe(text('what an account-recovery ticket asks for: password-reset, mfa-reset or unlock')),
} as const;

/** What is known beside who asks for what. */
export const CONTEXT = {
  window: group(
    {
      minutes: count('length asked for, in minutes, as all lengths here'),
      maxMinutes: count('the most that the package allows one ticket; 0 where it has no end'),
      lineMinutes: count('length asked for, and of a renewal with the lengths of all that it goes on with'),
      lineMaxMinutes: count('the most that the package allows a line of renewals'),
      tierMinutes: count('the most that the operating model allows one ticket of the tier'),
      tierLineMinutes: count('the most that the operating model allows a line of renewals of the tier'),
      untilEndMinutes: count('minutes from now to the end asked for; not above 0 where it is past'),
    },
    'when, and for how long',
  ),
  job: group(
    {
      allows: flag(
        'whether a job function of the beneficiary, or the declaration of the workload, lets it ask',
      ),
      routes: words('Route', 'routes that the operating model allows the tier'),
    },
    'what the job and the operating model allow',
  ),
  origin: group(
    {
      observed: flag('whether the change that brought the ticket was observed at all'),
      requesterKnown: flag(
        'whether the opener maps to one active person, or names the person on whose behalf',
      ),
      byAgent: flag('whether a program opened it'),
      claims: texts('facts that the ticket claims and that the sources contradict'),
      verified: flag(
        'whether the event that the ticket names is known to the event feed and not over; without a feed false of a recovery alone',
      ),
    },
    'where the request comes from',
  ),
  identity: group(
    { escalates: texts('identity checks of severity escalate or revoke that stand against the beneficiary') },
    'what the identity checks say',
  ),
  conflicts: group(
    {
      held: texts('conflicting packages that the beneficiary holds, birthrights included'),
      decided: texts('conflicting packages that are decided for the beneficiary and not applied yet'),
      open: texts('conflicting packages that other open tickets ask for the beneficiary'),
    },
    'separation of duties, what the package may hold together taken out',
  ),
  history: group(
    {
      sameException: count(
        'how often an exception of the same policy was approved before for the same beneficiary and package',
      ),
      emergencyReviewsDue: count(
        'reviews after earlier emergency use by the beneficiary that are overdue, by decisions and ledger',
      ),
      credentialOverdue: flag(
        'whether a credential of the workload is past its rotation; false where nothing tells of credentials',
      ),
      reviewAnswered: flag(
        'whether a workload ticket says what rotation breaks, what depends on it and how to revoke it',
      ),
    },
    'what went before',
  ),
  policy: group(
    { overdueDays: count('days since the rule longest past its review date was due; 0 where none is') },
    'the state of the rules themselves',
  ),
} as const;

/** What is known of one review of a request. */
export const REVIEW = {
  state: word('Review', 'what the review says'),
  last: flag('whether it is the last of this person that is no comment'),
  sameContent: flag('whether it was given on the content that is asked for now'),
  sameHead: flag('whether it was given on the head that is there now'),
  sameBase: flag('whether it was given for the base that is there now'),
  ageMinutes: count('minutes since it was given'),
  validMinutes: count('minutes that an approval lasts'),
  beneficiary: flag('whether the reviewer would get the access'),
  requester: flag('whether the reviewer asked for it, or is who an agent asked for'),
  committed: flag('whether the reviewer is an author, co-author, committer or pusher of the change'),
  roles: texts('roles of the route that the reviewer holds by declaration or HR'),
  delegated: flag('whether the reviewer acts for somebody else'),
  delegationRecorded: flag('whether a delegation in force covers that; false where none is claimed'),
  suspect: flag('whether an identity check of severity refuse stands against the reviewer'),
} as const;

/** The facts of one person. */
export type PersonFacts = FactsOf<typeof PERSON>;
/** The facts of one workload. */
export type WorkloadFacts = FactsOf<typeof WORKLOAD>;
/** The facts of what is asked for. */
export type RequestFacts = FactsOf<typeof REQUEST>;
/** The facts beside. */
export type ContextFacts = FactsOf<typeof CONTEXT>;
/** The facts of one review. */
export type ReviewFacts = FactsOf<typeof REVIEW>;
