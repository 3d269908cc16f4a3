export * from './checks.js';
export * from './correlate.js';
export * from './employment.js';
export * from './feed.js';
export * from './links.js';
export * from './rows.js';
export * from './snapshot.js';
