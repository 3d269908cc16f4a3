import { WritError, WritErrors } from '../../lib/kernel/index.js';
import { keyed } from '../../lib/wanted/edges/closure.js';
import { ownEdges } from '../../lib/wanted/edges/paths.js';
import { wantedAt, type WantedInput } from '../../lib/wanted/index.js';
import { person as someone } from '../../lib/model/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { ADMINS, at, AUDITORS, H, identity, inputs, person, STAFF, ticket } from '../synth/builders.js';

const ASKED = ticket('ACC-1');
const REMOVAL = ticket('ACC-2', {
  kind: 'removal',
  of: 'ACC-1',
  window: { start: 'on-approval', for: 4 * H },
});
const toldOf = (given: WantedInput) =>
  wantedAt(given).omitted.map(({ ticket: id, state, reasons }) => [id, state, reasons[0]?.code]);

describe('a ticket whose window', () => {
  const opens = at('2026-11-20T10:00:00Z');
  const given = inputs({ tickets: [ticket('ACC-1', { window: { start: opens, for: H } })] });
  const told = (bound: typeof opens) => atBounds(bound, (asOf) => toldOf({ ...given, asOf }));
  const upcoming = [['ACC-1', 'upcoming', undefined]];
  const ended = [['ACC-1', 'ended', undefined]];

  it('is to open is told until it opens', () => {
    expect(told(opens)).toEqual({ before: upcoming, on: [], after: [] });
  });

  it('is over is told from its end on', () => {
    expect(told(at('2026-11-20T11:00:00Z'))).toEqual({ before: [], on: ended, after: ended });
  });
});

describe('of a holder in doubt', () => {
  const doubted = (given: WantedInput): WantedInput => ({ ...given, identity: identity(person('2')) });

  it('a removal of what was approved ends it, and is told as nothing else', () => {
    const given = doubted(inputs({ tickets: [ASKED, REMOVAL] }, { 'ACC-2': 'none' }));
    expect(toldOf(given)).toEqual([['ACC-1', 'ended', undefined]]);
    expect(wantedAt(given).ended.map(({ why }) => why)).toEqual(['removal']);
  });

  it('a removal that was itself approved is told as nothing else either', () => {
    const given = doubted(inputs({ tickets: [ASKED, REMOVAL] }, { 'ACC-1': 'none' }));
    expect(toldOf(given)).toEqual([['ACC-1', 'invalid', 'SUBJECT_UNKNOWN']]);
  });

  it('honest twin: what nobody approved is told as invalid, its removal too', () => {
    const given = doubted(inputs({ tickets: [ASKED, REMOVAL] }, { 'ACC-1': 'none', 'ACC-2': 'none' }));
    expect(toldOf(given)).toEqual([
      ['ACC-1', 'invalid', 'SUBJECT_UNKNOWN'],
      ['ACC-2', 'invalid', 'SUBJECT_UNKNOWN'],
    ]);
  });

  it('an approval that nobody may give counts for nothing', () => {
    const given = doubted(inputs({ tickets: [ASKED] }, { 'ACC-1': { approvers: [] } }));
    expect(toldOf(given)).toEqual([['ACC-1', 'invalid', 'SUBJECT_UNKNOWN']]);
  });

  it('an approval counts from the instant at which it was made', () => {
    const given = doubted(inputs({ tickets: [ASKED] }));
    const told = atBounds(at('2026-11-20T08:00:00Z'), (asOf) => toldOf({ ...given, asOf }));
    const held = [['ACC-1', 'quarantined', 'HOLDER_IN_DOUBT']];
    expect(told).toEqual({ before: [['ACC-1', 'invalid', 'SUBJECT_UNKNOWN']], on: held, after: held });
  });
});

describe('a ticket file that could not be read', () => {
  const unreadable = (error: WritError) =>
    wantedAt(inputs({ unreadable: [{ file: 'a.yaml', error }] })).omitted;
  const fault = (message: string, place?: { line: number; column?: number }) =>
    new WritError('TICKET_INVALID', message, { remedy: 'mend it', ...(place ? { place } : {}) });

  it('is invalid, by its name, with the place of the fault where that is known', () => {
    expect(unreadable(fault('wrong'))).toMatchObject([
      { ticket: 'a.yaml', file: 'a.yaml', state: 'invalid', reasons: [{ message: 'wrong' }] },
    ]);
    expect(unreadable(fault('wrong', { line: 3 }))[0]?.reasons[0]?.message).toBe('wrong (line 3, column 1)');
    expect(unreadable(fault('wrong', { line: 3, column: 7 }))[0]?.reasons[0]?.message).toBe(
      'wrong (line 3, column 7)',
    );
  });

  it.each([
    [20, 20],
    [21, 20],
  ])('of %i faults tells %i', (count, told) => {
    const faults = Array.from({ length: count }, (_, index) => fault(`wrong ${index}`));
    expect(unreadable(new WritErrors('TICKET_INVALID', 'many', faults))[0]?.reasons).toHaveLength(told);
  });
});

describe('what is not given', () => {
  it('of a birthright is unplaced, of a ticket omitted, and neither is both', () => {
    const nobody = identity({ ...person('1'), accounts: [] }, person('2'));
    const { unplaced, omitted } = wantedAt({ ...inputs({ tickets: [ASKED] }), identity: nobody });
    expect(unplaced.map(({ basis }) => basis)).toEqual([{ kind: 'birthright', jobFunction: 'engineer' }]);
    expect(omitted.map(({ ticket: id }) => id)).toEqual(['ACC-1']);
    const whole = wantedAt(inputs({ tickets: [ASKED] }));
    expect([whole.unplaced, whole.omitted]).toEqual([[], []]);
  });
});

describe('the edges of a holder', () => {
  const memberOf = (target: typeof STAFF) => keyed({ holder: someone('1'), target });
  const made = [ADMINS, STAFF, AUDITORS].map((group) => ({
    ...memberOf(group as typeof STAFF),
    role: 'holding' as const,
  }));
  const ids = made.map(({ id }) => id).sort();

  it('are in order of id, each once, from whatever path they come', () => {
    for (const paths of [[made], [[...made].reverse()], made.map((each) => [each]), [made, made]])
      expect(ownEdges(paths).map(({ id }) => id)).toEqual(ids);
  });

  it('hold what is given directly as their own', () => {
    const direct = inputs({ tickets: [ticket('ACC-1', { package: 'stage-direct' })] });
    const found = wantedAt(direct).edges.filter(({ because }) =>
      because.some((each) => each.package === 'stage-direct'),
    );
    expect(found.map(({ role }) => role)).toEqual(['holding']);
  });
});
