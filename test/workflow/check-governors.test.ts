import { parseInstant } from '../../lib/kernel/index.js';
import { runChecks } from '../../lib/workflow/index.js';
import type { CheckReport } from '../../lib/report/index.js';
import { catalogueBy, identityBy, type Case } from './governance/_stage.js';

const AS_OF = parseInstant('2026-11-20T09:00:00Z');

const checked = (given: Case): Promise<CheckReport> =>
  runChecks(
    {
      catalogue: () => catalogueBy(given.base),
      identity: () => Promise.resolve(identityBy(given)),
      tickets: () => Promise.resolve({ tickets: [], faults: [] }),
      decisions: { read: () => Promise.resolve({ decisions: [], digest: 'sha256:0' as never }) },
      people: () => undefined,
      placeOf: (file) => Promise.resolve({ file }),
    },
    AS_OF,
  );
const warned = async (given: Case): Promise<readonly string[]> => {
  const { checks, faults } = await checked(given);
  // A warning holds nobody up.
  expect(faults).toBe(0);
  return checks.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code));
};

test.each<readonly [string, Case, readonly string[]]>([
  ['three of three at work', {}, []],
  ['one of three on leave', { hr: { 4: { status: 'on-leave' } } }, ['GOVERNORS_FEW']],
  ['two from the start', { base: { governors: ['hr:3', 'hr:4'] } }, ['GOVERNORS_FEW']],
  ['three of whom three are required', { base: { required: 3 } }, ['GOVERNORS_FEW']],
  ['one without a login of the forge', { logins: { 4: '' } }, ['GOVERNORS_FEW']],
  ['nobody', { base: { governors: 'nobody' } }, ['GOVERNORS_UNDECLARED']],
])('writ check warns of governors: %s', async (_, given, codes) => {
  expect(await warned(given)).toEqual(codes);
});
