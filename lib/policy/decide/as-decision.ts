import type { Decision } from '../decision.js';
import type { DecisionRecord } from './record.js';

/** A decision record as what synthesis and the ledger go by; undefined where no content could be told to decide on. */
export function decisionOf(record: DecisionRecord): Decision | undefined {
  const { ticket, content, outcome, rules, reasons, reviews, policy, at, expires } = record;
  if (content === undefined) return undefined;
  const approvers = reviews.flatMap(({ counted, approver }) => (counted && approver ? [approver] : []));
  return {
    ticket,
    digest: content,
    outcome,
    rules: rules.map(({ id }) => id),
    reasons:
      reasons.length > 0
        ? reasons.map(({ code, message }) => `${code}: ${message}`)
        : rules.map(({ why }) => why),
    approvers: [...new Set(approvers)],
    policy,
    at,
    ...(expires ? { expires } : {}),
  };
}

/**
 * What is to be kept of an evaluation: each record that says something else of its content than the last one kept, in the order of
 * time. What was kept is never rewritten.
 */
export function keptWith(
  kept: readonly DecisionRecord[],
  made: readonly DecisionRecord[],
): readonly DecisionRecord[] {
  const last = new Map<string, DecisionRecord>();
  for (const each of kept) last.set(contentKey(each), each);
  const news = made.filter((each) => {
    const before = last.get(contentKey(each));
    return before === undefined || (before.at <= each.at && saidOf(before) !== saidOf(each));
  });
  return [...kept, ...news];
}

function contentKey({ ticket, content }: DecisionRecord): string {
  return JSON.stringify([ticket, content ?? null]);
}

/** An approval that stands is not said again, whoever else approves it later; the first moment counts. */
function saidOf({ outcome, reasons, policy }: DecisionRecord): string {
  if (outcome === 'approve') return outcome;
  return JSON.stringify([outcome, reasons.map(({ code, rule }) => [code, rule ?? null]), policy]);
}
