import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DEFAULT_RAILS,
  FINDING_CODES,
  findingRow,
  judge,
  planRevert,
  RAILS,
  type Finding,
  type FindingCode,
} from '../../lib/drift/index.js';
import { APART } from '../../lib/drift/findings/apart.js';
import { DOUBTFUL } from '../../lib/drift/findings/doubtful.js';
import { ENDED } from '../../lib/drift/findings/ended.js';
import { FOREIGN } from '../../lib/drift/findings/foreign.js';
import { STANDING } from '../../lib/drift/findings/standing.js';
import { person } from '../../lib/model/index.js';
import { edge, identity, idOf, inventory, judgeInput, live, READERS, record } from '../_helpers/build.js';

const ROOT = join(__dirname, '..', '..');
const held = edge(person('1'), READERS);

/** What a revert without any other rail in its way makes of it: nothing, a line that goes, or the rail that holds it. */
function madeOf(code: FindingCode): string {
  const { report, ground } = judge(
    judgeInput({ inventory: inventory({ edges: [live(held)] }), identity: identity(record('1')) }),
  );
  const found = report.findings.find(({ subject }) => subject.id === idOf(held));
  const finding = { ...found, code, class: findingRow(code).class } as Finding;
  const judgement = { ground, report: { ...report, findings: [finding] } };
  const ask = { confirmed: true, recordVerifies: true };
  const [line] = planRevert(judgement, { ...DEFAULT_RAILS, grace: 0 }, ask).lines;
  if (!line) return 'leave';
  return line.verdict.state === 'go' ? 'take' : line.verdict.rail;
}

it('no code stands in two parts of the table', () => {
  const parts = [FOREIGN, ENDED, STANDING, DOUBTFUL, APART].flatMap((part) => Object.keys(part));
  expect(parts.sort()).toEqual([...FINDING_CODES].sort());
});

const ofEdges = FINDING_CODES.filter((code) => findingRow(code).about.includes('edge'));

it.each(ofEdges)('what a revert makes of %s is what its row says', (code) => {
  const { revert } = findingRow(code);
  expect(madeOf(code)).toBe(typeof revert === 'string' ? revert : revert.heldBy);
});

it('the ends that stand without a record are those of a window and of a holder who is gone', () => {
  const proved = FINDING_CODES.filter((code) => findingRow(code).end !== 'none');
  expect(proved.sort()).toEqual(['EXPIRED_BUT_LIVE', 'HOLDER_GONE', 'REVOKED_BUT_LIVE']);
});

it('only what was not read blinds: a doubt about one edge does not', () => {
  const blinding = FINDING_CODES.filter((code) => findingRow(code).blinds);
  expect(blinding.sort()).toEqual(['NAME_AMBIGUOUS', 'UNREADABLE']);
});

it('the RFD has every rail in the order in which they are asked, with what ends its holds', () => {
  const rfd = readFileSync(join(ROOT, 'docs', 'rfd', '0001-the-house.md'), 'utf8');
  const table = rfd.slice(rfd.indexOf('| rail '), rfd.indexOf('`writ drift` exits'));
  const rows = table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'));
  const told = rows.flatMap((row) => {
    const [, ids = '', , until = ''] = row.split('|').map((cell) => cell.trim());
    return ids.split(', ').map((id) => [id, until]);
  });
  expect(told).toEqual(RAILS.map(({ id, until }) => [id, until]));
});
