export * from './content.js';
export * from './edges.js';
export * from './fault.js';
export * from './forms.js';
export * from './objects.js';
export * from './standing.js';
