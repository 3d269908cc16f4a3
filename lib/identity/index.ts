export * from './correlate.js';
export * from './feed.js';
export * from './links.js';
export * from './rows.js';
export * from './snapshot.js';
