export * from './finding.js';
export * from './ports.js';
