import { RuleEngine, type DecisionReason } from '../../lib/policy/index.js';
import { decisionRecord } from '../../lib/policy/decide/shape.js';
import { decideText } from '../../lib/report/decide.js';
import { idsOnly } from '../../lib/report/drift-words.js';
import { PLAIN } from '../../lib/report/paint.js';
import { decidedOf, decideRow } from './golden/stage.js';
import { goldenRows } from './golden/table.js';
import { EXAMPLE } from './rules/_rules.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

function of(id: string): { readonly reasons: readonly DecisionReason[]; readonly words: string } {
  const row = goldenRows().find((each) => each.id === id);
  if (!row) throw new Error(`no row ${id}`);
  const record = decidedOf(decideRow(row, engine));
  expect(decisionRecord.parse(record)).toEqual(record);
  const lines = decideText({ decisions: [record], unreadable: [] }, PLAIN, 100, idsOnly);
  return { reasons: record.reasons, words: lines.join('\n') };
}

const against = (id: string, code: string): DecisionReason['against'] =>
  of(id).reasons.find((each) => each.code === code)?.against;

describe('what separation of duties is about is named (REQ-042)', () => {
  test.each([
    [
      '151',
      'SOD_CONFLICT',
      'payment-prepare',
      'held',
      'ACC-0000',
      /payment-prepare on \S+, held by ACC-0000/,
    ],
    [
      '155',
      'SOD_CONFLICT_DECIDED',
      'payment-prepare',
      'decided',
      'ACC-0000',
      /decided and not applied yet by/,
    ],
    [
      '157',
      'SOD_CONFLICT_OPEN',
      'payment-release',
      'open',
      'ACC-0000',
      /payment-release on \S+, asked for by/,
    ],
    ['405', 'SOD_CONFLICT', 'payment-prepare', 'held', undefined, /payment-prepare on \S+, held$/m],
  ] as const)('row %s: %s by %s', (id, code, pack, state, ticket, words) => {
    expect(against(id, code)).toEqual([
      {
        ...{ kind: 'package', package: pack, state, asset: expect.any(String) as unknown },
        ...(ticket === undefined ? {} : { ticket }),
      },
    ]);
    expect(of(id).words).toMatch(words);
  });
});

describe('what stands against an identity is named by check', () => {
  test.each([
    ['39', 'title-differs'],
    ['44', 'terminated-active'],
    ['45', 'manager-left'],
  ])('row %s: %s', (id, check) => {
    const found = against(id, 'IDENTITY_ESCALATED') ?? [];
    expect(found.length).toBeGreaterThan(0);
    for (const each of found) {
      expect(each).toMatchObject({ kind: 'check', check });
      if (each.kind === 'check')
        expect(of(id).words.replace(/\s+/g, ' ')).toContain(`${check}: ${each.message}`);
    }
  });
});

test('a reason of a rule that reads neither is against nothing', () => {
  // Row 44 has both reasons: what one rule found is not said of the other.
  expect(of('44').reasons.map(({ code }) => code)).toContain('SUBJECT_NOT_ACTIVE');
  expect(against('44', 'SUBJECT_NOT_ACTIVE')).toBeUndefined();
});
