export { RuleEngine } from './engine.js';
export type { RuleFile } from './read-rules.js';
