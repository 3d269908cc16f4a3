import { canonicalJson } from '../kernel/index.js';
import type { Decision } from '../policy/index.js';
import type { SynthInputs } from './inputs.js';

/** Every decision: those given, and those that only the ledger still has. What was recorded is not undone by a file. */
export function allDecisions({ decisions, recorded }: SynthInputs): readonly Decision[] {
  if (!recorded) return decisions;
  const checked = new Map(
    recorded.decisions.filter(({ seats }) => seats !== undefined).map((each) => [keyOf(each), each]),
  );
  const given = decisions.map((each) => checked.get(keyOf(each)) ?? each);
  return [...given, ...onlyRecorded({ decisions, recorded })];
}

/** Decisions of the ledger that the decisions given lack. */
export function onlyRecorded({
  decisions,
  recorded,
}: Pick<SynthInputs, 'decisions' | 'recorded'>): readonly Decision[] {
  const known = new Set(decisions.map(keyOf));
  return (recorded?.decisions ?? []).filter((decision) => !known.has(keyOf(decision)));
}

function keyOf({ ticket, digest, outcome, policy, at }: Decision): string {
  return canonicalJson([ticket, digest, outcome, policy, at]);
}
