/** Who has to act on a fault: the person at the keyboard, whoever runs Writ, or the provider. */
export type FaultSource = 'user' | 'system' | 'provider';

interface CodeSpec {
  readonly source: FaultSource;
  /** One sentence for the generated page of codes. */
  readonly about: string;
}

/** Every code that leaves Writ. The page docs/errors.md is generated from this table. */
export const CODES = {
  // input: files and arguments
  USAGE: { source: 'user', about: 'A command was called with arguments that do not fit.' },
  CONFIG_INVALID: { source: 'user', about: 'The configuration is missing, or a value in it is not allowed.' },
  INPUT_UNREADABLE: { source: 'user', about: 'An input file does not exist or cannot be read.' },
  INPUT_TOO_LARGE: { source: 'user', about: 'An input file is larger than its limit.' },
  INPUT_MALFORMED: { source: 'user', about: 'An input file is not well-formed (YAML, JSON or CSV).' },
  INSTANT_INVALID: { source: 'user', about: 'A time is not an RFC 3339 instant with a zone.' },
  DURATION_INVALID: { source: 'user', about: 'A duration is not a number with one of the units m, h, d, w.' },
  SCHEMA_NEWER: { source: 'user', about: 'A file was written by a newer Writ than this one.' },
  SCHEMA_INVALID: { source: 'user', about: 'A file does not have the shape its schema asks for.' },
  DIGEST_MISMATCH: { source: 'user', about: 'A file is not the one whose digest was recorded.' },
  NOT_FOUND: { source: 'user', about: 'Nothing of that name is known.' },
  AS_OF_EARLIER: {
    source: 'user',
    about:
      'A comparison was asked for at an instant before that of a manifest: what had ended by then is not known.',
  },
  NAME_AMBIGUOUS: { source: 'user', about: 'A name fits several things; ids must be used.' },
  CANONICAL_UNSUPPORTED: { source: 'system', about: 'A value has no canonical JSON form (RFC 8785).' },

  // declarations
  DECLARATION_INVALID: { source: 'user', about: 'A declared construct has a value that is not allowed.' },
  DECLARATIONS_INVALID: { source: 'user', about: 'Several faults in the declarations, listed together.' },
  ASSERTION_FAILED: {
    source: 'user',
    about: 'A test over the declarations expected something else of them.',
  },

  // policies of access roles
  POLICY_INVALID: { source: 'user', about: 'A policy document is not one that IAM would accept.' },

  // rules that decide
  RULE_INVALID: { source: 'user', about: 'A rule of the access policy is not one that can decide.' },
  RULE_REVIEW_DUE: {
    source: 'user',
    about: 'The day by which a rule is to be looked at again is near or past.',
  },
  RULES_INCOMPLETE: {
    source: 'user',
    about:
      'The rules leave out a reason that every set of rules must be able to give, a kind of ticket or a tier.',
  },
  POLICY_ENGINE: {
    source: 'system',
    about: 'The policy engine could not be asked, or does not behave as the version that is pinned.',
  },

  // tickets
  TICKET_INVALID: { source: 'user', about: 'A ticket file lacks a field or has one that is not allowed.' },
  JUSTIFICATION_MISSING: {
    source: 'user',
    about: 'A ticket does not say why: the justification is empty, too short, or a placeholder.',
  },
  ID_LOOKALIKE: {
    source: 'user',
    about: 'An id passes for another: invisible characters, another script, width or form of Unicode.',
  },
  TICKET_DUPLICATE: { source: 'user', about: 'Two ticket files carry one ticket id.' },
  TICKET_ALTERED: {
    source: 'user',
    about: 'A ticket file that was decided on was edited or deleted; what was decided stands.',
  },
  SUBJECT_AMBIGUOUS: {
    source: 'user',
    about: 'A ticket names its principal by something that fits several people.',
  },
  SUBJECT_UNKNOWN: { source: 'user', about: 'A ticket names a principal that no identity source knows.' },
  NHI_UNSPECIFIC: {
    source: 'user',
    about: 'A ticket names a program loosely, and not the one declared workload that it is for.',
  },
  PACKAGE_UNKNOWN: { source: 'user', about: 'A ticket asks for something that is not a declared package.' },
  ASSET_UNKNOWN: { source: 'user', about: 'A ticket names an asset that its package does not have.' },
  SUBJECT_INACTIVE: { source: 'user', about: 'The principal has left, or its contract or lifetime is over.' },
  TICKET_REFERENCE: {
    source: 'user',
    about: 'A renewal or removal refers to a ticket that is not there or does not match.',
  },
  SHARED_ACCOUNT: {
    source: 'user',
    about: 'The subject or target is a shared account, which cannot hold access.',
  },
  HOLDER_NOT_ALLOWED: { source: 'user', about: 'The package may not be held by this kind of principal.' },
  NOT_REQUESTABLE: {
    source: 'user',
    about: 'No job function of the principal lets it ask for this package.',
  },
  WINDOW_INVALID: {
    source: 'user',
    about: 'The window asked for is longer than the package allows, or has no end.',
  },
  TICKET_UNDECIDED: { source: 'user', about: 'No valid decision covers this ticket, so it grants nothing.' },
  TICKET_QUARANTINED: {
    source: 'user',
    about: 'The decision no longer holds for the content of this ticket.',
  },
  DECISION_OBJECTED: {
    source: 'user',
    about: 'The rules of today would not give what was approved, so it is neither given nor taken.',
  },
  DECISION_REPLAYED: {
    source: 'user',
    about:
      'A decision was used before and counts for nothing else: no other content, no other ticket file, and not again once what it gave was ended.',
  },
  DECISION_EXPIRED: { source: 'user', about: 'An approval ran out before anything used it.' },
  DECISION_OVER: {
    source: 'user',
    about: 'What was decided is over: its window, its trigger, or the time of who held it.',
  },
  DECISION_UNRECORDED: {
    source: 'user',
    about: 'The verified ledger does not have the decision that something is to be given by.',
  },
  TICKET_DENIED: { source: 'user', about: 'The policy or an approver said no to this ticket.' },
  ACCOUNT_MISSING: {
    source: 'user',
    about: 'The principal has no single account in a source that the package reaches.',
  },
  SYSTEM_UNREADABLE: {
    source: 'user',
    about: 'The package reaches a system that no live reader covers, so a person must decide.',
  },

  // governance changes
  GOVERNANCE_MIXED: {
    source: 'user',
    about:
      'A change brings tickets, or records about them, together with governance; it is one or the other.',
  },
  GOVERNANCE_PATHS_UNKNOWN: {
    source: 'user',
    about: 'Not every path of a change was told, so it is not known whether it is governance.',
  },
  GOVERNANCE_PATH_INVALID: {
    source: 'user',
    about: 'A path of a change is one that git cannot have, or stands twice.',
  },
  GOVERNANCE_BASE_UNREADABLE: {
    source: 'user',
    about: 'The base that a governance change is judged by cannot be read.',
  },
  GOVERNANCE_HEAD_UNREADABLE: {
    source: 'user',
    about: 'The head of a change cannot be read, so what it does is not known.',
  },
  GOVERNANCE_ACTOR_UNKNOWN: {
    source: 'user',
    about: 'Somebody who opened or pushed to a governance change is nobody whom the directory knows.',
  },
  BIRTHRIGHT_HELD: {
    source: 'user',
    about:
      'A birthright would newly give something, and no approved governance change in the ledger covers it.',
  },
  BIRTHRIGHTS_UNKNOWN: {
    source: 'system',
    about:
      'The ledger does not have any more which birthrights were in force, so it cannot be told which are new.',
  },
  GOVERNANCE_CLOSED: {
    source: 'user',
    about: 'A governance change was closed, so nobody asks for it any more.',
  },
  GOVERNANCE_HEAD_DIFFERS: {
    source: 'user',
    about:
      'What was reproduced of the head of a change is of another commit or another manifest than is judged.',
  },
  GOVERNORS_DIFFER: {
    source: 'user',
    about: 'The configuration names other governors of the ledger than the organization declares.',
  },
  GOVERNORS_UNDECLARED: {
    source: 'user',
    about: 'The base declares no governors, so nobody can approve a governance change.',
  },
  GOVERNORS_FEW: {
    source: 'user',
    about: 'Fewer governors are at work than are needed to decide on a change that one of them brings.',
  },

  PERSON_UNKNOWN: {
    source: 'user',
    about: 'Declarations or configuration name a person whom HR does not have.',
  },
  HOLDER_IN_DOUBT: {
    source: 'user',
    about: 'HR says nothing of the holder that can be relied on, so nothing is given and nothing is taken.',
  },

  // reviews after use
  REVIEW_NEEDLESS: {
    source: 'user',
    about: 'A ticket is no approved exception or emergency, so nobody has to review it afterwards.',
  },
  REVIEW_EARLY: { source: 'user', about: 'A use is to be reviewed that is not over yet.' },
  REVIEW_RECORDED: {
    source: 'user',
    about: 'A use was reviewed already, and the review said something else.',
  },
  REVIEW_OVERDUE: {
    source: 'user',
    about: 'An exception or emergency is over and was not reviewed in time; no further emergency is given.',
  },
  ROTATION_OVERDUE: {
    source: 'user',
    about: 'A static credential of a workload is older than its limit; nothing of the workload is renewed.',
  },
  REVIEWER_UNFIT: {
    source: 'user',
    about: 'Somebody who is gone, in doubt or not responsible was to review a use.',
  },
  REVIEWER_INVOLVED: {
    source: 'user',
    about: 'Somebody who used, asked for or approved it was to review it, or nothing says who asked.',
  },

  // identity
  FEED_REFUSED: {
    source: 'user',
    about: 'An identity feed failed its own manifest and is refused for grants.',
  },
  SOURCE_STALE: {
    source: 'user',
    about: 'An identity source, our copy of it, or the time between two of them is older than its limit.',
  },
  SOURCE_UNAVAILABLE: {
    source: 'system',
    about:
      'An identity source cannot be read, so nothing is granted on it; what it said before is not relied on.',
  },
  IDENTITY_CONFLICT: { source: 'user', about: 'Two records claim one person, account or login.' },

  // synthesis
  SHARD_TOO_LARGE: { source: 'user', about: 'A stack would hold more resources than its bound.' },
  SECRET_SYNTHESIZED: { source: 'user', about: 'A resource would create a long-lived secret.' },

  // providers
  PROVIDER_UNAUTHORIZED: { source: 'provider', about: 'The provider does not accept the credential.' },
  PROVIDER_DENIED: { source: 'provider', about: 'The provider denies this call to the credential.' },
  PROVIDER_THROTTLED: { source: 'provider', about: 'The provider kept limiting the rate of calls.' },
  PROVIDER_UNAVAILABLE: { source: 'provider', about: 'The provider answered with an error or not at all.' },
  PROVIDER_MALFORMED: {
    source: 'provider',
    about: 'The provider answered something that is not its published format.',
  },
  PROVIDER_FOREIGN_LINK: {
    source: 'provider',
    about: 'A next link names another host and was not followed.',
  },
  PROVIDER_NOT_FOUND: { source: 'provider', about: 'The provider does not know the object any more.' },
  PROVIDER_CONFLICT: { source: 'provider', about: 'The provider refused a change because of another one.' },
  PROVIDER_OPERATION_FAILED: { source: 'provider', about: 'An asynchronous operation ended in failure.' },
  PROVIDER_OPERATION_STUCK: {
    source: 'provider',
    about: 'An asynchronous operation did not end within its bound.',
  },

  // Terraform
  TERRAFORM_MISSING: { source: 'user', about: 'Neither Terraform nor OpenTofu is where it was looked for.' },
  TERRAFORM_VERSION: {
    source: 'user',
    about: 'The version of Terraform or OpenTofu is not one that is known.',
  },
  TERRAFORM_ENVIRONMENT: {
    source: 'user',
    about:
      'The environment has variables that steer Terraform or where AWS is; nothing of a run is inherited.',
  },
  TERRAFORM_CREDENTIAL: {
    source: 'user',
    about: 'The one credential that Terraform is to have is not there.',
  },
  TERRAFORM_ACCOUNT: {
    source: 'user',
    about: 'The credential is of another AWS account than is configured.',
  },
  TERRAFORM_PLUGIN: { source: 'user', about: 'A provider is neither in the mirror nor to be had.' },
  TERRAFORM_LOCK: { source: 'user', about: 'The providers to be had are not those that the lock file pins.' },
  TERRAFORM_STATE_LOCKED: { source: 'system', about: 'Another run holds the lock of the state.' },
  TERRAFORM_STATE_LOST: {
    source: 'system',
    about: 'The state is gone, older or another one than the last plan of the stack stood on.',
  },
  TERRAFORM_BACKEND: { source: 'system', about: 'Where the state lies cannot be reached.' },
  TERRAFORM_FAILED: { source: 'provider', about: 'Terraform or a provider ended with an error.' },
  TERRAFORM_CRASHED: { source: 'provider', about: 'Terraform or a provider broke down.' },
  TERRAFORM_MALFORMED: { source: 'system', about: 'The program answered something that is not its format.' },
  TERRAFORM_TIMEOUT: { source: 'system', about: 'The program did not end within its bound, and was ended.' },

  // revert
  RAIL_BLOCKED: { source: 'user', about: 'A safety rail holds this revocation back.' },
  CONTENT_CHANGED: {
    source: 'provider',
    about: 'What a permission set can do was changed after it was judged; nothing was carried on.',
  },
  CONTENT_SPREAD: {
    source: 'provider',
    about: 'A provisioning carried into accounts a content that was not judged.',
  },
  STILL_LIVE: { source: 'provider', about: 'The read-back after a revocation still shows the grant.' },
  INVENTORY_INCOMPLETE: {
    source: 'provider',
    about: 'Part of the live world could not be read; nothing is concluded from it.',
  },

  // the ledger
  LEDGER_FORMAT: { source: 'system', about: 'A file of the ledger is not of the published format.' },
  LEDGER_CHAIN: { source: 'system', about: 'An entry does not follow the one before it.' },
  LEDGER_SIGNATURE: { source: 'system', about: 'An entry lacks a valid signature by a key of the ledger.' },
  LEDGER_ZONE: { source: 'system', about: 'An entry is signed by a key whose zone may not append its kind.' },
  LEDGER_ROOT: { source: 'system', about: 'The entries are not those that the checkpoint was signed over.' },
  LEDGER_CHECKPOINT: {
    source: 'system',
    about: 'A checkpoint is missing, not signed by the trusted key, or says more than there is.',
  },
  LEDGER_CONSISTENCY: { source: 'system', about: 'Two signed checkpoints contradict each other.' },
  LEDGER_ANCHOR: { source: 'system', about: 'The ledger does not continue a checkpoint anchored elsewhere.' },
  LEDGER_UNKNOWN_KIND: { source: 'user', about: 'An entry is of a kind that this Writ does not know.' },
  LEDGER_ENTRY_INVALID: { source: 'system', about: 'What was to be appended lacks a field or is too large.' },
  LEDGER_EXISTS: { source: 'user', about: 'There is a ledger already where one was to be founded.' },
  LEDGER_MISSING: { source: 'user', about: 'There is no ledger where one was expected.' },
  LEDGER_REFUSED: { source: 'system', about: 'The signer refused to sign a checkpoint over these entries.' },
  KEY_EXPOSED: { source: 'user', about: 'A private key can be read by others than its owner.' },
  OPERATOR_UNKNOWN: {
    source: 'user',
    about:
      'Whoever runs this, or releases what the breaker held, is not proved by a key that the ledger knows.',
  },
  LEDGER_BUSY: { source: 'system', about: 'Other writers kept winning the next sequence number.' },

  // evidence
  EVIDENCE_MISSING: { source: 'system', about: 'A stage of a ticket that is due has no evidence.' },
  EVIDENCE_STALE: {
    source: 'system',
    about: 'A reading that is to prove an end is not dated after it, or not of all its edges.',
  },
  EVIDENCE_CONTRADICTS: { source: 'system', about: 'Entries about one ticket contradict each other.' },

  // files and process
  JOURNAL_CORRUPT: {
    source: 'system',
    about: 'The ledger is not there or does not verify, or what lies aside of it does not read.',
  },
  SANDBOX_RUNNING: { source: 'user', about: 'Another sandbox runs where one was to be started.' },
  WRITE_FAILED: {
    source: 'system',
    about: 'A file could not be written; what was there before is untouched.',
  },
  CLOCK_BACKWARDS: { source: 'system', about: 'The clock is behind a time that was already recorded.' },
  CLOCK_AHEAD: {
    source: 'system',
    about: 'What was to be written is dated ahead of the clock by more than clocks may differ.',
  },
  INTENT_OVER: {
    source: 'system',
    about:
      'The time that a run had announced for its changes was over before this one began; the next run takes it up.',
  },
  INTERRUPTED: { source: 'user', about: 'Stopped by a signal; run the command again to go on.' },
  BUG: { source: 'system', about: 'A fault in Writ itself.' },
} as const satisfies Record<string, CodeSpec>;

/** A code out of the registry. */
export type Code = keyof typeof CODES;
