export * from './completeness.js';
export * from './paint.js';
export * from './scan.js';
export * from './scan-report.js';
export * from './text.js';
