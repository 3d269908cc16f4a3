import { canonicalJson, type Instant } from '../kernel/index.js';
import type { Decision } from './decision.js';
import type { DecidedSoFar } from './intake.js';

/** Every decision: those given, and those that only the ledger still has. What was recorded is not undone by a file. */
export function allDecisions({ decisions, recorded }: DecidedSoFar): readonly Decision[] {
  if (!recorded) return decisions;
  const checked = new Map(
    recorded.decisions.filter(({ seats }) => seats !== undefined).map((each) => [decisionKey(each), each]),
  );
  const all = new Set(
    [...decisions, ...onlyRecorded({ decisions, recorded })].map(
      (each) => checked.get(decisionKey(each)) ?? each,
    ),
  );
  const rewrites = rewriting(recorded.decisions);
  return [...all].filter((each) => !rewrites(each));
}

/**
 * Whether a decision would rewrite a recorded approval: it is not of a later time, and came to the ledger after it, or never.
 * It may say otherwise of the same content; or approve as of before what was found to suffice, which would move the window
 * and so end it. What is to be undone is undone by a later decision or a removal.
 */
function rewriting(recorded: readonly Decision[]): (decision: Decision) => boolean {
  const place = new Map<string, number>();
  recorded.forEach((each, index) => place.set(decisionKey(each), place.get(decisionKey(each)) ?? index));
  const approved = firsts(recorded, ({ outcome }) => outcome === 'approve');
  const sufficed = firsts(recorded, ({ outcome, seats }) => outcome === 'approve' && seats !== undefined);
  return (decision) => {
    const isApproval = decision.outcome === 'approve';
    const standing = (isApproval ? sufficed : approved).get(contentOf(decision));
    if (!standing || decision.at > standing.at || (isApproval && decision.at === standing.at)) return false;
    return (place.get(decisionKey(decision)) ?? recorded.length) >= standing.place;
  };
}

/** By content, where the first such decision stands in the ledger, and when it was made. */
function firsts(
  recorded: readonly Decision[],
  is: (decision: Decision) => boolean,
): ReadonlyMap<string, { readonly at: Instant; readonly place: number }> {
  const first = new Map<string, { readonly at: Instant; readonly place: number }>();
  recorded.forEach((each, place) => {
    const content = contentOf(each);
    if (is(each) && !first.has(content)) first.set(content, { at: each.at, place });
  });
  return first;
}

function contentOf({ ticket, digest }: Decision): string {
  return canonicalJson([ticket, digest]);
}

/** Decisions of the ledger that the decisions given lack. */
export function onlyRecorded({ decisions, recorded }: DecidedSoFar): readonly Decision[] {
  const known = new Set(decisions.map(decisionKey));
  return (recorded?.decisions ?? []).filter((decision) => !known.has(decisionKey(decision)));
}

function decisionKey({ ticket, digest, outcome, policy, at }: Decision): string {
  return canonicalJson([ticket, digest, outcome, policy, at]);
}
