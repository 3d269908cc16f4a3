export * from './completeness.js';
export * from './drift.js';
export * from './drift-markdown.js';
export * from './drift-words.js';
export * from './paint.js';
export * from './scan.js';
export * from './scan-report.js';
export * from './text.js';
