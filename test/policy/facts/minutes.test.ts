import { plus } from '../../../lib/kernel/index.js';
import { minutesUntil } from '../../../lib/policy/facts/person.js';
import { NOW } from './_ground.js';

test.each([
  [1, 1],
  [59_999, 1],
  [60_000, 1],
  [60_001, 2],
  [0, 0],
  [-1, 0],
  [-59_999, 0],
  [-60_000, -1],
])('%i ms from now is %i minutes: above 0 exactly as long as any time is left', (ms, minutes) => {
  expect(minutesUntil(plus(NOW, ms), NOW)).toBe(minutes);
});
