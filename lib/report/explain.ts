import { counted } from '../kernel/index.js';
import { tryParsePrincipal } from '../model/index.js';
import { basisText, principalText } from '../model/index.js';
import {
  STAGES,
  type EndState,
  type Explanation,
  type TicketCompleteness,
  type TicketExplanation,
} from '../record/index.js';
import { minute, type NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { indented, labelled } from './columns.js';
import { clean } from './text.js';

/** How an explanation is told. */
export interface ExplainTextOptions {
  readonly width: number;
  readonly nameOf: NameOf;
}

/** The life of a ticket, a holding or an edge in words: who, why, under which policy, and when it ended. */
export function explainText(told: Explanation, paint: Paint, options: ExplainTextOptions): string[] {
  const others = told.wanted.filter(({ ticket }) => ticket === undefined);
  return [
    paint.strong(`${subjectText(told)} at ${minute(told.at)}`),
    ...told.tickets.flatMap((ticket) => ['', ...ticketLines(ticket, paint, options)]),
    ...(others.length > 0 ? ['', 'it also stands on what the manifest declares:'] : []),
    ...others.map(
      (line) =>
        `  ${principalText(line.principal)}: ${clean(line.package)} on ${clean(line.asset)}, ${basisText(line.basis)}`,
    ),
    '',
    `${counted(told.timeline.length, 'entry', 'entries')} of the ledger`,
    ...told.timeline.map(
      ({ seq, recordedAt, kind, says }) =>
        `  ${paint.faint(String(seq).padStart(6))}  ${minute(recordedAt)}  ${kind}: ${clean(says)}`,
    ),
  ];
}

function subjectText({ subject }: Explanation): string {
  switch (subject.what) {
    case 'ticket':
      return `ticket ${clean(subject.ticket)}`;
    case 'holding':
      return `${clean(subject.package)} of ${clean(subject.principal)}`;
    case 'edge':
      return `edge ${clean(subject.edge)}`;
  }
}

function ticketLines(
  ticket: TicketExplanation,
  paint: Paint,
  { width, nameOf }: ExplainTextOptions,
): string[] {
  const named = (id: string): string => {
    const principal = tryParsePrincipal(id);
    return principal ? `${clean(nameOf(principal))} (${clean(id)})` : clean(id);
  };
  const roleOf = new Map(ticket.seats?.map(({ approver, role }) => [approver, ` as ${clean(role)}`]));
  const unseated =
    ticket.outcome === 'approve' && !ticket.seats ? '; nobody checked which role they hold' : '';
  const approvers = ticket.approvers
    .map((id) => `${named(id)}${roleOf.get(id) ?? (ticket.seats ? ', not counted' : '')}`)
    .join(', ');
  const column = { width, at: 14 };
  const policy =
    ticket.policy === undefined ? 'none' : `${ticket.rules.join(', ')} of policy ${ticket.policy}`;
  return [
    paint.strong(
      `${clean(ticket.ticket)}: ${clean(ticket.package)} on ${clean(ticket.asset)} for ${named(ticket.principal)}`,
    ),
    ...labelled(
      '  decided',
      `${ticket.outcome}${ticket.decidedAt ? ` at ${minute(ticket.decidedAt)}, as the file of decisions says` : ''}`,
      column,
    ),
    ...labelled('  approver', approvers ? `${approvers}${unseated}` : 'nobody', column),
    ...labelled('  policy', clean(policy), column),
    ...labelled('  why', ticket.reasons.map(clean).join('; ') || 'no reason is recorded', column),
    ...labelled('  end', endText(ticket.end), column),
    ...labelled('  evidence', evidenceText(ticket.evidence), column),
    ...indented(
      ticket.evidence.faults.map(({ stage, why }) => `${stage}: ${clean(why)}`),
      column.at,
    ).map(paint.warn),
  ];
}

/** The verified end time, or `still active`. */
export function endText(end: EndState): string {
  switch (end.state) {
    case 'ended':
      return `ended at ${minute(end.at)}; read back at ${minute(end.verifiedAt)}, gone`;
    case 'unproven':
      return `still active as far as the evidence goes: it was to end at ${minute(end.at)}, and nothing proves that it did`;
    case 'still-active':
      return end.until === 'standing' || end.until === 'unknown'
        ? 'still active'
        : `still active, until ${minute(end.until)}`;
    case 'not-granted':
      return 'never granted';
  }
}

function evidenceText({ state, complete, missing, stages }: TicketCompleteness): string {
  const there = STAGES.filter((stage) => stages[stage] === 'there').length;
  if (complete) return `${state}, complete: ${there} of ${STAGES.length} stages, no other is due`;
  return missing.length > 0 ? `${state}, incomplete: ${missing.join(', ')}` : `${state}, contradicted`;
}
