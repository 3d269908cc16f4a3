import { AS_OF, catalogue, H, identity, person, ticket } from '../synth/builders.js';
import { digestOf, plus, type Instant } from '../../lib/kernel/index.js';
import { runChecks, type CheckPorts } from '../../lib/workflow/index.js';
import { reviews } from '../../lib/workflow/check/checks/reviews.js';

const people = identity(person('1'));
const USE = ticket('ACC-1', { kind: 'emergency', window: { start: plus(AS_OF, -100 * H), for: H } });

/** Words of the warnings about reviews at an instant. */
async function warned(
  at: Instant,
  uses?: { readonly reviewed?: readonly [Instant] },
): Promise<readonly string[]> {
  const approval = {
    ...{ ticket: 'ACC-1', digest: digestOf('ACC-1'), outcome: 'approve' as const, rules: [], reasons: [] },
    ...{ approvers: ['hr:900'], policy: digestOf('policy'), at: plus(AS_OF, -100 * H) },
  };
  const use = { ticket: 'ACC-1', kind: 'emergency', principal: 'hr:1', package: 'prod-admin' } as const;
  const ports: CheckPorts = {
    catalogue: () => catalogue(),
    identity: () => Promise.resolve(people),
    tickets: () => Promise.resolve({ tickets: [USE], faults: [] }),
    decisions: { read: () => Promise.resolve({ decisions: [approval], digest: digestOf('none') }) },
    people: () => undefined,
    placeOf: (file) => Promise.resolve({ file }),
    ...(uses
      ? {
          recorded: () =>
            Promise.resolve({
              ...{ decisions: [approval], kept: [], requests: new Set([digestOf(USE)]) },
              uses: [{ ...use, ...uses }],
            }),
        }
      : {}),
  };
  const { checks, faults } = await runChecks(ports, at, undefined, [reviews]);
  expect(faults).toBe(0);
  return checks.flatMap(({ warnings = [] }) => warnings.map(({ code, message }) => `${code} ${message}`));
}

test('REQ-092 writ check warns of a review that is overdue, by file or ledger, and holds nobody up', async () => {
  const words = [expect.stringMatching(/^REVIEW_OVERDUE emergency `ACC-1` of `hr:1`.*is given no emergency/)];
  expect(await warned(AS_OF)).toEqual(words);
  expect(await warned(AS_OF, {})).toEqual(words);
});

test('honest twin: nothing is said while there is time, or once somebody looked', async () => {
  expect(await warned(plus(AS_OF, -90 * H))).toEqual([]);
  expect(await warned(AS_OF, { reviewed: [plus(AS_OF, -H)] })).toEqual([]);
});
