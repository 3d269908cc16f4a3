import { parseInstant, type Instant } from '../../lib/kernel/index.js';
import { RuleEngine } from '../../lib/policy/index.js';
import { runChecks } from '../../lib/workflow/index.js';
import { file, forbid, permit } from '../policy/rules/_rules.js';
import { catalogueBy, identityBy } from './governance/_stage.js';

/** What `writ check` warns of two rules, one of which is to be looked at by 31 May. */
async function warned(at: Instant): Promise<readonly unknown[]> {
  const engine = await RuleEngine.of([
    file(permit('true', { reviewBy: '2027-09-30' })),
    file(forbid('true', { reviewBy: '2027-05-31' }), 'b.cedar'),
  ]);
  const { checks } = await runChecks(
    {
      catalogue: () => catalogueBy({}),
      identity: () => Promise.resolve(identityBy({})),
      tickets: () => Promise.resolve({ tickets: [], faults: [] }),
      decisions: { read: () => Promise.resolve({ decisions: [], digest: 'sha256:0' as never }) },
      rules: () => Promise.resolve(engine),
      people: () => undefined,
      placeOf: (name) => Promise.resolve({ file: name }),
    },
    at,
  );
  const warnings = checks.find(({ id }) => id === 'rules')?.warnings ?? [];
  return warnings.map(({ code, place }) => [code, place?.file]);
}

test.each([
  ['30 days before', '2027-05-01T00:00:00Z', [['RULE_REVIEW_DUE', 'b.cedar']]],
  ['on the day', '2027-05-31T12:00:00Z', [['RULE_REVIEW_DUE', 'b.cedar']]],
  ['after it', '2027-06-10T00:00:00Z', [['RULE_REVIEW_DUE', 'b.cedar']]],
  ['a moment before those 30 days', '2027-04-30T23:59:59.999Z', []],
])('a rule whose review is due is warned of by `writ check`: %s', async (_, at, expected) => {
  expect(await warned(parseInstant(at))).toEqual(expected);
});
