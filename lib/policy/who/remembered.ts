import type { AskedRules, RuleAnswer, RuleEngine, RuleQuestion } from '../rules/engine.js';
import type { PermitRule } from '../rules/rule.js';

/**
 * Rules that are asked once about equal facts, whoever has them: of ten thousand people few differ in what the rules can see. Where a rule
 * looks at who it is or which ticket, and not at facts alone, those are part of what has to be equal.
 */
export function remembered(engine: RuleEngine): AskedRules {
  const reads = new Map(engine.rules.map((rule) => [rule.id, engine.reads(rule)]));
  const byName = [...reads.values()].some(
    (each) => each === 'all' || each.includes('principal') || each.includes('request'),
  );
  const keyOf = ({ action, principal, request, context }: RuleQuestion): string =>
    JSON.stringify([
      action,
      principal.type,
      principal.attrs,
      request.attrs,
      context,
      ...(byName ? [principal.id, request.id] : []),
    ]);
  const answers = new Map<string, RuleAnswer>();
  const paths = new Map<string, readonly PermitRule[]>();
  return {
    rules: engine.rules,
    digest: engine.digest,
    reads: ({ id }) => reads.get(id) ?? 'all',
    ask: (question) => once(answers, keyOf(question), () => engine.ask(question)),
    paths: (question) => once(paths, keyOf(question), () => engine.paths(question)),
  };
}

function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
