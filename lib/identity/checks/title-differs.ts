import { disagreements } from './agreement.js';
import type { IdentityCheck } from './check.js';

/** HR and the directory disagree about the title. No rule goes by titles, so a person may look and go on. */
export const titleDiffers: IdentityCheck = {
  over: 'feeds',
  severity: 'escalate',
  against: ['subject'],
  about: 'HR and the directory name different titles of somebody.',
  remedy: 'correct whichever is wrong at its source, and export both feeds again',
  find: (facts) => disagreements(facts, 'title'),
};
