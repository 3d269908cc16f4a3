import type { WritError, WritErrors } from '../../../lib/kernel/index.js';
import { parseTicket, type TicketKind } from '../../../lib/manifest/index.js';
import { COMMON, file, without, type Fields } from './_file.js';
import { expectRead, expectRefused, faults } from './_read.js';

const words = (length: number): string => 'Drain the queue '.repeat(length).slice(0, length - 1) + '.';
const recovery = (verification: string): Fields => ({ recovery: { action: 'unlock', verification } });
const exception = (policy: string, reason: string): Fields => ({ exception: { policy, reason } });
const review = (name: string, answer: string): Fields => ({
  principal: 'workload:deploy-bot',
  review: { [name]: answer },
});

describe('the length of', () => {
  it.each<[string, number, TicketKind, (length: number) => Fields, string]>([
    ['an id', 200, 'standard', (n) => ({ asset: 'x'.repeat(n) }), 'asset'],
    ['a justification', 4000, 'standard', (n) => ({ justification: words(n) }), 'justification'],
    ['a trigger', 200, 'standard', (n) => ({ trigger: `change:${'x'.repeat(n - 7)}` }), 'trigger'],
    ['an incident', 200, 'emergency', (n) => ({ trigger: `incident:${'x'.repeat(n - 9)}` }), 'trigger'],
    ['a person', 67, 'standard', (n) => ({ onBehalfOf: `hr:${'1'.repeat(n - 3)}` }), 'onBehalfOf'],
    ['a policy', 100, 'exception', (n) => exception('x'.repeat(n), 'CODE'), 'exception.policy'],
    ['a reason', 64, 'exception', (n) => exception('policy', 'X'.repeat(n)), 'exception.reason'],
    ['an event', 200, 'account-recovery', (n) => recovery('x'.repeat(n)), 'recovery.verification'],
    ['what rotation breaks', 1000, 'standard', (n) => review('rotation', words(n)), 'review.rotation'],
    ['dependents', 1000, 'standard', (n) => review('dependents', words(n)), 'review.dependents'],
    ['a revocation', 1000, 'standard', (n) => review('revocation', words(n)), 'review.revocation'],
    ['a system', 200, 'standard', (n) => ({ reaches: ['x'.repeat(n)] }), 'reaches.0'],
  ])('%s is at most %i', (_what, most, kind, of, path) => {
    expectRead(file(kind, of(most)));
    expect(faults(file(kind, of(most + 1)))).toEqual([`TICKET_INVALID ${path}`]);
  });

  it('the parts of a window of version 1 is bounded before they are read', () => {
    const old = (window: Fields): Fields => ({ ...without(file('standard', { window }), 'schema') });
    expectRead(old({ start: 'on-approval', for: '4h' }));
    expectRefused(old({ start: '2026'.padEnd(41, ' '), for: '4h' }), 'WINDOW_INVALID window.start');
    expectRefused(old({ start: 'on-approval', for: '4h'.padStart(21, '0') }), 'WINDOW_INVALID window.for');
  });
});

describe('the form of', () => {
  it.each<[string, TicketKind, Fields, Fields, string]>([
    [
      'a trigger, to its end',
      'standard',
      { trigger: 'change:CHG-1' },
      { trigger: 'change:CHG-1 or so' },
      'trigger',
    ],
    ['a trigger, from its start', 'standard', { trigger: 'change:C' }, { trigger: 'a change:C' }, 'trigger'],
    ['a system', 'standard', { reaches: ['ledger'] }, { reaches: ['ledger', ''] }, 'reaches.1'],
  ])('%s', (_what, kind, good, bad, path) => {
    expectRead(file(kind, good));
    expectRefused(file(kind, bad), `TICKET_INVALID ${path}`);
  });

  it.each([
    ['a day for a start', { start: '2026-11-20', for: '4h' }, 'start'],
    ['a word for a start', { start: 'tomorrow', for: '4h' }, 'start'],
    ['another way to say how long', { start: 'on-approval', for: 'PT4H' }, 'for'],
    ['words for how long', { start: 'on-approval', for: '4 hours' }, 'for'],
  ])('a window is kept by the editor’s schema too: %s', (_what, window, field) => {
    expectRead(file('standard', { window: { start: '2026-11-20T09:00:00Z', for: '4h' } }));
    expectRefused(file('standard', { window }), `WINDOW_INVALID window.${field}`);
  });

  it.each(['rotation', 'dependents', 'revocation'])('REQ-080 the answer on %s is no placeholder', (name) => {
    expectRead(file('standard', review(name, 'Every release of the payments platform')));
    expect(faults(file('standard', review(name, 'TODO ask the team')))).toEqual([
      `TICKET_INVALID review.${name}`,
    ]);
  });

  it('a system that a vendor reaches is an id, which passes for no other', () => {
    expect(faults(file('standard', { reaches: ['lеdger'] }))).toEqual(['ID_LOOKALIKE reaches.0']);
  });
});

describe('a field that is missing under its own name', () => {
  /** The words of every fault of a ticket. */
  const said = (value: Fields): string[] => {
    try {
      parseTicket(value, 'a.yaml');
    } catch (error) {
      const all = 'faults' in (error as object) ? (error as WritErrors).faults : [error as WritError];
      return all.map(({ message, remedy }) => `${message}; ${remedy}`);
    }
    return [];
  };
  const misspelt = (name: string, as: string, kind: TicketKind = 'standard'): Fields => ({
    ...without(file(kind), name),
    [as]: file(kind)[name],
  });

  it.each<[string, string, TicketKind]>([
    ['principal', 'principle', 'standard'],
    ['justification', 'justifcation', 'standard'],
    ['asset', 'assets', 'standard'],
    ['exception', 'excepton', 'exception'],
    ['of', 'off', 'renewal'],
  ])('is told once where it was written `%s`: `%s`', (name, as, kind) => {
    expect(said(misspelt(name, as, kind))).toEqual([
      `\`${as}\` is no field of a ticket: did you mean \`${name}\`?; write \`${name}\``,
    ]);
    expect(said(file(kind))).toEqual([]);
  });

  it('is told inside of a mapping too', () => {
    expect(said(file('standard', { window: { strat: 'on-approval', for: '4h' } }))).toEqual([
      '`strat` is no field of a ticket: did you mean `start`?; write `start`',
    ]);
  });

  it('is told beside one that cannot have been meant for it, and two of them once each', () => {
    expect(faults(misspelt('principal', 'colour'))).toHaveLength(2);
    expect(faults(misspelt('of', 'id', 'renewal'))).toHaveLength(2);
    // A field of a window: where it belongs is told, and not that `of` was meant.
    expect(faults({ ...without(file('renewal'), 'of'), for: '4h' })).toHaveLength(2);
    const both = { ...misspelt('principal', 'principle'), ...{ packge: 'prod-admin' } };
    expect(said(without(both, 'package'))).toHaveLength(2);
  });
});

describe('both times of a window', () => {
  const at = (start: string, lasts: string): Fields => file('standard', { window: { start, for: lasts } });

  it('are told at once, the start that no zone makes a time too', () => {
    expect(faults(at('2026-12-01T10:00', '4 hours')).sort()).toEqual([
      'WINDOW_INVALID window.for',
      'WINDOW_INVALID window.start',
    ]);
    expect(faults(at('2026-12-01T10:00', '4h'))).toEqual(['WINDOW_INVALID window.start']);
    expect(faults(at('2026-12-01T10:00:00Z', '4 hours'))).toEqual(['WINDOW_INVALID window.for']);
    expect(faults(at('2026-12-01T10:00:00Z', '4h'))).toEqual([]);
  });

  it('are told beside what else is wrong, each once', () => {
    expect(faults(without(at('2026-12-01T10:00', '4h'), 'asset')).sort()).toEqual([
      'TICKET_INVALID asset',
      'WINDOW_INVALID window.start',
    ]);
    expect(faults(without(at('tomorrow', 'long'), 'asset'))).toHaveLength(3);
    expect(faults(without(at('2026-12-01T10:00:00Z', '4h'), 'asset'))).toEqual(['TICKET_INVALID asset']);
  });
});

describe('a field that there is not', () => {
  it.each<[string, TicketKind, Fields]>([
    ['a window', 'standard', { window: { ...(COMMON['window'] as Fields), until: 'never' } }],
    ['an exception', 'exception', { exception: { policy: 'p', reason: 'CODE', approved: true } }],
    ['a recovery', 'account-recovery', { recovery: { action: 'unlock', verification: 'i-1', by: 'me' } }],
    ['a review', 'standard', { principal: 'workload:bot', review: { owner: 'me' } }],
  ])('is refused in %s', (_what, kind, more) => {
    expect(faults(file(kind, more))).toEqual([expect.stringMatching(/^TICKET_INVALID [a-z]+\.[a-z]+$/)]);
  });

  it('is refused in a window of version 1', () => {
    const window = { start: 'on-approval', for: '4h', until: 'never' };
    expect(faults(without(file('standard', { window }), 'schema'))).toEqual(['TICKET_INVALID window.until']);
  });
});
