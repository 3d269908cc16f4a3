import { by, isWritError, plus, sorted, type Digest, type Instant } from '../../kernel/index.js';
import type { WorkloadDeclaration } from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { Intake } from '../intake.js';
import { contextFacts } from '../facts/context.js';
import type { FactGround } from '../facts/ground.js';
import { personFacts } from '../facts/person.js';
import { requestFacts } from '../facts/request.js';
import { workloadFacts } from '../facts/workload.js';
import type { ResolvedTicket } from '../resolved.js';
import type { AskedRules, RuleQuestion } from '../rules/engine.js';
import type { ForbidRule, PermitRule, Rule } from '../rules/rule.js';
import { foundAgainst } from './against.js';
import { seat } from './conditions.js';
import { judgeReviews, type JudgedReview } from './judge-reviews.js';
import { objections } from './objections.js';
import { gravest, isFinal } from './outcome.js';
import { grantQuestion } from './questions.js';
import { doubted, doubtsOf, errored, NOTHING_MATCHED, replayed, said, waiting } from './reasons.js';
import { DECISION_SCHEMA, type DecisionReason, type DecisionRecord, type Facts } from './record.js';

/** What every ticket of a run is decided on. */
export interface DecideInput {
  readonly intake: Intake;
  readonly ground: FactGround;
  readonly engine: AskedRules;
  /** Over the declarations, the identity snapshot, the tickets and the observations. */
  readonly inputs: Digest;
}

/** A decision with everything that was asked on the way to it. */
export interface JudgedTicket {
  readonly record: DecisionRecord;
  /** What the rules were asked of the ticket; absent where that could not be asked. */
  readonly question?: RuleQuestion;
  /** Every review that was judged; absent where no review could change what is so. */
  readonly reviews?: readonly JudgedReview[];
}

/** Decides every ticket that asks for something, each on its own; an end needs no decision. Sorted by ticket. Pure. */
export function decideAll({ intake, ...input }: DecideInput): readonly DecisionRecord[] {
  const open = [...intake.resolved, ...intake.unfit].filter(({ ticket }) => ticket.kind !== 'removal');
  const unfit = new Set(intake.unfit.map(({ ticket }) => ticket.file));
  const refused = intake.refused
    .filter(({ file }) => !unfit.has(file))
    .map(({ ticket, reasons }) =>
      recordOf(ticket, undefined, input, {
        reasons: reasons.map(({ code, message, remedy }) => ({
          outcome: 'refuse' as const,
          code,
          message,
          remedy,
        })),
      }),
    );
  return sorted(
    [...refused, ...open.map((resolved) => judgeOne(resolved, input).record)],
    by(
      ({ ticket }) => ticket,
      ({ content }) => content ?? '',
    ),
  );
}

/** Decides one ticket. A question that cannot be asked is refuse, whatever else is so. */
export function judgeOne(resolved: ResolvedTicket, input: Omit<DecideInput, 'intake'>): JudgedTicket {
  try {
    return decided(resolved, input);
  } catch (error) {
    if (!isWritError(error)) throw error;
    const { code, message, remedy } = error;
    const reasons = [{ outcome: 'refuse' as const, code, message, remedy }];
    return { record: recordOf(resolved.ticket.ticket, resolved, input, { reasons }) };
  }
}

function decided(resolved: ResolvedTicket, input: Omit<DecideInput, 'intake'>): JudgedTicket {
  const { ground, engine } = input;
  const { ticket } = resolved.ticket;
  const subject = subjectOf(resolved, ground);
  if (!subject) return { record: recordOf(ticket, resolved, input, { reasons: [doubted(resolved)] }) };
  const facts = factsOf(resolved, subject, input);
  const question = grantQuestion(ticket, resolved.principal, facts);
  const { determining, erred } = engine.ask(question);
  const forbids = determining.filter((rule): rule is ForbidRule => rule.effect === 'forbid');
  const no = [
    ...doubtsOf(resolved, ground),
    ...replayed(resolved, ground),
    ...forbids.map((rule) => said(rule, foundAgainst(resolved, engine.reads(rule), ground))),
    ...erred.map(errored),
  ];
  if (isFinal(no)) {
    return {
      question,
      record: recordOf(ticket, resolved, input, { rules: told(determining), facts, reasons: no }),
    };
  }
  // What only waits or goes up goes on: neither may hide that no path leads there, or that nobody can approve.
  const paths = engine.paths(question);
  const rules = told([...forbids, ...paths]);
  const [path] = [...paths].sort((a, b) => a.lasts - b.lasts);
  if (!path) {
    const reasons = [...no, NOTHING_MATCHED];
    return { question, record: recordOf(ticket, resolved, input, { rules, facts, reasons }) };
  }
  return { question, ...withReviews(resolved, { facts, path, rules, no }, input) };
}

function told(rules: readonly Rule[]): DecisionRecord['rules'] {
  return rules.map(({ id, effect, why }) => ({ id, effect, why }));
}

interface OnPath {
  readonly facts: Facts;
  readonly path: PermitRule;
  readonly rules: DecisionRecord['rules'];
  readonly no: readonly DecisionReason[];
}

function withReviews(
  resolved: ResolvedTicket,
  { facts, path, rules, no }: OnPath,
  input: Omit<DecideInput, 'intake'>,
): Required<Pick<JudgedTicket, 'record' | 'reviews'>> {
  const judged = judgeReviews(resolved, facts, path, input.engine, input.ground);
  const { conditions, reviews } = seat(resolved, facts.request.tier, judged, input.ground);
  const open = conditions.filter(({ filledBy }) => filledBy === undefined);
  const reasons = [...no, ...open.map(waiting), ...objections(judged, input.ground)];
  const expires = expiryOf(reviews, judged, path);
  const record = recordOf(resolved.ticket.ticket, resolved, input, {
    rules,
    facts: { ...facts, reviews: reviewFactsOf(judged) },
    reasons,
    conditions,
    reviews,
    ...(reasons.length === 0 && expires ? { expires } : {}),
  });
  return { record, reviews: judged };
}

export function factsOf(
  resolved: ResolvedTicket,
  subject: PersonRecord | WorkloadDeclaration,
  { ground, engine }: Omit<DecideInput, 'intake'>,
): Facts {
  const request = requestFacts(resolved, subject, ground);
  return {
    principal: 'purpose' in subject ? workloadFacts(subject, ground) : personFacts(subject, ground),
    request,
    context: contextFacts(resolved, subject, request.tier, ground, engine.rules),
  };
}

function subjectOf(
  { principal }: ResolvedTicket,
  { catalogue, links }: FactGround,
): PersonRecord | WorkloadDeclaration | undefined {
  return principal.kind === 'person'
    ? links.personOf(principal.id)
    : catalogue.workloads.find(({ id }) => id === principal.id);
}

function reviewFactsOf(judged: readonly JudgedReview[]): NonNullable<Facts['reviews']> {
  return Object.fromEntries(judged.flatMap(({ review, facts }) => (facts ? [[review.id, facts]] : [])));
}

/** An approval lasts as long as the first of its counted reviews does. */
function expiryOf(
  reviews: DecisionRecord['reviews'],
  judged: readonly JudgedReview[],
  { lasts }: PermitRule,
): Instant | undefined {
  const counted = new Set(reviews.filter((each) => each.counted).map((each) => each.review));
  const [first] = judged.filter(({ review }) => counted.has(review.id));
  return first ? plus(first.review.at, lasts) : undefined;
}

type Found = Partial<Pick<DecisionRecord, 'rules' | 'conditions' | 'reviews' | 'facts' | 'expires'>> &
  Pick<DecisionRecord, 'reasons'>;

function recordOf(
  ticket: string,
  resolved: ResolvedTicket | undefined,
  { ground, engine, inputs }: Omit<DecideInput, 'intake'>,
  { rules = [], conditions = [], reviews = [], reasons, facts, expires }: Found,
): DecisionRecord {
  const { outcome, ordered } = gravest(reasons);
  return {
    schema: DECISION_SCHEMA,
    ticket,
    ...(resolved ? { content: resolved.digest } : {}),
    outcome,
    at: ground.at,
    rules,
    reasons: ordered,
    conditions,
    reviews,
    ...(facts ? { facts } : {}),
    inputs,
    policy: engine.digest,
    ...(expires ? { expires } : {}),
  };
}
