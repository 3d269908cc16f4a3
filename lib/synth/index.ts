export * from './file-ports.js';
export * from './inputs.js';
export { namedIn, refuseOtherGovernors, refuseUnknownPeople } from './people.js';
export * from './ports.js';
export * from './synthesis.js';
export * from './synthesize-to.js';
export { readInputs } from './read-inputs.js';
