export { decideAll, decideOne, type DecideInput } from './decide.js';
export * from './record.js';
