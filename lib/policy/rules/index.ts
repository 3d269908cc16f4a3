export { RuleEngine, type Answer } from './engine.js';
export type { RuleFile } from './read-rules.js';
export type { ForbidOutcome, ForbidRule, PermitRule, Rule } from './rule.js';
