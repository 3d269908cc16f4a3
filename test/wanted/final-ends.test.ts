import { digestOf, WritError, WritErrors, type Digest } from '../../lib/kernel/index.js';
import { person as someone } from '../../lib/model/index.js';
import { faultyTickets, type Tombstone } from '../../lib/manifest/index.js';
import { wantedAt, type WantedInput } from '../../lib/wanted/index.js';
import { at, decide, H, identity, inputs, person, ticket, worker } from '../synth/builders.js';

const ASKED = ticket('ACC-0001');
const LATER = at('2026-12-20T09:00:00Z');

const run = (given: WantedInput): number =>
  wantedAt(given).grants.filter((each) => each.package === 'prod-admin').length;
const codes = (given: WantedInput): string[] =>
  wantedAt(given).omitted.flatMap(({ reasons }) => reasons.map(({ code }) => code));

const TOMB: Tombstone = {
  principal: someone('1'),
  package: 'prod-admin',
  asset: 'payments',
  basis: { kind: 'ticket', ticket: 'ACC-0001' },
  endedAt: at('2026-11-20T08:30:00Z'),
};

describe('H2.10 ends are final', () => {
  it('a second approval of the same content gives no time anew, an hour or a month later', () => {
    const given = inputs({ tickets: [ASKED] });
    const again = (when: string) => decide(given, 'ACC-0001', { at: at(when) });
    expect(run(given)).toBe(1);
    const twice = [...given.decisions, again('2026-11-20T13:00:00Z')];
    expect(run({ ...given, decisions: twice, asOf: at('2026-11-20T13:30:00Z') })).toBe(0);
    const month = [...given.decisions, again('2026-12-20T08:00:00Z')];
    expect(run({ ...given, decisions: month, asOf: LATER })).toBe(0);
  });

  it('an approval that did not suffice is no first one', () => {
    const given = inputs({ tickets: [ASKED] }, { 'ACC-0001': { approvers: [] } });
    expect(
      run({
        ...given,
        decisions: [...given.decisions, decide(given, 'ACC-0001', { at: LATER })],
        asOf: LATER,
      }),
    ).toBe(1);
  });

  it('a later row that lacks approvers takes nothing from the first', () => {
    const given = inputs({ tickets: [ASKED] });
    const poor = decide(given, 'ACC-0001', { at: at('2026-11-20T08:30:00Z'), approvers: [] });
    expect(run({ ...given, decisions: [...given.decisions, poor] })).toBe(1);
  });

  it('the first approval counts as recorded, when its row is replaced by a later one', () => {
    const given = inputs({ tickets: [ASKED] });
    const recorded = { decisions: given.decisions, kept: [], requests: new Set([digestOf(ASKED)]) };
    const moved = [decide(given, 'ACC-0001', { at: LATER })];
    expect(run({ ...given, decisions: moved, asOf: LATER })).toBe(1);
    expect(run({ ...given, decisions: moved, recorded, asOf: LATER })).toBe(0);
  });

  it('H1.7 a recorded approval is not rewritten by a row of its own time or before, and a later denial counts', () => {
    const given = inputs({ tickets: [ASKED] });
    const [approval] = given.decisions;
    const rows = (when: string | undefined) =>
      approval ? [{ ...approval, outcome: 'deny' as const, ...(when ? { at: at(when) } : {}) }] : [];
    const recorded = { decisions: given.decisions, kept: [], requests: new Set([digestOf(ASKED)]) };
    for (const when of [undefined, '2026-11-19T08:00:00Z'])
      expect(run({ ...given, decisions: rows(when), recorded })).toBe(1);
    expect(run({ ...given, decisions: rows('2026-11-20T08:59:00Z'), recorded })).toBe(0);
    expect(run({ ...given, decisions: [...rows(undefined), ...given.decisions] })).toBe(0);
    // Nor by a denial that was recorded after it; one that was recorded before it counts.
    const later = { ...recorded, decisions: [...given.decisions, ...rows(undefined)] };
    expect(run({ ...given, decisions: [], recorded: later })).toBe(1);
    const earlier = { ...recorded, decisions: [...rows(undefined), ...given.decisions] };
    expect(run({ ...given, decisions: [], recorded: earlier })).toBe(0);
  });

  it('H1.7 a recorded approval is not ended by one dated back, which moves no window that the ledger has', () => {
    const given = inputs({ tickets: [ASKED] });
    const back = decide(given, 'ACC-0001', { at: at('2026-11-01T08:00:00Z') });
    const seats = [{ approver: 'hr:900', role: 'owner platform' }];
    const counted = given.decisions.map((each) => ({ ...each, seats }));
    const recorded = { decisions: counted, kept: [], requests: new Set([digestOf(ASKED)]) };
    expect(run({ ...given, decisions: [back], recorded })).toBe(1);
    expect(run({ ...given, decisions: [...given.decisions, back], recorded })).toBe(1);
    // Nor once a careless run has recorded it; one that was recorded first is the first.
    const later = { ...recorded, decisions: [...counted, back] };
    expect(run({ ...given, recorded: later })).toBe(1);
    const first = { ...recorded, decisions: [{ ...back, seats }, ...counted] };
    expect(run({ ...given, recorded: first })).toBe(0);
  });

  it('one that did not suffice, or is of a time to come, stands in the way of none', () => {
    const given = inputs({ tickets: [ASKED] });
    for (const poor of [{ approvers: [] }, { at: at('2026-12-01T08:00:00Z') }]) {
      const recorded = {
        decisions: [decide(given, 'ACC-0001', poor)],
        kept: [],
        requests: new Set([digestOf(ASKED)]),
      };
      expect(run({ ...given, recorded })).toBe(1);
    }
  });

  it('a tombstone ends its basis though every file of its end is gone, and no other basis', () => {
    const given = inputs({ tickets: [ASKED, ticket('ACC-0002')] });
    expect(run({ ...given, tickets: [ASKED] })).toBe(1);
    expect(run({ ...given, tickets: [ASKED], tombstones: [TOMB] })).toBe(0);
    expect(run({ ...given, tombstones: [TOMB] })).toBe(1);
  });

  it('H2.10 what has a tombstone is given as of no instant before it, nor later to open', () => {
    const given = inputs({ tickets: [ASKED], tombstones: [TOMB] });
    for (const asOf of [at('2026-11-20T08:10:00Z'), at('2026-11-20T08:29:59.999Z'), TOMB.endedAt])
      expect(run({ ...given, asOf })).toBe(0);
    const early = wantedAt({ ...given, asOf: at('2026-11-20T08:10:00Z') });
    expect(early.ended).toMatchObject([{ basis: TOMB.basis, endedAt: TOMB.endedAt, why: 'tombstone' }]);
    expect(early.edges.filter(({ edge }) => JSON.stringify(edge).includes('prod-admins'))).toEqual(
      wantedAt({ ...given, tickets: [], asOf: early.asOf }).edges.filter(({ edge }) =>
        JSON.stringify(edge).includes('prod-admins'),
      ),
    );
    const later = ticket('ACC-0001', { window: { start: at('2026-11-20T08:20:00Z'), for: H } });
    const upcoming = inputs({ tickets: [later], asOf: at('2026-11-20T08:10:00Z') });
    expect(run(upcoming)).toBe(1);
    expect(run({ ...upcoming, tombstones: [TOMB] })).toBe(0);
  });

  it('H2.10 honest twin: a removal dated later, only a file, ends nothing before its day', () => {
    const removal = ticket('ACC-0003', {
      kind: 'removal',
      of: 'ACC-0001',
      window: { start: TOMB.endedAt, for: H },
    });
    const given = inputs({ tickets: [ASKED, removal] }, { 'ACC-0003': 'none' });
    expect(run({ ...given, asOf: at('2026-11-20T08:10:00Z') })).toBe(1);
    expect(run({ ...given, asOf: TOMB.endedAt })).toBe(0);
  });

  it('a dated removal ends an approved renewal that would open later', () => {
    const removal = (start: string) =>
      ticket('ACC-0003', { kind: 'removal', of: 'ACC-0001', window: { start: at(start), for: H } });
    const renewal = ticket('ACC-0002', {
      kind: 'renewal',
      of: 'ACC-0001',
      window: { start: at('2026-11-20T12:00:00Z'), for: 4 * H },
    });
    const when = at('2026-11-20T13:00:00Z');
    const given = inputs({ tickets: [ASKED, renewal], asOf: when });
    expect(run(given)).toBe(1);
    expect(run({ ...given, tickets: [...given.tickets, removal('2026-11-20T09:00:00Z')] })).toBe(0);
  });

  it('a renewal that was approved after the removal is a new decision', () => {
    const removal = ticket('ACC-0003', {
      kind: 'removal',
      of: 'ACC-0001',
      window: { start: at('2026-11-20T09:00:00Z'), for: H },
    });
    const renewal = ticket('ACC-0002', { kind: 'renewal', of: 'ACC-0001' });
    const given = inputs(
      { tickets: [ASKED, removal, renewal], asOf: at('2026-11-20T13:00:00Z') },
      { 'ACC-0002': { at: at('2026-11-20T12:30:00Z') }, 'ACC-0003': 'none' },
    );
    expect(run(given)).toBe(1);
  });
});

describe('H2.10 a ticket file that was decided on', () => {
  const given = inputs({ tickets: [ASKED] });
  const recorded = { decisions: given.decisions, kept: [ASKED], requests: new Set([digestOf(ASKED)]) };

  it('changes nothing by being deleted, and it is said', () => {
    expect(run({ ...given, tickets: [] })).toBe(0);
    const gone = { ...given, tickets: [], recorded };
    expect(run(gone)).toBe(1);
    expect(codes(gone)).toContain('TICKET_ALTERED');
  });

  it('changes nothing by being edited, even with the edit approved, and it is said', () => {
    const wide = { ...ASKED, window: { start: 'on-approval' as const, for: 12 * H } };
    const edited = { ...given, tickets: [wide], recorded };
    expect(codes(edited)).toContain('TICKET_ALTERED');
    const windows = (of: WantedInput) =>
      wantedAt(of).grants.flatMap(({ package: name, bases }) =>
        name === 'prod-admin' ? bases.map(({ window }) => window) : [],
      );
    expect(windows(edited)).toEqual(windows(given));
    const approved = {
      ...edited,
      decisions: [...given.decisions, decide({ ...given, tickets: [wide] }, 'ACC-0001')],
    };
    expect(windows(approved)).toEqual(windows(given));
  });

  it('is not missed where its decision row is deleted too', () => {
    expect(run({ ...given, decisions: [], recorded })).toBe(1);
  });

  it('may be moved, as to an archive', () => {
    const moved = { ...given, tickets: [{ ...ASKED, file: 'archive/ACC-0001.yaml' }], recorded };
    expect([run(moved), codes(moved)]).toEqual([1, []]);
  });

  it('may be edited as long as nothing was decided', () => {
    const draft = { ...ASKED, justification: 'Roll forward the failed migration' };
    const later = inputs({ tickets: [draft] });
    expect(run({ ...later, recorded: { decisions: [], kept: [], requests: new Set() } })).toBe(1);
  });

  it('that was approved is quarantined when what it gives was changed, deleted or not', () => {
    const wider = given.catalogue.packages.map((each) =>
      each.id === 'prod-admin' ? { ...each, risk: 'critical' as const } : each,
    );
    const changed = { ...given, catalogue: { ...given.catalogue, packages: wider }, recorded };
    expect([run(changed), run({ ...changed, tickets: [] })]).toEqual([0, 0]);
    expect(codes({ ...changed, tickets: [] })).toContain('TICKET_QUARANTINED');
  });
});

describe('H2.10 a removal that a synthesis went by', () => {
  const longer = ticket('ACC-0002', { window: { start: 'on-approval', for: 12 * H } });
  const removal = ticket('ACC-0003', { kind: 'removal', of: 'ACC-0002' });
  const given = inputs({ tickets: [ASKED, longer], asOf: at('2026-11-20T13:00:00Z') });
  const recorded = { decisions: given.decisions, kept: [], removals: [removal], requests: new Set<Digest>() };

  it('stands though its file is deleted, also where another ticket held the same access at the time', () => {
    expect([run(given), run({ ...given, tickets: [...given.tickets, removal] })]).toEqual([1, 0]);
    const gone = { ...given, recorded };
    expect([run(gone), codes(gone)]).toEqual([0, expect.arrayContaining(['TICKET_ALTERED'])]);
  });

  it('stands though its file is edited, or its id is taken by something that is then approved', () => {
    const [edited, squatter] = [{ ...removal, of: 'ACC-0001' }, ticket('ACC-0003', { package: 'audit' })];
    expect(run({ ...given, tickets: [ASKED, longer, edited], recorded })).toBe(0);
    const taken = { ...given, tickets: [ASKED, longer, squatter] };
    const decisions = [...given.decisions, decide(taken, 'ACC-0003')];
    for (const tickets of [
      [ASKED, longer, squatter],
      [ASKED, longer, squatter, removal],
    ])
      expect(run({ ...taken, tickets, decisions, recorded: { ...recorded, decisions } })).toBe(0);
  });

  it('may be moved, and is undone by a denial of it', () => {
    const moved = { ...given, tickets: [ASKED, longer, { ...removal, file: 'archive/a.yaml' }], recorded };
    expect([run(moved), codes(moved)]).toEqual([0, []]);
    const denial = decide({ ...given, tickets: [...given.tickets, removal] }, 'ACC-0003', {
      outcome: 'deny',
    });
    expect(run({ ...given, recorded, decisions: [...given.decisions, denial] })).toBe(1);
  });
});

describe('H1.7 another file with the id of a ticket', () => {
  const given = inputs({ tickets: [ASKED] });
  const newcomer = ticket('ACC-0001', { principal: 'hr:2', file: '2025/ACC-0001.yaml' });

  it('that was decided is itself the fault; what was decided stands', () => {
    const both = { ...given, tickets: [newcomer, ASKED] };
    const { grants, omitted } = wantedAt(both);
    expect(grants.filter(({ package: name }) => name === 'prod-admin')).toMatchObject([
      { principal: { id: '1' } },
    ]);
    expect(omitted).toMatchObject([{ file: newcomer.file, reasons: [{ code: 'TICKET_DUPLICATE' }] }]);
  });

  it('stands by the ledger, whatever decision rows are added or dated back', () => {
    const recorded = { decisions: given.decisions, kept: [], requests: new Set([digestOf(ASKED)]) };
    const back = decide({ ...given, tickets: [newcomer] }, 'ACC-0001', { at: at('2026-11-01T08:00:00Z') });
    const both = { ...given, tickets: [newcomer, ASKED], decisions: [...given.decisions, back], recorded };
    const { grants } = wantedAt(both);
    expect(grants.filter(({ package: name }) => name === 'prod-admin')).toMatchObject([
      { principal: { id: '1' } },
    ]);
  });

  it('does not break the renewal of what was decided', () => {
    const renewal = ticket('ACC-0002', { kind: 'renewal', of: 'ACC-0001' });
    const renewed = inputs({ tickets: [ASKED, renewal] });
    expect(codes({ ...renewed, tickets: [newcomer, ASKED, renewal] })).toEqual(['TICKET_DUPLICATE']);
  });

  it('ends nobody as a removal, neither what it is of nor what its id was approved for', () => {
    const removal = ticket('ACC-0001', {
      kind: 'removal',
      of: 'ACC-0002',
      principal: 'hr:2',
      file: '2027/ACC-0001.yaml',
    });
    const two = inputs({ tickets: [ASKED, ticket('ACC-0002', { principal: 'hr:2' })] });
    expect(run(two)).toBe(2);
    expect(run({ ...two, tickets: [...two.tickets, removal] })).toBe(2);
    expect(run({ ...two, tickets: [...two.tickets, { ...removal, ticket: 'ACC-0003' }] })).toBe(1);
  });

  it('ends nobody as a removal either while what its id was approved for is quarantined', () => {
    const audit = ticket('ACC-0002', { package: 'audit' });
    const removal = ticket('ACC-0001', { kind: 'removal', of: 'ACC-0002', package: 'audit', file: 'x.yaml' });
    const both = inputs({ tickets: [ASKED, audit] });
    const packages = both.catalogue.packages.map((each) =>
      each.id === 'prod-admin' ? { ...each, risk: 'critical' as const } : each,
    );
    const audits = (of: WantedInput): number =>
      wantedAt({ ...of, catalogue: { ...of.catalogue, packages } }).grants.filter(
        (each) => each.package === 'audit',
      ).length;
    expect(audits({ ...both, tickets: [...both.tickets, removal] })).toBe(1);
    expect(audits({ ...both, tickets: [...both.tickets, { ...removal, ticket: 'ACC-0003' }] })).toBe(0);
  });

  it('leaves a removal standing whose id somebody takes', () => {
    const removal = ticket('ACC-0003', { kind: 'removal', of: 'ACC-0001' });
    const squatter = ticket('ACC-0003', { file: '2025/ACC-0003.yaml' });
    expect(run({ ...given, tickets: [ASKED, squatter, removal] })).toBe(0);
  });

  it('leaves neither standing when none was decided', () => {
    expect(run({ ...given, decisions: [], tickets: [newcomer, ASKED] })).toBe(0);
  });
});

describe('H6 who held which role', () => {
  const given = inputs({ tickets: [ASKED] });
  const renamed = {
    ...given.catalogue,
    teams: [{ ...given.catalogue.teams[0]!, approvers: [worker('2')] as const }],
  };

  it('is given out with each approval that counts', () => {
    const { seats } = wantedAt(given);
    expect([...seats.values()]).toEqual([[{ approver: 'hr:900', role: 'owner platform' }]]);
  });

  it('is not held against the teams of a later day once recorded, and is while nobody checked it', () => {
    expect(run({ ...given, catalogue: renamed })).toBe(0);
    const [decision] = given.decisions;
    const seated = { ...decision!, seats: [{ approver: 'hr:900', role: 'owner platform' }] };
    const recorded = { decisions: [seated], kept: [], requests: new Set([digestOf(ASKED)]) };
    expect(run({ ...given, catalogue: renamed, recorded })).toBe(1);
    expect(run({ ...given, catalogue: renamed, recorded: { ...recorded, decisions: [decision!] } })).toBe(0);
  });
});

describe('a ticket file with several faults', () => {
  it('has each of them told', () => {
    const fault = (message: string) =>
      new WritError('TICKET_INVALID', message, { remedy: 'mend it', place: { line: 5, column: 1 } });
    const error = new WritErrors('TICKET_INVALID', 'two', [fault('one'), fault('another')]);
    const { omitted } = wantedAt(inputs({ unreadable: [{ file: 'a.yaml', error }] }));
    expect(omitted[0]?.reasons.map(({ message }) => message)).toEqual([
      'one (line 5, column 1)',
      'another (line 5, column 1)',
    ]);
  });
});

describe('the tickets that --strict fails on', () => {
  const faulty = (given: WantedInput): string[] => faultyTickets(wantedAt(given)).map(({ ticket: id }) => id);

  it('are those that somebody has to mend', () => {
    const unknown = ticket('ACC-0002', { package: 'prod-admn', justification: 'Roll it back again' });
    const given = inputs({ tickets: [ASKED] });
    expect(faulty({ ...given, tickets: [ASKED, unknown] })).toEqual(['ACC-0002']);
    const longer = { ...ASKED, window: { start: 'on-approval' as const, for: 5 * H } };
    expect(faulty({ ...given, tickets: [longer] })).toEqual(['ACC-0001']);
  });

  it('are not those that wait, that were denied, or whose holder has left', () => {
    const denied = inputs({ tickets: [ASKED] }, { 'ACC-0001': { outcome: 'deny' } });
    const undecided = inputs({ tickets: [ASKED] }, { 'ACC-0001': 'none' });
    const left = inputs({
      tickets: [ASKED],
      identity: identity(person('1', { lastDay: at('2026-11-20T08:30:00Z'), status: 'terminated' })),
    });
    expect([denied, undecided, left].flatMap(faulty)).toEqual([]);
    expect(faulty({ ...left, decisions: [] })).toEqual(['ACC-0001']);
  });
});
