import type { EvidenceFault } from './completeness.js';
import type { TicketRecord } from './ticket-record.js';

/** Ticket kinds that somebody must look at again afterwards. */
export type ReviewedKind = 'exception' | 'emergency';

/** Whether somebody must look at tickets of a kind again afterwards. */
export function isReviewed(kind: string | undefined): kind is ReviewedKind {
  return kind === 'exception' || kind === 'emergency';
}

/**
 * REQ-107: an exception has a named approver, and once it is over a named reviewer who is none of the approvers: those
 * whom the decision and the approvals name, whatever the review says of them.
 */
export function reviewFaults(record: TicketRecord, closed: boolean): EvidenceFault[] {
  const kind = record.intake.at(-1)?.body.kind;
  const approved = record.decision.at(-1)?.body.outcome === 'approve';
  if (!isReviewed(kind) || !approved) return [];
  const approvers = approversOf(record);
  const faults: EvidenceFault[] = [];
  if (approvers.size === 0) faults.push(fault('EVIDENCE_MISSING', `the ${kind} names no approver`));
  if (closed && record.reviews.length === 0)
    faults.push(fault('EVIDENCE_MISSING', `nobody has reviewed the ${kind} afterwards`));
  for (const { body } of record.reviews)
    if (approvers.has(body.reviewer))
      faults.push(fault('EVIDENCE_CONTRADICTS', `its reviewer \`${body.reviewer}\` is also its approver`));
  return faults;
}

/** Everyone who approved, by decision or by an approval of their own. */
export function approversOf({ decision, approval }: TicketRecord): ReadonlySet<string> {
  return new Set([
    ...(decision.at(-1)?.body.approvers ?? []),
    ...approval.filter(({ body }) => body.verdict === 'approved').map(({ body }) => body.approver),
  ]);
}

function fault(code: EvidenceFault['code'], why: string): EvidenceFault {
  return { code, stage: 'exception-review', why };
}
