import { digestOf, parseInstant } from '../../lib/kernel/index.js';
import { decisionOf, DECISION_SCHEMA, keptWith, type DecisionRecord } from '../../lib/policy/index.js';

const at = (hour: number) => parseInstant(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`);

function record(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    schema: DECISION_SCHEMA,
    ticket: 'ACC-1',
    content: digestOf('content'),
    outcome: 'approve',
    at: at(9),
    rules: [
      { id: 'path-standard', effect: 'permit', why: 'People ask for what their job lets them ask for' },
    ],
    reasons: [],
    conditions: [],
    reviews: [],
    inputs: digestOf('inputs'),
    policy: digestOf('rules'),
    ...changes,
  };
}

const denied = (changes: Partial<DecisionRecord> = {}): DecisionRecord =>
  record({
    outcome: 'deny',
    reasons: [{ outcome: 'deny', code: 'SOD_CONFLICT', message: 'holds both', remedy: 'end one' }],
    ...changes,
  });

describe('what is kept of an evaluation (REQ-037)', () => {
  test('an approval that stands is not said again: its first moment counts', () => {
    const kept = [record()];
    expect(keptWith(kept, [record({ at: at(12), policy: digestOf('other rules') })])).toEqual(kept);
  });

  test('what says something else of the content is kept after it, and nothing before it is rewritten', () => {
    const [first, later] = [record(), denied({ at: at(12) })];
    expect(keptWith([first], [later])).toEqual([first, later]);
    expect(keptWith([first, later], [record({ at: at(13) })])).toHaveLength(3);
  });

  test('what is dated before the last word is not kept', () => {
    const kept = [record({ at: at(9) })];
    expect(keptWith(kept, [denied({ at: at(8) })])).toEqual(kept);
  });

  test('a denial for another reason, by other rules or of other content is another', () => {
    const kept = [denied()];
    expect(keptWith(kept, [denied({ at: at(10) })])).toEqual(kept);
    const [reason] = denied().reasons;
    if (!reason) throw new Error('no reason');
    for (const other of [
      denied({ at: at(10), reasons: [{ ...reason, code: 'WINDOW_TOO_LONG' }] }),
      denied({ at: at(10), policy: digestOf('other rules') }),
      denied({ at: at(10), content: digestOf('other content') }),
    ])
      expect(keptWith(kept, [other])).toEqual([...kept, other]);
  });
});

describe('a record as what synthesis goes by', () => {
  const reviews: DecisionRecord['reviews'] = [
    { review: '1', login: 'a', approver: 'hr:1', counted: true, condition: 'owner x', reasons: [] },
    { review: '2', login: 'a', approver: 'hr:1', counted: true, condition: 'owner x', reasons: [] },
    { review: '3', login: 'b', approver: 'hr:2', counted: false, reasons: [] },
    { review: '4', login: 'c', counted: true, reasons: [] },
  ];

  test('has those approvers alone whose reviews count and stand for a person, each once', () => {
    expect(decisionOf(record({ reviews }))?.approvers).toEqual(['hr:1']);
  });

  test('says why by code, and by its rules where nothing is against it', () => {
    expect(decisionOf(denied())?.reasons).toEqual(['SOD_CONFLICT: holds both']);
    expect(decisionOf(record())?.reasons).toEqual(['People ask for what their job lets them ask for']);
  });

  test('is none where no content could be told', () => {
    const { content: _, ...unresolved } = denied();
    expect(decisionOf(unresolved)).toBeUndefined();
  });

  test('runs out when the record says so', () => {
    expect(decisionOf(record({ expires: at(15) }))?.expires).toBe(at(15));
    expect(decisionOf(record())).not.toHaveProperty('expires');
  });
});
