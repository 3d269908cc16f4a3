import { disagreements } from './agreement.js';
import type { IdentityCheck } from './check.js';

/** HR and the directory disagree about the manager. */
export const managerDiffers: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'HR and the directory name different managers of somebody.',
  remedy: 'correct whichever is wrong at its source, and export both feeds again',
  find: (facts) => disagreements(facts, 'manager', (id) => `\`hr:${id}\``),
};
