import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

const FACTS = [
  ['department', 'department'],
  ['jobCode', 'job_code'],
] as const;

/** HR leaves out what rules go by. */
export const factMissing: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'HR has no department or no job code of somebody at work.',
  remedy: 'fill the field in HR and export again',
  find: (facts) =>
    atWork(facts).flatMap((each) =>
      FACTS.filter(([field]) => each.value[field].trim() === '').map(([, column]) =>
        ofRow(each, `\`hr:${each.value.id}\` has no \`${column}\` in HR`),
      ),
    ),
};
