/** What a refusal says of its kind, whatever the plan. */
interface RefusalSpec {
  /** Why it stops the shard, in one sentence. */
  readonly about: string;
  /** What to do about it. */
  readonly remedy: string;
}

const ANEW = 'plan the reviewed artifact anew; if it comes again, report it with the plan';
const AGAIN = 'plan again, and bind what comes of it';
const SYNTH = 'change the declarations instead, and synthesize';

/**
 * Every reason for which what Terraform would do is not carried out, whatever was approved. A refusal stops its shard alone. Nothing sets one
 * aside.
 */
export const REFUSALS = {
  // the bytes
  PLAN_ENCODING: { about: 'The text is not UTF-8.', remedy: ANEW },
  PLAN_MALFORMED: { about: 'The text is no single JSON document.', remedy: ANEW },
  PLAN_KEY_REPEATED: {
    about: 'An object names one key twice: what reads the last alone does not see the first.',
    remedy: ANEW,
  },
  PLAN_NUMBER_LOSSY: { about: 'A number has more digits than can be read exactly.', remedy: ANEW },
  PLAN_TEXT_ODD: {
    about: 'A text is not in the form of Unicode that Terraform writes, or has half a character.',
    remedy: ANEW,
  },

  // what it is
  PLAN_IS_STATE: {
    about: 'It is a state, and not a plan.',
    remedy: 'hand over `terraform show -json <plan file>`',
  },
  PLAN_FORMAT: {
    about: 'It names no format version, or one whose meaning is not known.',
    remedy: 'use a version of Terraform or OpenTofu that docs/commands.md names',
  },
  PLAN_SHAPE: { about: 'A part of it does not have the shape of its format.', remedy: ANEW },
  PLAN_ERRORED: {
    about: 'Planning failed, and what is planned is a part.',
    remedy: 'mend what failed, and plan again',
  },
  PLAN_INCOMPLETE: {
    about: 'It leaves out something that the configuration has, or does not say that it is whole.',
    remedy: 'plan without `-target` and without deferred changes',
  },

  // what it would do
  PLAN_ACTION_UNKNOWN: { about: 'A change has actions that no version known here has.', remedy: ANEW },
  PLAN_FORGETS: {
    about: 'A resource would be forgotten and stay live, so that nobody takes it away.',
    remedy: 'leave the resource in the state; Writ takes away what is not wanted',
  },
  PLAN_IMPORTS: {
    about: 'A live object would be taken over that nobody approved to take over.',
    remedy: SYNTH,
  },
  PLAN_MOVES: {
    about: 'A resource would change its address, and with it what it stands for.',
    remedy: SYNTH,
  },
  PLAN_DEPOSED: {
    about: 'An object of an earlier replacement that failed would be destroyed.',
    remedy: 'look at what the failed run left, and end it by a revert',
  },
  PLAN_DEFERS: { about: 'Changes are left for a later plan.', remedy: 'plan everything at once' },
  PLAN_INVOKES: { about: 'A provider would be asked to act beside the resources.', remedy: SYNTH },
  PLAN_PROVISIONS: { about: 'A provisioner would run a command.', remedy: SYNTH },
  PLAN_OUTPUTS: { about: 'An output would carry values out of the plan.', remedy: SYNTH },
  PLAN_VARIABLES: { about: 'An input variable could steer what is done when it is applied.', remedy: SYNTH },
  PLAN_MODULES: { about: 'A module is called, whose content nobody reviewed.', remedy: SYNTH },
  PLAN_CHECKS: { about: 'A check or condition is there, which may read and run things.', remedy: SYNTH },

  // through what
  PLAN_TYPE: { about: 'A resource or data source is of a type that is never synthesized.', remedy: SYNTH },
  PLAN_PROVIDER: {
    about: 'A resource goes through another provider or another configuration of it.',
    remedy: SYNTH,
  },
  PLAN_ADDRESS: {
    about: 'A resource is in a module, is one of many, or stands twice.',
    remedy: SYNTH,
  },
  PLAN_UNKNOWN: {
    about: 'Who would get what is not known before it is applied, and is not written as one plain reference.',
    remedy: SYNTH,
  },

  // for whom, and to what
  PLAN_DIFFERS: {
    about:
      'The plan says otherwise than the configuration that was reviewed, or than what was looked up for it.',
    remedy: ANEW,
  },
  PLAN_PRINCIPAL: {
    about:
      'Somebody would get something whose account no feed links to a person or workload, or who cannot hold it.',
    remedy: 'correct the directory feed and synthesize; nobody is given anything by an id that is not known',
  },
  PLAN_OBJECT: {
    about: 'Something would be given that no sweep has seen under this native id.',
    remedy: 'sweep again once what this stack builds on is applied, and plan again',
  },
  PLAN_ANSWER: {
    about: 'A look-up by name answered another object than the declared one of that name.',
    remedy: 'find out who made the look-alike, and rename or remove it',
  },
  PLAN_ACCOUNT: { about: 'Something would be given on an account that is not declared.', remedy: SYNTH },
  PLAN_CONTENT: {
    about: "What a permission set could do cannot be told, or is another stack's to say.",
    remedy: SYNTH,
  },

  // why
  PLAN_MANIFEST_LIES: {
    about: 'The manifest says otherwise than what the plan does at its addresses.',
    remedy: 'synthesize the reviewed commit again, and plan what comes of it',
  },
  PLAN_ALSO: {
    about: 'The plan would also do this, and nothing that was decided explains it.',
    remedy: 'ask for it by a ticket or a governance change, or take it out',
  },
  PLAN_UNDECIDED: {
    about: 'It rests on a ticket of which no decision counts now.',
    remedy: 'have the ticket decided, and plan again',
  },
  PLAN_DECISION_SPENT: {
    about: 'It rests on a decision that an earlier apply has used for the same.',
    remedy: 'open a new ticket; a decision is used once',
  },
  PLAN_ENDED_RETURNS: {
    about: 'It would bring back what has ended.',
    remedy: 'open a new ticket; an end is final',
  },
  PLAN_WINDOW: {
    about: 'It would be given outside of its window.',
    remedy: 'synthesize as of now, and plan again',
  },
  PLAN_FEED: {
    about: 'It rests on another state of the identity feeds than the one that is judged now.',
    remedy: 'synthesize with the feeds of now, and plan again',
  },
  PLAN_HELD: {
    about: 'It would take what is neither given nor taken while its holder is in doubt.',
    remedy: 'settle whose account is meant, and synthesize again',
  },
  PLAN_REPLACES: {
    about: 'It would take away and give anew what stays wanted, so that it is missing for a while.',
    remedy: 'find out what forces the replacement; what nobody may change is mended by a revert',
  },
  PLAN_CONTENT_UNDECIDED: {
    about:
      'A permission set would be changed, and no approved governance change covers it: a ticket never does.',
    remedy: 'have the declarations approved as a governance change, and plan again',
  },
  PLAN_STRUCTURE_UNDECIDED: {
    about:
      'What is declared would be put there or taken away, and no approved governance change covers the declarations.',
    remedy: 'have the declarations approved as a governance change, and plan again',
  },

  // the plan file
  PLAN_FILE_FORMAT: {
    about: 'The plan file is no archive that every reader reads alike.',
    remedy: ANEW,
  },
  PLAN_FILE_ENCRYPTED: {
    about: 'The plan file is encrypted, so that what it would do cannot be held against what was reviewed.',
    remedy: 'plan without encryption of plans; the state may be encrypted',
  },
  PLAN_FILE_ENTRY: {
    about:
      'The plan file has an entry that plans of reviewed stacks do not have, lacks one, or has one twice.',
    remedy: ANEW,
  },
  PLAN_FILE_OTHER: {
    about: 'The plan was made from another configuration or other provider builds than were reviewed.',
    remedy: ANEW,
  },

  // what was bound
  BOUND_FORM: {
    about: 'A binding is of another stack or version, or has what bindings do not have.',
    remedy: AGAIN,
  },
  BOUND_PLAN_FILE: { about: 'The plan file is another than was bound.', remedy: AGAIN },
  BOUND_PLAN: { about: 'The plan file says otherwise than when it was bound.', remedy: AGAIN },
  BOUND_CONFIGURATION: { about: 'The configuration is another than was bound.', remedy: AGAIN },
  BOUND_LOCK: { about: 'The lock file of the providers is another than was bound.', remedy: AGAIN },
  BOUND_TOOL: { about: 'The program or a provider is another than was bound.', remedy: AGAIN },
  BOUND_ARGUMENTS: { about: 'The program would be called otherwise than was bound.', remedy: AGAIN },
  BOUND_BACKEND: { about: 'The state would lie elsewhere than was bound.', remedy: AGAIN },
  BOUND_STATE: { about: 'The state is another than when the plan was made.', remedy: AGAIN },
  BOUND_CREDENTIAL: {
    about: 'The credential is somebody else, or goes elsewhere, than was bound.',
    remedy: AGAIN,
  },
  BOUND_MANIFEST: { about: 'The manifest is another than was bound.', remedy: AGAIN },
  BOUND_CHANGES: {
    about: 'What the plan does is explained otherwise than when it was bound.',
    remedy: AGAIN,
  },
  BOUND_DECISIONS: {
    about: 'It rests on other decisions, approvals or feeds than were bound.',
    remedy: AGAIN,
  },

  // the configuration
  CONFIG_KEY: {
    about: 'The configuration has a block or attribute that is never synthesized.',
    remedy: SYNTH,
  },
  CONFIG_VALUE: {
    about: 'A value of the configuration is not of the one form that is synthesized.',
    remedy: SYNTH,
  },
  CONFIG_TEMPLATE: {
    about: 'A text of the configuration is evaluated, and is not one of the references that are synthesized.',
    remedy: SYNTH,
  },
} as const satisfies Readonly<Record<string, RefusalSpec>>;

/** The code of a refusal. */
export type RefusalCode = keyof typeof REFUSALS;

/** One thing in what is read for which it is not carried out. */
export interface Refusal {
  readonly code: RefusalCode;
  /** What exactly was found. */
  readonly message: string;
  /** The address of a resource, or the path in the document; absent of the whole. */
  readonly at?: string;
}

/** A refusal of one place. */
export function refusal(code: RefusalCode, message: string, at?: string): Refusal {
  return { code, message, ...(at === undefined ? {} : { at }) };
}
