import { isWritError, type Milliseconds, type WritError } from '../../kernel/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { HolderClass } from '../../manifest/index.js';
import { judgeOne } from '../decide/decide.js';
import { isFinal } from '../decide/outcome.js';
import type { DecisionRecord } from '../decide/record.js';
import { jobFunctionsOf } from '../job-functions.js';
import { plainRequest, type JudgedBy, type RequestGround, type WhoSubject } from './plain-request.js';

/** What came of asking for a subject. */
export interface AskerFound {
  readonly subject: WhoSubject;
  readonly holder: HolderClass;
  /** Job functions that name the package. */
  readonly jobFunctions: readonly string[];
  /** Whether they could open the ticket themselves. */
  readonly login: boolean;
  /** The longest window that is given, in whole minutes; 0 where none is. */
  readonly minutes: number;
  /** What is decided of the longest, or of the shortest where none is given. */
  readonly record: DecisionRecord;
}

const MINUTE: Milliseconds = 60_000;

/** Asks for one subject, for as long as the rules give; or says why no ticket could. */
export function askFor(
  subject: WhoSubject,
  requester: PersonRecord | undefined,
  given: RequestGround,
  by: JudgedBy,
): AskerFound | WritError {
  const { wanted, ground } = given;
  const decide = (minutes: number): DecisionRecord | WritError => {
    const plain = plainRequest(subject, minutes * MINUTE, requester, given);
    return isWritError(plain) ? plain : judgeOne(plain.resolved, { ...by, ground: plain.ground }).record;
  };
  const { duration } = wanted;
  const found = longest(duration.kind === 'bounded' ? Math.floor(duration.max / MINUTE) : 1, decide);
  if (isWritError(found)) return found;
  const isPerson = 'worker' in subject;
  const functions = isPerson ? jobFunctionsOf(ground.catalogue, subject) : [];
  return {
    subject,
    holder: isPerson ? subject.worker : 'workload',
    jobFunctions: functions.filter(({ mayRequest }) => mayRequest.includes(wanted.id)).map(({ id }) => id),
    login: isPerson && hasLogin(subject, given),
    ...found,
  };
}

/**
 * The longest window that is not refused or denied, up to what the package allows; found by asking, since any rule may have a limit of its own.
 * Who is given a longer window is taken to be given any shorter one.
 */
function longest(
  most: number,
  decide: (minutes: number) => DecisionRecord | WritError,
): Pick<AskerFound, 'minutes' | 'record'> | WritError {
  const whole = decide(most);
  if (isWritError(whole)) return whole;
  if (!isFinal(whole.reasons)) return { minutes: most, record: whole };
  const least = decide(1);
  if (isWritError(least)) return least;
  if (isFinal(least.reasons)) return { minutes: 0, record: least };
  let [low, high, record] = [1, most, least];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const found = decide(middle);
    if (isWritError(found)) return found;
    if (isFinal(found.reasons)) high = middle;
    else [low, record] = [middle, found];
  }
  return { minutes: low, record };
}

/** Whether somebody has the one login that what they open and review is known by. */
export function hasLogin(record: PersonRecord, { ground }: Pick<RequestGround, 'ground'>): boolean {
  const { forgeLogin: login } = record;
  return login !== undefined && ground.logins({ login, kind: 'user' })?.id === record.id;
}
