import { plus, type Digest, type Instant } from '../../lib/kernel/index.js';
import { person, type Principal } from '../../lib/model/index.js';
import type { Ticket } from '../../lib/manifest/index.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { asksOf, holdingsOf } from '../../lib/workflow/holdings.js';
import { linksOf } from '../../lib/identity/index.js';
import { loginsOf, type ObservedAsk, type ObservedChange } from '../../lib/policy/index.js';
import { bot, changeBy, NOW, resolvedOf, ticketOf, user, worker } from '../policy/facts/_ground.js';
import {
  AS_OF,
  at,
  catalogue,
  H,
  identity,
  inputs,
  person as synthPerson,
  ticket,
} from '../synth/builders.js';

const ADA: Principal = person(worker('2'));
const asked = (changes: Partial<Ticket> = {}) => resolvedOf(ticketOf(changes));
const over = (open: Parameters<typeof holdingsOf>[1], approved: Readonly<Record<string, Instant>> = {}) =>
  holdingsOf([], open, {
    at: NOW,
    approvedAt: (content) => Object.entries(approved).find(([id]) => idOf(open, content) === id)?.[1],
  })(ADA).map(({ ticket: id, state }) => [id, state]);

function idOf(open: Parameters<typeof holdingsOf>[1], content: Digest): string | undefined {
  return open.find((each) => each.digest === content)?.ticket.ticket;
}

describe('what is asked for', () => {
  test('is open of every ticket that asks, whoever else asks', () => {
    const other = asked({ ticket: 'ACC-0002', principal: 'hr:1' });
    expect(over([asked(), other])).toEqual([['ACC-0001', 'open']]);
  });

  test('is nothing of a ticket that ends another, nor of the one that it ends', () => {
    const removal = asked({ ticket: 'ACC-0002', kind: 'removal', of: 'ACC-0001' });
    expect(over([asked(), removal])).toEqual([]);
    expect(over([asked({ ticket: 'ACC-0003' }), removal])).toEqual([['ACC-0003', 'open']]);
  });

  test('is nothing any more at the end of its window, and is up to it', () => {
    const dated = (start: Instant) => over([asked({ window: { start, for: H } })]);
    expect(dated(plus(NOW, -H))).toEqual([]);
    expect(dated(plus(NOW, 1 - H))).toEqual([['ACC-0001', 'open']]);
  });

  test('of a window that begins with its approval is over only when approved long enough ago', () => {
    expect(over([asked()])).toHaveLength(1);
    expect(over([asked()], { 'ACC-0001': plus(NOW, 1 - H) })).toHaveLength(1);
    expect(over([asked()], { 'ACC-0001': plus(NOW, -H) })).toEqual([]);
  });
});

describe('what is wanted', () => {
  const held = (asOf: Instant, start: Instant | 'on-approval') => {
    const noBirthright = catalogue({
      jobFunctions: catalogue().jobFunctions.map((each) => ({ ...each, birthright: [] })),
    });
    const tickets = [ticket('ACC-1', { window: { start, for: 4 * H } })];
    const given = inputs({ catalogue: noBirthright, tickets, asOf });
    const open = [asked({ ticket: 'ACC-1', principal: 'hr:1' })];
    return holdingsOf(wantedAt(given).grants, open, { at: asOf, approvedAt: () => undefined })(
      person(worker('1')),
    ).map(({ ticket: id, state, package: pack }) => [id, state, pack]);
  };

  test('is held from the instant that its window opens, decided before, and is not open besides', () => {
    const start = at('2026-11-20T09:30:00Z');
    expect(held(AS_OF, start)).toEqual([['ACC-1', 'decided', 'prod-admin']]);
    expect(held(start, start)).toEqual([['ACC-1', 'held', 'prod-admin']]);
    expect(held(AS_OF, 'on-approval')).toEqual([['ACC-1', 'held', 'prod-admin']]);
  });
});

describe('what a change that is open asks for', () => {
  const people = identity(synthPerson('1', { forgeLogin: 'ada' }), synthPerson('2', { department: 'Other' }));
  const ground = {
    catalogue: catalogue(),
    links: linksOf(people),
    logins: loginsOf(people),
    at: AS_OF,
  };
  const asks = (of: Partial<ObservedAsk>, more: Partial<ObservedChange> = {}) => {
    const ask = { ticket: 'ACC-1', principal: 'hr:1', package: 'audit', asset: 'payments', ...of };
    const forge = { changes: [{ ...changeBy(user('ada')), asks: [ask], ...more }], reviews: [] };
    const [, id = ''] = ask.principal.split(':');
    return asksOf(forge, ground)(person(worker(id))).map((each) => each.package);
  };

  test('is open for whom it asks, as long as it is, whoever it is for', () => {
    expect([asks({}), asks({}, { state: 'open' }), asks({ principal: 'hr:3' })]).toEqual([
      ['audit'],
      ['audit'],
      ['audit'],
    ]);
    expect([asks({}, { state: 'closed' }), asks({}, { state: 'merged' })]).toEqual([[], []]);
    expect(asks({}, { openedBy: bot('agent') })).toEqual(['audit']);
  });

  test('is nothing that can never be given: asked by nobody known, or for whom it is not', () => {
    expect([
      asks({}, { openedBy: user('mallory') }),
      asks({}, { openedBy: { login: 'ada', kind: 'team' } }),
    ]).toEqual([[], []]);
    expect([asks({ principal: 'hr:2' }), asks({ package: 'baseline' })]).toEqual([[], []]);
  });
});
