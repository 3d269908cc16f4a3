export { RuleEngine } from './engine.js';
export type { RuleFile } from './read-rules.js';
export type { Rule } from './rule.js';
export { lintRules } from './lint.js';
export { rulesDue } from './due.js';
