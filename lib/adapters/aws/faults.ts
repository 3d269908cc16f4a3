import { isWritError, messageOf, WritError, type Code } from '../../kernel/index.js';
import { isWebPage, refusalOf, type RefusalReason } from './refusal.js';

interface FaultWords {
  readonly code: Code;
  readonly says: string;
  readonly remedy: (action: string) => string;
}

const WORDS: Readonly<Record<RefusalReason | 'web-page', FaultWords>> = {
  'no-credentials': {
    code: 'PROVIDER_UNAUTHORIZED',
    says: 'no AWS credential was found for',
    remedy: () => 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID with its secret, or run where a role is assumed',
  },
  'web-page': {
    code: 'PROVIDER_MALFORMED',
    says: 'a web page came in the place of the answer to',
    remedy: () => 'check the endpoint, and any proxy or sign-in page between this machine and AWS',
  },
  unauthorized: {
    code: 'PROVIDER_UNAUTHORIZED',
    says: 'AWS does not accept the credential',
    remedy: () => 'renew the credential or assume the role again, then run the command again',
  },
  denied: {
    code: 'PROVIDER_DENIED',
    says: 'AWS denies',
    remedy: (action) => `allow \`${action}\` to the role that Writ uses`,
  },
  throttled: {
    code: 'PROVIDER_THROTTLED',
    says: 'AWS kept limiting the rate of',
    remedy: () => 'run the command again later, or lower the rate in writ.config',
  },
  'not-found': {
    code: 'PROVIDER_NOT_FOUND',
    says: 'AWS does not know the object of',
    remedy: () => 'run the command again; if it stays, look for the object in the console',
  },
  conflict: {
    code: 'PROVIDER_CONFLICT',
    says: 'AWS refused because of another change',
    remedy: () => 'wait for the other change to end, then run the command again',
  },
  invalid: {
    code: 'PROVIDER_UNAVAILABLE',
    says: 'AWS refused the request',
    remedy: () => 'check region and instance in writ.config, and report this if they are right',
  },
  unavailable: {
    code: 'PROVIDER_UNAVAILABLE',
    says: 'AWS answered with an error or not at all to',
    remedy: () => 'check the network and the AWS health page, then run the command again',
  },
  timeout: {
    code: 'PROVIDER_UNAVAILABLE',
    says: 'AWS did not answer in time to',
    remedy: () => 'check the network and the AWS health page, then run the command again',
  },
  malformed: {
    code: 'PROVIDER_MALFORMED',
    says: 'AWS answered something that is not its published format to',
    remedy: () => 'check that no proxy answers in its place, then run the command again',
  },
};

/** What a call of `action` (an IAM action name) failed with, as the error that leaves the adapter. */
export function faultOf(error: unknown, action: string): WritError {
  if (isWritError(error)) return error;
  const { code, says, remedy } = WORDS[isWebPage(error) ? 'web-page' : refusalOf(error)];
  return new WritError(code, `${says} \`${action}\`: ${oneLine(messageOf(error))}`, {
    remedy: remedy(action),
    cause: error,
  });
}

/** An answer of `action` that lacks what its model requires. */
export function malformed(action: string, what: string): WritError {
  return new WritError('PROVIDER_MALFORMED', `the answer to \`${action}\` ${what}`, {
    remedy: WORDS.malformed.remedy(action),
  });
}

/** A required member of an answer. Throws PROVIDER_MALFORMED when it is absent. */
export function required<T>(value: T | null | undefined, action: string, member: string): T {
  if (value === undefined || value === null) throw malformed(action, `has no \`${member}\``);
  return value;
}

function oneLine(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return first.length > 300 ? `${first.slice(0, 300)}…` : first;
}
