import { by, canonicalJson, groupBy, sorted, type Digest, type Instant } from '../kernel/index.js';
import type { OmittedTicket, Reason } from '../manifest/index.js';
import { approvalLacks, lacksByLeaving, type ApprovalGround } from './approval.js';
import { allDecisions } from './decided.js';
import type { Decision } from './decision.js';
import type { ResolvedTicket } from './resolved.js';
import { NOTHING_RECORDED } from './standing.js';

/** What the decisions say of one ticket's exact content. */
export type Verdict =
  | {
      readonly state: 'approved';
      readonly decision: Decision;
      /** Why it is neither given nor taken although it was approved. */
      readonly hold?: Reason;
    }
  | {
      readonly state: Extract<OmittedTicket['state'], 'undecided' | 'denied' | 'quarantined'>;
      readonly reasons: readonly [Reason];
    };

/** The verdict on a ticket; a function so that decisions are indexed once. */
export type Judge = (resolved: ResolvedTicket) => Verdict;

/** Judges by the last decision that was made at or before `asOf` on exactly the ticket's content. */
export function judgeBy(decisions: readonly Decision[], ground: ApprovalGround, asOf: Instant): Judge {
  const made = decisions.filter((decision) => decision.at <= asOf);
  const byTicket = groupBy(sorted(made, IN_TIME), (decision) => decision.ticket);
  return (resolved) => judge(resolved, byTicket.get(resolved.ticket.ticket) ?? [], ground);
}

/** Decisions in time, of which the last counts: of those made at one instant, the one that gives less. */
const IN_TIME = by<Decision>(
  ({ at }) => at,
  ({ outcome }) => (outcome === 'approve' ? '0' : '1'),
  ({ outcome }) => outcome,
  ({ digest }) => digest,
  // Of two approvals the one that runs out counts.
  ({ expires }) => (expires === undefined ? '0' : '1'),
  canonicalJson,
);

/**
 * The tickets of which some content stands approved by what a ledger has alone, its decisions given in their order; what is
 * no approval counts from its own time on.
 */
export function approvedTickets(recorded: readonly Decision[], at: Instant): ReadonlySet<string> {
  const standing = allDecisions({ decisions: [], recorded: { ...NOTHING_RECORDED, decisions: recorded } });
  const made = standing.filter((each) => isApproval(each) || each.at <= at);
  const byContent = groupBy(sorted(made, IN_TIME), ({ ticket, digest }) => canonicalJson([ticket, digest]));
  const last = [...byContent.values()].flatMap((own) => lastSaid(own) ?? []);
  return new Set(last.filter(isApproval).map(({ ticket }) => ticket));
}

function judge(resolved: ResolvedTicket, decisions: readonly Decision[], ground: ApprovalGround): Verdict {
  const own = decisions.filter((decision) => decision.digest === resolved.digest);
  const last = lastSaid(own);
  const { ticket } = resolved.ticket;
  if (!last) return decisions.some(isApproval) ? changed(ticket, resolved.digest) : undecided(ticket);
  switch (last.outcome) {
    case 'approve':
      return approved(resolved, last, own.filter(isApproval), ground);
    case 'deny':
    case 'refuse': {
      const doubted = last.outcome === 'refuse' && sufficientBefore(resolved, last, own, ground);
      if (doubted) return { state: 'approved', decision: doubted, hold: inDoubt(ticket, last) };
      return omitted(
        'denied',
        'TICKET_DENIED',
        `\`${ticket}\` was ${last.outcome === 'deny' ? 'denied' : 'refused'}${why(last)}`,
        'open a new ticket that meets the rules named',
      );
    }
    case 'pending':
    case 'escalate':
      return undecided(ticket, why(last));
  }
}

/**
 * The last of decisions in time that says anything: that an approval waits again later, since a review has run out, undoes nothing. Of those
 * made at one instant the one that gives less counts all the same.
 */
function lastSaid(inTime: readonly Decision[]): Decision | undefined {
  const last = inTime.at(-1);
  const before = inTime.findLast((each) => !isWaiting(each));
  return last && before && isWaiting(last) && isApproval(before) && before.at < last.at ? before : last;
}

function isWaiting({ outcome }: Decision): boolean {
  return outcome === 'pending' || outcome === 'escalate';
}

/** The approval that sufficed before it was said that the inputs are not fit to decide on: doubt gives nothing, and takes nothing. */
function sufficientBefore(
  resolved: ResolvedTicket,
  last: Decision,
  own: readonly Decision[],
  ground: ApprovalGround,
): Decision | undefined {
  return own
    .filter(isApproval)
    .find((each) => each.at < last.at && inTime(resolved, each) && !approvalLacks(resolved, each, ground));
}

function inDoubt(ticket: string, last: Decision): Reason {
  return {
    code: 'DECISION_OBJECTED',
    message: `what \`${ticket}\` is decided on was not fit to decide on when it was asked again${why(last)}`,
    remedy: 'correct it at its source, and have it decided again',
  };
}

/** Rule 7: one approval opens a ticket, the first that suffices; said again later it gives no time anew. */
function approved(
  resolved: ResolvedTicket,
  last: Decision,
  approvals: readonly Decision[],
  ground: ApprovalGround,
): Verdict {
  const first = approvals.find((each) => inTime(resolved, each) && !approvalLacks(resolved, each, ground));
  if (first && first.at < last.at) return { state: 'approved', decision: first };
  if (!inTime(resolved, last)) return late(resolved.ticket.ticket, last);
  const lack = approvalLacks(resolved, last, ground);
  if (!lack) return { state: 'approved', decision: last };
  const before = approvals.find((each) => inTime(resolved, each) && lacksByLeaving(resolved, each, ground));
  return before
    ? { state: 'approved', decision: before, hold: lack }
    : { state: 'undecided', reasons: [lack] };
}

function isApproval(decision: Decision): boolean {
  return decision.outcome === 'approve';
}

/** An approval that runs out before the window opens does not open it. */
function inTime({ ticket }: ResolvedTicket, { at, expires }: Decision): boolean {
  const start = ticket.window.start === 'on-approval' || ticket.window.start < at ? at : ticket.window.start;
  return expires === undefined || start < expires;
}

function undecided(ticket: string, because = ''): Verdict {
  return omitted(
    'undecided',
    'TICKET_UNDECIDED',
    `no approval covers \`${ticket}\`${because}`,
    'have the approvers of its route decide on it',
  );
}

function changed(ticket: string, digest: Digest): Verdict {
  return omitted(
    'quarantined',
    'TICKET_QUARANTINED',
    `\`${ticket}\` was approved with another content than it has now (\`${digest}\`)`,
    'have it decided again, or restore what was approved',
  );
}

function late(ticket: string, { expires }: Decision): Verdict {
  return omitted(
    'quarantined',
    'TICKET_QUARANTINED',
    `the approval of \`${ticket}\` ran out at ${expires ?? 'once'}, before its window opens`,
    'have it decided again',
  );
}

function omitted(
  state: 'undecided' | 'denied' | 'quarantined',
  code: Reason['code'],
  message: string,
  remedy: string,
): Verdict {
  return { state, reasons: [{ code, message, remedy }] };
}

function why({ reasons }: Decision): string {
  return reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
}
