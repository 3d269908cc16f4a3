import { principalText } from '../../model/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { Reason } from '../../manifest/index.js';
import type { ResolvedTicket, Verdict } from '../../policy/index.js';

/** The verdict on a ticket that was approved. */
export type Approved = Extract<Verdict, { state: 'approved' }>;

/** Why what was approved is neither given nor taken; undefined where nothing is in doubt. */
export function holdOf(
  resolved: ResolvedTicket,
  { decision, hold }: Approved,
  people: Pick<IdentityLinks, 'personOf'>,
): Reason | undefined {
  return beforeStart(resolved, decision, people) ?? hold ?? changedJob(resolved);
}

/** A worker id can be given again: what was approved before its holder started may have been for somebody else. */
function beforeStart(
  { ticket, principal }: ResolvedTicket,
  { at }: Approved['decision'],
  people: Pick<IdentityLinks, 'personOf'>,
): Reason | undefined {
  const start = principal.kind === 'person' ? people.personOf(principal.id)?.start : undefined;
  if (start === undefined || start <= at) return undefined;
  return {
    code: 'HOLDER_IN_DOUBT',
    message: `\`${principalText(principal)}\` started at ${start}, after \`${ticket.ticket}\` was approved at ${at}: it may have been for somebody else who had the id`,
    remedy: 'open a new ticket for whoever has the id now, and a removal of the old one',
  };
}

/** A job that changed is no end of what was decided: it may be a mistake of the feed, or a move its owner has to hear of. */
function changedJob({ unfit }: ResolvedTicket): Reason | undefined {
  return unfit?.state === 'not-requestable' ? unfit.reason : undefined;
}
