export { decideAll } from './decide.js';
export * from './record.js';
export { decideDocument } from './shape.js';
