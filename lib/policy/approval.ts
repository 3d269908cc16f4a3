import { quoted, type Digest, type Instant } from '../kernel/index.js';
import type { Decision } from './decision.js';
import type { ResolvedTicket } from './resolved.js';
import { seatingOf, unfit, type RoleBook, type Seating } from './seats.js';

/** Why a recorded approval does not count, as a sentence and what to do about it. */
export interface ApprovalLack {
  readonly code: 'TICKET_UNDECIDED' | 'SYSTEM_UNREADABLE';
  readonly message: string;
  readonly remedy: string;
}

/** What approvals are checked against. */
export interface ApprovalGround extends RoleBook {
  /**
   * The digests of the policies that decisions may be made under.
   * @default - any that is not a placeholder
   */
  readonly policies?: readonly string[];
  /**
   * Whether somebody was seen to approve a content, by ticket and digest, at or before an instant.
   * @default - what a decision says of its approvers is believed
   */
  readonly seen?: SeenApproving;
}

/**
 * Whether somebody was seen to approve a content, by ticket and digest, at or before an instant. `untold`: somebody was, whose login
 * stands for nobody whom the feeds have now, so it may have been them.
 */
export type SeenApproving = (
  approver: string,
  ticket: string,
  content: Digest,
  at: Instant,
) => 'seen' | 'untold' | 'unseen';

/**
 * What an approval lacks: for each role of the package's route a distinct person who holds it and is at work, never the
 * beneficiary; a policy that is known; and, where the package reaches into a system that no live reader covers, at least
 * one person even on an automatic route. An empty list never approves. What was checked when the ledger recorded it is not
 * checked against the roles of another day, nor against who has left since.
 */
export function approvalLacks(
  resolved: ResolvedTicket,
  decision: Decision,
  ground: ApprovalGround,
): ApprovalLack | undefined {
  if (decision.seats) return undefined;
  if (!isKnownPolicy(decision.policy, ground)) return unknownPolicy(resolved, decision);
  const observed = onlySeen(resolved, decision, ground);
  return unread(resolved, observed, ground) ?? unfilled(resolved, seatingOf(resolved, observed, ground));
}

/** A decision with those of its approvers alone who were seen to approve this very content. */
export function onlySeen(
  { ticket, digest }: Pick<ResolvedTicket, 'ticket' | 'digest'>,
  decision: Decision,
  { seen }: Pick<ApprovalGround, 'seen'>,
): Decision {
  if (!seen) return decision;
  const approvers = decision.approvers.filter(
    (each) => seen(each, ticket.ticket, digest, decision.at) === 'seen',
  );
  return { ...decision, approvers };
}

/**
 * Whether all that an approval lacks is what the feeds do not say any more: that HR calls somebody terminated who was to work for a
 * while yet when they gave it, or whose login it was that approved. Nothing is given on it, nor taken.
 */
export function lacksByLeaving(
  resolved: ResolvedTicket,
  decision: Decision,
  ground: ApprovalGround,
): boolean {
  const { seen } = ground;
  const perhaps: Pick<ApprovalGround, 'seen'> = seen
    ? { seen: (...asked) => (seen(...asked) === 'untold' ? 'seen' : seen(...asked)) }
    : {};
  return approvalLacks(resolved, decision, { ...ground, ...perhaps, leavers: true }) === undefined;
}

const PLACEHOLDER = /^sha256:(.)\1*$/;

function isKnownPolicy(policy: string, { policies }: ApprovalGround): boolean {
  return policies ? policies.includes(policy) : !PLACEHOLDER.test(policy);
}

function unknownPolicy({ ticket }: ResolvedTicket, { policy }: Decision): ApprovalLack {
  return {
    code: 'TICKET_UNDECIDED',
    message: `the approval of ${quoted(ticket.ticket)} names policy ${quoted(policy)}, which nobody knows`,
    remedy: 'have it decided under a policy that `policies` of the configuration names',
  };
}

function unread(
  resolved: ResolvedTicket,
  decision: Decision,
  ground: ApprovalGround,
): ApprovalLack | undefined {
  const { ticket, package: wanted, asset } = resolved;
  const beyond = wanted.grants.find((grants) => grants.asset === asset)?.beyond ?? [];
  const somebody = decision.approvers.some(
    (each) => unfit(each, resolved, decision.at, ground) === undefined,
  );
  if (beyond.length === 0 || somebody) return undefined;
  return {
    code: 'SYSTEM_UNREADABLE',
    message: `${quoted(ticket.ticket)} reaches into ${beyond.map(({ system }) => system).join(', ')}, which no live reader covers`,
    remedy: 'have a named person approve it and check that system by hand',
  };
}

function unfilled({ ticket }: ResolvedTicket, { open, uncounted }: Seating): ApprovalLack | undefined {
  if (open.length === 0) return undefined;
  const others = uncounted.slice(0, 5).map(({ approver, why }) => `${quoted(approver, 40)} ${why}`);
  const because = others.length > 0 ? `: ${others.join(', ')}` : '';
  return {
    code: 'TICKET_UNDECIDED',
    message: `the approval of ${quoted(ticket.ticket)} leaves ${open.join(' and ')} of its route unfilled${because}`,
    remedy:
      'have the approvers of its route decide on it, a person for each role; the beneficiary does not count',
  };
}
