export { RuleEngine } from './engine.js';
export type { RuleFile } from './read-rules.js';
export { lintRules } from './lint.js';
