import { plus } from '../../lib/kernel/index.js';
import { remembering } from '../../lib/identity/index.js';
import { wantedAt, type WantedInput } from '../../lib/wanted/index.js';
import { at, H, identity, inputs, person, ticket, worker } from '../synth/builders.js';

const APPROVED = [ticket('ACC-1')];
const whole = inputs({ tickets: APPROVED });
const heldOf = (given: WantedInput) =>
  wantedAt(given).held.map(({ principal, package: pack, reason, via }) => [
    principal.id,
    pack,
    reason.code,
    via.length,
  ]);
const stateOf = (given: WantedInput) =>
  wantedAt(given).omitted.map(({ ticket: id, state, reasons }) => [id, state, reasons[0]?.code]);
const withPeople = (...people: Parameters<typeof identity>): WantedInput => ({
  ...whole,
  identity: identity(...people),
});

describe('H1.1 a decided basis whose holder has no single account', () => {
  const twice = person('1');
  it.each([
    [
      'two accounts',
      { ...twice, accounts: [...twice.accounts, { ...twice.accounts[1]!, native: '00uSecond' }] },
    ],
    ['no account', { ...twice, accounts: [] }],
  ])('is held with all that it would give: %s', (_what, record) => {
    const given = withPeople(record, person('2'));
    expect(heldOf(given)).toEqual([
      ['1', 'baseline', 'ACCOUNT_MISSING', 1],
      ['1', 'prod-admin', 'ACCOUNT_MISSING', 2],
    ]);
    expect(stateOf(given)).toEqual([['ACC-1', 'quarantined', 'ACCOUNT_MISSING']]);
  });

  it('honest twin: whoever has one account holds nothing back', () => {
    expect(wantedAt(whole).held).toEqual([]);
  });
});

describe('H1.6 somebody whom HR does not have any more', () => {
  const gone = withPeople(person('2'));

  it('keeps a decided ticket as held, not as invalid', () => {
    expect(heldOf(gone)).toEqual([['1', 'prod-admin', 'HOLDER_IN_DOUBT', 2]]);
    expect(stateOf(gone)).toEqual([['ACC-1', 'quarantined', 'HOLDER_IN_DOUBT']]);
  });

  it('is given nothing: no edge and no Terraform', () => {
    const wanted = wantedAt(gone);
    expect(wanted.grants.filter(({ principal }) => principal.id === '1')).toEqual([]);
  });

  it('honest twins: an undecided ticket is invalid, an ended window is ended, a removal ends', () => {
    const undecided = inputs({ tickets: APPROVED, identity: identity(person('1')) }, { 'ACC-1': 'none' });
    expect(stateOf({ ...undecided, identity: identity(person('2')) })).toEqual([
      ['ACC-1', 'invalid', 'SUBJECT_UNKNOWN'],
    ]);
    expect(heldOf({ ...gone, asOf: at('2026-11-21T09:00:00Z') })).toEqual([]);
    const removal = ticket('ACC-2', {
      kind: 'removal',
      of: 'ACC-1',
      window: { start: 'on-approval', for: 4 * H },
    });
    const removed = wantedAt({ ...gone, tickets: [...APPROVED, removal] });
    expect(removed.held).toEqual([]);
    expect(removed.ended.map(({ why }) => why)).toEqual(['removal']);
  });

  it('a person in doubt is given no birthright', () => {
    const base = identity(person('2'));
    const doubted = [
      { id: worker('1'), why: 'has several HR rows that differ', accounts: person('1').accounts },
    ];
    expect(heldOf({ ...whole, identity: { ...base, doubted } })).toEqual([
      ['1', 'prod-admin', 'HOLDER_IN_DOUBT', 2],
    ]);
  });
});

describe('H1.6 a snapshot remembers what the last accepted one had', () => {
  const last = identity(person('1'), person('2'), person('3', { status: 'terminated' }));

  it('people and accounts whose rows are gone', () => {
    const now = remembering(identity({ ...person('2'), accounts: [] }), last);
    expect(now.doubted?.map(({ id }) => id)).toEqual(['1']);
    expect(now.lost?.map(({ owner }) => owner.id).sort()).toEqual(['1', '1', '2', '2']);
  });

  it('again and again, and not those who had left', () => {
    const now = remembering(identity(person('2')), last);
    const again = remembering(identity(person('2')), now);
    expect({ ...again, asOf: now.asOf }).toEqual(now);
    expect(JSON.stringify(now)).not.toContain('"3"');
  });

  it('honest twin: nothing when all is there again', () => {
    const now = remembering(identity(person('2')), last);
    expect(remembering(last, now)).toEqual(last);
  });
});

describe('H6 an approver whom HR calls terminated, with the last day to come or after it', () => {
  const since = (lastDay: string) =>
    withPeople(person('1'), person('2'), person('900', { status: 'terminated', lastDay: at(lastDay) }));
  const given = (of: WantedInput): number =>
    wantedAt(of).grants.filter(({ package: pack }) => pack === 'prod-admin').length;

  it.each(['2026-12-31T00:00:00Z', '2026-11-20T08:30:00Z'])(
    'gives nothing new, and takes nothing, with the last day until %s',
    (lastDay) => {
      const leaving = since(lastDay);
      expect(given(leaving)).toBe(0);
      expect(heldOf(leaving)).toEqual([['1', 'prod-admin', 'TICKET_UNDECIDED', 2]]);
      expect(wantedAt(leaving).seats.size).toBe(0);
    },
  );

  it('honest twins: who had left when deciding approves nothing, what was recorded with its seats stays', () => {
    expect(stateOf(since('2026-11-20T07:59:00Z'))).toEqual([['ACC-1', 'undecided', 'TICKET_UNDECIDED']]);
    const seats = [{ approver: 'hr:900', role: 'owner platform' }];
    const decisions = whole.decisions.map((each) => ({ ...each, seats }));
    const recorded = { decisions, kept: [], requests: new Set<never>() };
    expect(given({ ...since('2026-12-31T00:00:00Z'), recorded })).toBe(1);
    expect(given(whole)).toBe(1);
  });

  it('honest twin: another approver decides again', () => {
    const leaving = since('2026-12-31T00:00:00Z');
    const catalogue = {
      ...leaving.catalogue,
      teams: [{ ...leaving.catalogue.teams[0]!, approvers: [worker('900'), worker('2')] as const }],
    };
    const again = leaving.decisions.map((each) => ({
      ...each,
      approvers: ['hr:2'],
      at: at('2026-11-20T08:30:00Z'),
    }));
    const both = { ...leaving, catalogue, decisions: [...leaving.decisions, ...again] };
    expect([given(both), heldOf(both)]).toEqual([1, []]);
  });
});

describe('H1 a worker id that HR gave again', () => {
  const APPROVAL = at('2026-11-20T08:00:00Z');
  const started = (start: typeof APPROVAL) => withPeople(person('1', { start }), person('2'));
  const given = (of: WantedInput): number =>
    wantedAt(of).grants.filter(({ package: pack }) => pack === 'prod-admin').length;

  it('gets nothing that was approved before its holder started, and what is there is not taken', () => {
    const reused = started(plus(APPROVAL, 1));
    expect(given(reused)).toBe(0);
    expect(heldOf(reused)).toEqual([['1', 'prod-admin', 'HOLDER_IN_DOUBT', 2]]);
    expect(stateOf(reused)).toEqual([['ACC-1', 'quarantined', 'HOLDER_IN_DOUBT']]);
  });

  it('honest twins: who started by then gets it, a birthright is for whoever is there, and a removal ends it', () => {
    for (const start of [APPROVAL, at('2024-01-01T00:00:00Z')]) expect(given(started(start))).toBe(1);
    const reused = started(plus(APPROVAL, 1));
    expect(wantedAt(reused).grants.map(({ principal, package: pack }) => [principal.id, pack])).toEqual([
      ['1', 'baseline'],
      ['2', 'baseline'],
    ]);
    const removal = ticket('ACC-2', { kind: 'removal', of: 'ACC-1' });
    expect(wantedAt({ ...reused, tickets: [...APPROVED, removal] })).toMatchObject({
      held: [],
      ended: [{ why: 'removal' }],
    });
  });
});
