import { digest, parseInstant } from '../../lib/kernel/index.js';
import type { PolicyWhoDocument } from '../../lib/policy/index.js';
import { PLAIN } from '../../lib/report/paint.js';
import { policyWhoText } from '../../lib/report/policy-who.js';

const BAD = 'Eve\u001b[2J\u202e\r\n  DEAD END';
const document = (people: number): PolicyWhoDocument => ({
  schema: 'writ.policy-who/1',
  package: 'admin',
  title: BAD,
  at: parseInstant('2026-11-20T09:00:00Z'),
  policy: digest('x'),
  kind: 'standard',
  birthrightOf: [],
  assets: [
    {
      asset: 'payments',
      route: 'one',
      asks: [
        {
          holder: 'employee',
          jobFunctions: ['sre'],
          tier: 'medium',
          outcome: 'pending',
          reasons: [],
          principals: Array.from({ length: people }, (_, index) => ({
            id: `hr:${String(index)}`,
            name: BAD,
            minutes: index === 0 ? 30 : 60,
            login: true,
          })),
        },
      ],
      not: [],
      approves: [
        { role: 'owner x', approvers: [{ id: 'hr:1', name: BAD, login: BAD, counts: true, reasons: [] }] },
      ],
      findings: [
        { kind: 'gap', code: 'A', message: BAD, remedy: BAD, principals: [{ id: 'hr:1', name: BAD }] },
      ],
    },
  ],
});
const lines = (people: number, most = 20) =>
  policyWhoText(document(people), { paint: PLAIN, width: 100, most });

test('no name, title or login controls the screen or begins a line of its own', () => {
  const text = lines(3);
  expect(text.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  expect(text.filter((line) => line.trimStart().startsWith('DEAD END'))).toEqual([]);
});

test('who has less than the group says so, and a long group says how many more it has', () => {
  expect(lines(3).join('\n')).toMatch(/hr:0 .*: at most 30 m/);
  const text = lines(25, 20);
  expect(text.filter((line) => line.includes('and 5 more'))).toHaveLength(1);
  expect(lines(25, Infinity).filter((line) => line.includes(' more ('))).toEqual([]);
});

test('who stands in is told with whether they are asked, and to whom it goes then', () => {
  const told = (open: boolean, above: readonly string[]): string => {
    const [only] = document(1).assets;
    if (!only) throw new Error('no asset');
    const person = { id: 'hr:2', name: 'Bo', login: 'bo', counts: true, reasons: [] };
    const role = {
      role: 'owner x',
      approvers: [],
      fallback: { asked: ['team y'], open, approvers: [person] },
      escalation: above.map((id) => ({ id, name: 'Cy' })),
    };
    const all = { ...document(1), assets: [{ ...only, approves: [role] }] };
    return policyWhoText(all, { paint: PLAIN, width: 100, most: 20 }).join('\n');
  };
  expect(told(false, ['hr:3'])).toMatch(
    /only where nobody of them can be asked: team y\n +hr:2 \(Bo\), login bo\n +and then it goes to\n +hr:3 \(Cy\)$/,
  );
  expect(told(true, [])).toMatch(
    /asked instead, since nobody of them can be: team y\n +hr:2 \(Bo\), login bo\n +and then it goes to\n +nobody who is at work$/,
  );
});
