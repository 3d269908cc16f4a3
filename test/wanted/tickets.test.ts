import { basisText } from '../../lib/model/index.js';
import { wantedAt, type WantedInput } from '../../lib/wanted/index.js';
import { at, catalogue, H, identity, inputs, pack, person, STAFF, ticket } from '../synth/builders.js';

const windowsOf = (given: WantedInput) =>
  Object.fromEntries(
    wantedAt(given).grants.flatMap((grant) =>
      grant.bases.map(({ basis, window }) => [
        basisText(basis),
        [window.start.slice(11, 16), window.end.slice(11, 16)],
      ]),
    ),
  );
const omittedOf = (given: WantedInput) =>
  wantedAt(given).omitted.map(({ ticket: id, state, reasons }) => [
    id,
    state,
    ...reasons.map(({ code }) => code),
  ]);
const endedOf = (given: WantedInput) =>
  wantedAt(given).ended.map(({ basis, why, endedAt }) => [basisText(basis), why, endedAt.slice(11, 16)]);
const noBirthright = catalogue({
  jobFunctions: catalogue().jobFunctions.map((each) => ({ ...each, birthright: [] })),
});
const given = (tickets: WantedInput['tickets'], decisions = {}, more: Partial<WantedInput> = {}) =>
  inputs({ catalogue: noBirthright, tickets, ...more }, decisions);

describe('the window of a ticket', () => {
  test('opens when it is approved and ends after the time asked for', () => {
    expect(windowsOf(given([ticket('ACC-1')]))).toEqual({ 'ticket ACC-1': ['08:00', '12:00'] });
  });

  test('asked for by date opens then, and a late approval does not move its end', () => {
    const window = { start: at('2026-11-20T07:00:00Z'), for: 4 * H };
    expect(windowsOf(given([ticket('ACC-1', { window })]))).toEqual({ 'ticket ACC-1': ['08:00', '11:00'] });
  });

  test('never outlives the contract of its holder', () => {
    const contract = { vendor: 'v', sponsor: person('900').id, end: at('2026-11-20T10:00:00Z') };
    const people = identity(person('1', { worker: 'contractor', contract }));
    expect(windowsOf(given([ticket('ACC-1')], {}, { identity: people }))).toEqual({
      'ticket ACC-1': ['08:00', '10:00'],
    });
  });

  test('never outlives the last working day', () => {
    const people = identity(person('1', { lastDay: at('2026-11-20T09:30:00Z') }));
    expect(windowsOf(given([ticket('ACC-1')], {}, { identity: people }))).toEqual({
      'ticket ACC-1': ['08:00', '09:30'],
    });
  });

  test('still to come is wanted from its start, and listed as upcoming', () => {
    const window = { start: at('2026-11-20T10:00:00Z'), for: H };
    const wanted = wantedAt(given([ticket('ACC-1', { window })]));
    expect(wanted.edges.filter(({ role }) => role === 'holding').map((edge) => edge.window.start)).toEqual([
      window.start,
    ]);
    expect(wanted.omitted.map(({ state }) => state)).toEqual(['upcoming']);
  });

  test('is over at the instant of its end', () => {
    const tickets = [ticket('ACC-1')];
    const before = given(tickets, {}, { asOf: at('2026-11-20T11:59:59.999Z') });
    const after = given(tickets, {}, { asOf: at('2026-11-20T12:00:00Z') });
    expect([endedOf(before), endedOf(after)]).toEqual([[], [['ticket ACC-1', 'window', '12:00']]]);
    expect(wantedAt(after).grants).toEqual([]);
  });
});

describe('renewals', () => {
  const first = ticket('ACC-1', { window: { start: at('2026-11-20T00:00:00Z'), for: 12 * H } });
  const again = (id: string, of: string, hours: number) =>
    ticket(id, { kind: 'renewal', of, window: { start: 'on-approval', for: hours * H } });
  const early = { 'ACC-1': { at: at('2026-11-20T00:00:00Z') } };

  test('that follow without a gap count as one duration, up to its maximum', () => {
    const windows = windowsOf(given([first, again('ACC-2', 'ACC-1', 24)], early));
    expect(windows).toEqual({ 'ticket ACC-1': ['00:00', '12:00'], 'ticket ACC-2': ['08:00', '00:00'] });
  });

  test('of renewals count from the first', () => {
    const tickets = [first, again('ACC-2', 'ACC-1', 12), again('ACC-3', 'ACC-2', 24)];
    const decisions = { ...early, 'ACC-3': { at: at('2026-11-20T18:00:00Z') } };
    const asOf = at('2026-11-20T19:00:00Z');
    expect(windowsOf(given(tickets, decisions, { asOf }))['ticket ACC-3']).toEqual(['18:00', '00:00']);
  });

  test('after a gap begin a duration of their own, no longer than that of a first ticket', () => {
    const tickets = [first, again('ACC-2', 'ACC-1', 24)];
    const decisions = { ...early, 'ACC-2': { at: at('2026-11-20T13:00:00Z') } };
    const wanted = wantedAt(given(tickets, decisions, { asOf: at('2026-11-20T14:00:00Z') }));
    expect(wanted.grants.flatMap(({ bases }) => bases.map(({ window }) => window.end))).toEqual([
      '2026-11-21T01:00:00.000Z',
    ]);
  });

  test('of what was never given are no longer than a first ticket', () => {
    const ends = windowsOf(given([first, again('ACC-2', 'ACC-1', 24)], { 'ACC-1': 'none' }));
    expect(ends).toEqual({ 'ticket ACC-2': ['08:00', '20:00'] });
  });

  test('of a ticket that is itself refused are left out: nobody knows what kind it was', () => {
    const base = given([first, again('ACC-2', 'ACC-1', 4)], early);
    const tooLong = { ...first, kind: 'emergency' as const, window: { ...first.window, for: 13 * H } };
    expect(omittedOf({ ...base, tickets: [tooLong, ...base.tickets.slice(1)] })).toEqual([
      ['ACC-1', 'invalid', 'NOT_REQUESTABLE'],
      ['ACC-2', 'quarantined', 'TICKET_REFERENCE'],
    ]);
  });

  test('of emergency access are left out', () => {
    const breakGlass = catalogue({
      packages: catalogue().packages.map((each) => ({ ...each, breakGlass: each.id === 'prod-admin' })),
    });
    const tickets = [ticket('ACC-1', { kind: 'emergency' }), again('ACC-2', 'ACC-1', 4)];
    expect(omittedOf(given(tickets, {}, { catalogue: breakGlass }))).toContainEqual([
      'ACC-2',
      'quarantined',
      'WINDOW_INVALID',
    ]);
  });
});

describe('a ticket that gives nothing', () => {
  test('undecided, denied, or approved with another content is left out and holds up nobody else', () => {
    const tickets = ['ACC-1', 'ACC-2', 'ACC-3', 'ACC-4'].map((id) => ticket(id));
    const other = given(tickets).decisions[0]?.policy;
    const decisions = {
      'ACC-1': 'none',
      'ACC-2': { outcome: 'deny' },
      'ACC-3': { digest: `sha256:${'0'.repeat(64)}` },
    };
    const synthesis = given(tickets, decisions);
    expect(other).toBeDefined();
    expect(omittedOf(synthesis)).toEqual([
      ['ACC-1', 'undecided', 'TICKET_UNDECIDED'],
      ['ACC-2', 'denied', 'TICKET_DENIED'],
      ['ACC-3', 'quarantined', 'TICKET_QUARANTINED'],
    ]);
    expect(Object.keys(windowsOf(synthesis))).toEqual(['ticket ACC-4']);
  });

  test('whose approvers HR does not know, or no longer had, is undecided', () => {
    const left = person('901', { department: 'Leads', lastDay: at('2026-11-20T00:00:00Z'), accounts: [] });
    const later = person('902', { department: 'Leads', start: at('2026-11-21T00:00:00Z'), accounts: [] });
    const known = { identity: identity(person('1'), left, later) };
    const outcomes = ['hr:nobody', 'hr:01', 'HR:900', 'hr:901', 'hr:902', 'hr:900'].map(
      (approver) => omittedOf(given([ticket('ACC-1')], { 'ACC-1': { approvers: [approver] } }, known)).length,
    );
    expect(outcomes).toEqual([1, 1, 1, 1, 1, 0]);
  });

  test('approved twice at one instant, of which one has run out, is not opened, in either order', () => {
    const base = given([ticket('ACC-1')]);
    const [open] = base.decisions;
    const both = open ? [open, { ...open, expires: at('2026-11-19T00:00:00Z') }] : [];
    const states = [both, [...both].reverse()].map((decisions) => omittedOf({ ...base, decisions }));
    expect(states).toEqual(Array(2).fill([['ACC-1', 'quarantined', 'TICKET_QUARANTINED']]));
  });

  test('says which edges it would give', () => {
    const wanted = wantedAt(given([ticket('ACC-1')], { 'ACC-1': 'none' }));
    expect(wanted.omitted[0]?.edges).toHaveLength(2);
  });

  test('decided only after the instant asked about is undecided', () => {
    expect(omittedOf(given([ticket('ACC-1')], { 'ACC-1': { at: at('2026-11-20T09:00:00.001Z') } }))).toEqual([
      ['ACC-1', 'undecided', 'TICKET_UNDECIDED'],
    ]);
  });

  test('whose approval runs out before its window opens is quarantined', () => {
    const late = ticket('ACC-1', { window: { start: at('2026-11-22T00:00:00Z'), for: H } });
    const decisions = { 'ACC-1': { expires: at('2026-11-21T00:00:00Z') } };
    expect(omittedOf(given([late], decisions))).toEqual([['ACC-1', 'quarantined', 'TICKET_QUARANTINED']]);
  });

  test('a denial after an approval of the same content counts', () => {
    const base = given([ticket('ACC-1')]);
    const [approved] = base.decisions;
    const decisions = approved
      ? [{ ...approved, outcome: 'deny' as const, at: at('2026-11-20T08:30:00Z') }, approved]
      : [];
    expect(omittedOf({ ...base, decisions })).toEqual([['ACC-1', 'denied', 'TICKET_DENIED']]);
  });

  test('whose holder has no account where it is needed is left out whole, never guessed', () => {
    const people = identity(person('1', { accounts: [] }));
    const wanted = wantedAt(given([ticket('ACC-1')], {}, { identity: people }));
    expect(wanted.omitted.map(({ state, reasons }) => [state, reasons[0]?.code])).toEqual([
      ['quarantined', 'ACCOUNT_MISSING'],
    ]);
    expect(wanted.edges.filter(({ role }) => role !== 'structure')).toEqual([]);
  });

  test('with a native id that is no id never reaches Terraform', () => {
    const accounts = person('1').accounts.map((each) => ({ ...each, native: '${file("/etc/passwd")}' }));
    const people = identity(person('1', { accounts }));
    expect(omittedOf(given([ticket('ACC-1')], {}, { identity: people }))).toEqual([
      ['ACC-1', 'quarantined', 'ACCOUNT_MISSING'],
    ]);
  });
});

describe('an early end', () => {
  const removal = (more = {}) => ticket('ACC-9', { kind: 'removal', of: 'ACC-1', ...more });

  test('by a removal ticket needs no approval', () => {
    expect(endedOf(given([ticket('ACC-1'), removal()], { 'ACC-9': 'none' }))).toEqual([
      ['ticket ACC-1', 'removal', '09:00'],
    ]);
  });

  test('by an approved removal counts from its decision, and ends renewals with it', () => {
    const renewal = ticket('ACC-2', { kind: 'renewal', of: 'ACC-1' });
    const decisions = {
      'ACC-2': { at: at('2026-11-20T08:10:00Z') },
      'ACC-9': { at: at('2026-11-20T08:30:00Z') },
    };
    expect(endedOf(given([ticket('ACC-1'), renewal, removal()], decisions))).toEqual([
      ['ticket ACC-1', 'removal', '08:30'],
      ['ticket ACC-2', 'removal', '08:30'],
    ]);
  });

  test('by a removal stands when another ticket takes its id', () => {
    const thief = ticket('ACC-9', { file: '2026/thief.yaml' });
    const robbed = given([ticket('ACC-1'), removal()], { 'ACC-9': 'none' });
    const ended = endedOf({ ...robbed, tickets: [...robbed.tickets, thief] });
    expect(ended).toEqual([['ticket ACC-1', 'removal', '09:00']]);
  });

  test('by a removal that was denied does not happen', () => {
    const denied = given([ticket('ACC-1'), removal()], { 'ACC-9': { outcome: 'deny' } });
    expect([endedOf(denied), omittedOf(denied)]).toEqual([[], [['ACC-9', 'denied', 'TICKET_DENIED']]]);
  });

  test('with a tombstone never revives', () => {
    const base = given([ticket('ACC-1')]);
    const tombstone = {
      principal: { kind: 'person', id: person('1').id },
      package: 'prod-admin',
      asset: 'payments',
      basis: { kind: 'ticket', ticket: 'ACC-1' },
      endedAt: at('2026-11-20T08:20:00Z'),
    } as const;
    expect(endedOf({ ...base, tombstones: [tombstone] })).toEqual([['ticket ACC-1', 'tombstone', '08:20']]);
  });

  test('because the holder left is named, although the ticket is refused by now', () => {
    const people = { ...identity(person('1', { status: 'terminated' })), asOf: at('2026-11-20T08:45:00Z') };
    const left = given([ticket('ACC-1')], {}, { identity: people });
    expect(endedOf(left)).toEqual([['ticket ACC-1', 'left', '08:45']]);
    expect(omittedOf(left)).toEqual([['ACC-1', 'invalid', 'SUBJECT_INACTIVE']]);
  });

  test('of one basis ends nothing that another basis still holds', () => {
    const tickets = [ticket('ACC-1', { window: { start: 'on-approval', for: H / 2 } }), ticket('ACC-2')];
    expect(endedOf(given(tickets))).toEqual([]);
  });
});

describe('windows that do not touch', () => {
  test('leave a gap in which the edge is not wanted', () => {
    const later = ticket('ACC-2', { window: { start: at('2026-11-20T15:00:00Z'), for: H } });
    const wanted = wantedAt(given([ticket('ACC-1'), later]));
    const ends = wanted.edges.filter(({ role }) => role === 'holding').map(({ window }) => window.end);
    expect(ends).toEqual(['2026-11-20T12:00:00.000Z']);
  });
});

describe('birthright', () => {
  const holders = (more: Partial<WantedInput>) =>
    wantedAt(inputs(more)).grants.map(({ principal }) => principal.id);

  test('is for active people within their contract only', () => {
    const people = identity(
      person('1'),
      person('2', { status: 'terminated' }),
      person('3', { status: 'on-leave' }),
      person('4', { lastDay: at('2026-11-01T00:00:00Z') }),
      person('5', { department: 'Sales' }),
    );
    expect(holders({ identity: people })).toEqual(['1']);
  });

  test('of those who left is named as ended', () => {
    const people = identity(person('2', { status: 'terminated', lastDay: at('2026-11-01T00:00:00Z') }));
    expect(endedOf(inputs({ identity: people }))).toEqual([['birthright of engineer', 'left', '00:00']]);
  });

  test('of a package that is not low risk is refused', () => {
    const risky = catalogue({
      packages: [pack('baseline', [{ target: STAFF, carrier: 'okta-push', join: STAFF }])],
    });
    expect(() => wantedAt(inputs({ catalogue: risky }))).toThrow(
      expect.objectContaining({ code: 'DECLARATION_INVALID' }),
    );
  });

  test('by a rule without attributes fits nobody', () => {
    const open = catalogue({ jobFunctions: catalogue().jobFunctions.map((each) => ({ ...each, when: {} })) });
    expect(holders({ catalogue: open })).toEqual([]);
  });

  test('without an account is listed with its reason', () => {
    const wanted = wantedAt(inputs({ identity: identity(person('1', { accounts: [] })) }));
    expect(wanted.unplaced.map(({ package: id, reason }) => [id, reason.code])).toEqual([
      ['baseline', 'ACCOUNT_MISSING'],
    ]);
  });
});
