import type { TicketKind } from '../../../lib/manifest/index.js';
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
