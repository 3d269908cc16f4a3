export { decideAll, decideOne, type DecideInput } from './decide.js';
export * from './record.js';
export { decideDocument, decisionRecord, type DecideDocument } from './shape.js';
