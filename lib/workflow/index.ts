export * from './scan.js';
export * from './scan-audit.js';
