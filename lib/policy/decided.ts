import { canonicalJson, type Instant } from '../kernel/index.js';
import type { Decision } from './decision.js';
import type { DecidedSoFar } from './intake.js';

/** Every decision: those given, and those that only the ledger still has. What was recorded is not undone by a file. */
export function allDecisions({ decisions, recorded }: DecidedSoFar): readonly Decision[] {
  if (!recorded) return decisions;
  const checked = new Map(
    recorded.decisions.filter(({ seats }) => seats !== undefined).map((each) => [keyOf(each), each]),
  );
  const given = decisions.map((each) => checked.get(keyOf(each)) ?? each);
  const all = [...given, ...onlyRecorded({ decisions, recorded })];
  const rewrites = rewriting(recorded.decisions);
  return all.filter((each) => !rewrites(each));
}

/**
 * Whether a decision would rewrite a recorded approval: it says otherwise of the same content, is not of a later time, and
 * came to the ledger after it, or never. What is to be undone is undone by a later decision or a removal.
 */
function rewriting(recorded: readonly Decision[]): (decision: Decision) => boolean {
  const first = new Map<string, { readonly at: Instant; readonly before: ReadonlySet<string> }>();
  const seen = new Set<string>();
  for (const each of recorded) {
    const content = canonicalJson([each.ticket, each.digest]);
    if (each.outcome === 'approve' && !first.has(content))
      first.set(content, { at: each.at, before: new Set(seen) });
    seen.add(keyOf(each));
  }
  return (decision) => {
    const approval = first.get(canonicalJson([decision.ticket, decision.digest]));
    if (!approval || decision.outcome === 'approve' || decision.at > approval.at) return false;
    return !approval.before.has(keyOf(decision));
  };
}

/** Decisions of the ledger that the decisions given lack. */
export function onlyRecorded({ decisions, recorded }: DecidedSoFar): readonly Decision[] {
  const known = new Set(decisions.map(keyOf));
  return (recorded?.decisions ?? []).filter((decision) => !known.has(keyOf(decision)));
}

function keyOf({ ticket, digest, outcome, policy, at }: Decision): string {
  return canonicalJson([ticket, digest, outcome, policy, at]);
}
