import { quoted, WritError } from '../kernel/index.js';
import { person, principalText } from '../model/index.js';
import type { PersonRecord } from '../identity/index.js';
import { committersOf, formerIn } from './decide/parties.js';
import { isSuspect } from './decide/standing-of.js';
import type { FactGround } from './facts/ground.js';
import { isAtWork } from './facts/person.js';
import { requesterOf, type AskedFor } from './facts/requester.js';
import { changeOf } from './observed/changes.js';

/** An exception or emergency that is to be reviewed after its use, and who had a part in it. */
export interface UsedTicket {
  /** As it was asked for, as far as anything still has it. */
  readonly ticket: AskedFor;
  readonly package: string;
  /** Everybody for whom it was, as `hr:…`. */
  readonly principals: readonly string[];
  /** Everybody who approved it, as `hr:…`. */
  readonly approvers: ReadonlySet<string>;
}

type ReviewGround = Pick<FactGround, 'catalogue' | 'observations' | 'logins' | 'links' | 'findings' | 'at'>;

/**
 * Throws unless somebody may review a use: a person at work against whom no identity check stands, who had no part in it, and who is an
 * approver of the team that owns the package, or a governor. Logins are told apart by person, so a second one is no other reviewer.
 * Throws REVIEWER_UNFIT, REVIEWER_INVOLVED.
 */
export function refuseReviewer(reviewer: PersonRecord, used: UsedTicket, ground: ReviewGround): void {
  const who = principalText(person(reviewer.id));
  if (!isAtWork(reviewer, ground.at)) throw unfit(who, 'is not at work, by HR');
  if (isSuspect(who, ground))
    throw unfit(who, 'has an identity check against them that keeps an approval from counting');
  const part = partOf(who, used, ground);
  if (part !== undefined) throw involved(who, part);
  if (!isAllowed(reviewer, used.package, ground))
    throw unfit(who, `is neither an approver of the team that owns ${quoted(used.package)} nor a governor`);
}

/** What part somebody had in what is to be reviewed; undefined where they had none. */
function partOf(
  who: string,
  { ticket, principals, approvers }: UsedTicket,
  ground: ReviewGround,
): string | undefined {
  if (principals.includes(who)) return 'is who used it';
  if (approvers.has(who)) return 'approved it';
  const change = changeOf(ground.observations, ticket.ticket);
  const requester = requesterOf({ ticket }, ground).person;
  if (!change || !requester) return 'cannot be told from who asked for it, which nothing observed says';
  if (`hr:${requester.id}` === who) return 'asked for it';
  if (formerIn(ticket.ticket, ground)(who)) return 'asked for it by a change that was closed';
  const { isPusher, isNamedInCommits } = committersOf(change, ground);
  return isPusher(who) || isNamedInCommits(who) ? 'wrote the change that brought it' : undefined;
}

function isAllowed({ id }: PersonRecord, pack: string, { catalogue }: ReviewGround): boolean {
  const owner = catalogue.packages.find((each) => each.id === pack)?.owner;
  const team = catalogue.teams.find(({ name }) => name === owner);
  return [...(team?.approvers ?? []), ...(catalogue.governance?.governors ?? [])].includes(id);
}

function unfit(who: string, why: string): WritError {
  return new WritError('REVIEWER_UNFIT', `${quoted(who)} ${why}`, {
    remedy: 'have an approver of the team that owns the package review it, or a governor',
  });
}

function involved(who: string, part: string): WritError {
  return new WritError('REVIEWER_INVOLVED', `${quoted(who)} ${part}`, {
    remedy: 'have somebody review it who had no part in it',
  });
}
