import { by, sorted } from '../../kernel/index.js';
import type { OmittedTicket, Ticket } from '../../manifest/index.js';
import { principalText, tryParsePrincipal } from '../../model/index.js';
import { judgeOne, type DecideInput, type JudgedTicket } from '../decide/decide.js';
import type { JudgedReview } from '../decide/judge-reviews.js';
import type { DecisionRecord, ReviewJudged } from '../decide/record.js';
import type { FactGround } from '../facts/ground.js';
import type { ResolvedTicket } from '../resolved.js';
import type { RuleEngine, RuleHeld, RuleQuestion } from '../rules/engine.js';
import { unknownTicket, type UnreadableTicket } from '../unreadable-ticket.js';
import type {
  NamedPrincipal,
  PolicyExplainDocument,
  ReviewTold,
  RuleTold,
  TicketExplained,
} from './document.js';
import { factsSeen } from './facts-seen.js';

/** What tickets are explained by: what they are decided on, and the files that could not be read. */
export interface ExplainInput extends DecideInput {
  readonly engine: RuleEngine;
  /** Every ticket file that could be read. */
  readonly tickets: readonly Ticket[];
  readonly unreadable: readonly UnreadableTicket[];
  /** How a file of rules is named to people. @default - as it was read */
  readonly placed?: (file: string) => string;
}

/** One ticket with every rule that bears on it and what each saw. Throws NOT_FOUND, and what is wrong with its file. Pure. */
export function explainTicket(id: string, input: ExplainInput): PolicyExplainDocument {
  const { intake, ground, engine, inputs } = input;
  const is = ({ ticket }: ResolvedTicket): boolean => ticket.ticket === id;
  const unfit = new Set(intake.unfit.map(({ ticket }) => ticket.file));
  const refused = intake.refused.filter(({ ticket, file }) => ticket === id && !unfit.has(file));
  const explained = [
    ...[...intake.resolved, ...intake.unfit].filter(is).map((each) => explainedOf(each, input)),
    ...refused.map((each) => refusedOf(each, input)),
  ];
  if (explained.length === 0) throw unknownTicket(id, input);
  return {
    schema: 'writ.policy-explain/1',
    ticket: id,
    at: ground.at,
    policy: engine.digest,
    inputs,
    explained: sorted(
      explained,
      by(({ file }) => file),
    ),
  };
}

const NOTHING = { reasons: [], rules: [], conditions: [], reviewed: false, reviews: [] } as const;

function explainedOf(resolved: ResolvedTicket, input: ExplainInput): TicketExplained {
  const { ticket, principal, package: wanted, asset, digest } = resolved;
  const { ground } = input;
  const who = called(principalText(principal), ground);
  const of = { file: ticket.file, asks: { principal: who, package: wanted.id, asset } };
  if (ticket.kind === 'removal') {
    return { ...of, state: 'end', ...(ticket.of === undefined ? {} : { ends: ticket.of }), ...NOTHING };
  }
  const judged = judgeOne(resolved, input);
  const approvedAt = ground.approvedAt(digest);
  return { ...of, ...toldOf(judged, input), content: digest, ...(approvedAt ? { approvedAt } : {}) };
}

type ExplainedAsAsked = Omit<TicketExplained, 'file' | 'asks'>;

function toldOf({ record, question, reviews }: JudgedTicket, input: ExplainInput): ExplainedAsAsked {
  const { ground } = input;
  const { outcome, expires, reasons, conditions } = record;
  return {
    state: question ? 'asked' : 'refused',
    outcome,
    ...(expires ? { expires } : {}),
    reasons,
    rules: question ? rulesBeside(question, input) : [],
    conditions: conditions.map(({ role, filledBy, candidates, fallback, escalation }) => ({
      role,
      ...(filledBy === undefined ? {} : { filledBy: called(filledBy, ground) }),
      candidates: candidates.map((each) => called(each, ground)),
      ...(fallback ? { fallback } : {}),
      ...(escalation ? { escalation: escalation.map((each) => called(each, ground)) } : {}),
    })),
    reviewed: reviews !== undefined,
    reviews: reviewsTold(record, reviews ?? [], input),
  };
}

/** The record has each review with its condition, in the order in which they were judged. */
function reviewsTold(
  { reviews }: DecisionRecord,
  judged: readonly JudgedReview[],
  input: RulesTold & Pick<ExplainInput, 'ground'>,
): readonly ReviewTold[] {
  return reviews.map((said: ReviewJudged, index): ReviewTold => {
    const question = judged[index]?.question;
    const name = said.approver === undefined ? undefined : called(said.approver, input.ground).name;
    const rules = question ? rulesBeside(question, input) : [];
    return {
      ...said,
      ...(name === undefined ? {} : { name }),
      rules: rules.filter(({ held }) => held !== 'other-action'),
    };
  });
}

type RulesTold = Pick<ExplainInput, 'engine' | 'placed'>;

function rulesBeside(question: RuleQuestion, given: RulesTold): readonly RuleTold[] {
  return given.engine.each(question).map((each) => ruleTold(each, question, given));
}

function ruleTold(
  { rule, held, message }: RuleHeld,
  question: RuleQuestion,
  { engine, placed = (file) => file }: RulesTold,
): RuleTold {
  const { id, effect, why, place } = rule;
  return {
    id,
    place: `${placed(place.file)}:${String(place.line)}`,
    effect,
    held,
    why,
    ...(rule.effect === 'forbid' ? { outcome: rule.outcome, code: rule.code } : {}),
    ...(message === undefined ? {} : { message }),
    facts: held === 'other-action' ? [] : factsSeen(question, engine.reads(rule)),
  };
}

function refusedOf({ file, reasons }: OmittedTicket, { tickets, ground }: ExplainInput): TicketExplained {
  const said = tickets.find((each) => each.file === file);
  return {
    file,
    ...(said ? { asks: askedOf(said, ground) } : {}),
    state: 'refused',
    outcome: 'refuse',
    ...NOTHING,
    reasons: reasons.map((each) => ({ ...each, outcome: 'refuse' as const })),
  };
}

function askedOf(
  { principal, package: wanted, asset }: Ticket,
  ground: FactGround,
): TicketExplained['asks'] & object {
  return { principal: called(principal, ground), package: wanted, asset };
}

/** Somebody by id, with the name where HR has one. */
export function called(id: string, { links }: Pick<FactGround, 'links'>): NamedPrincipal {
  const named = tryParsePrincipal(id);
  const name = named?.kind === 'person' ? links.personOf(named.id)?.name : undefined;
  return { id, ...(name === undefined ? {} : { name }) };
}
