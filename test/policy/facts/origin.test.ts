import { parseInstant } from '../../../lib/kernel/index.js';
import { person } from '../../../lib/model/index.js';
import { contradictedClaims } from '../../../lib/policy/facts/contradicted.js';
import type { FactGround } from '../../../lib/policy/facts/ground.js';
import { isRequesterKnown, requesterOf } from '../../../lib/policy/facts/requester.js';
import { isOriginVerified } from '../../../lib/policy/facts/verified.js';
import { bot, changeBy, groundOf, NOW, resolvedOf, ticketOf, user, worker } from './_ground.js';

const YESTERDAY = parseInstant('2026-11-19T09:00:00Z');
const TOMORROW = parseInstant('2026-11-21T09:00:00Z');

function seen(openedBy: ReturnType<typeof user>): FactGround {
  return groundOf({ observations: { changes: [changeBy(openedBy)], reviews: [] } });
}

function known(ground: FactGround, ticket = ticketOf()): boolean {
  return isRequesterKnown(requesterOf(resolvedOf(ticket), ground), ground);
}

describe('who a ticket comes from (REQ-014)', () => {
  test('the one person behind the login that opened it, in any case of letters', () => {
    expect(known(seen(user('Boss')))).toBe(true);
    expect(requesterOf(resolvedOf(), seen(user('boss'))).person?.id).toBe('1');
  });

  test.each([
    ['nobody was seen to open it', groundOf()],
    ['the login is nobody’s', seen(user('stranger'))],
    ['its person has left', seen(user('gone'))],
    ['a program opened it and names nobody', seen(bot('boss'))],
  ])('is not known: %s', (_, ground) => {
    expect(known(ground)).toBe(false);
  });

  test('of a program, the human whom the ticket names, while at work', () => {
    const agent = seen(bot('copilot'));
    expect(known(agent, ticketOf({ onBehalfOf: 'hr:1' }))).toBe(true);
    expect(requesterOf(resolvedOf(ticketOf({ onBehalfOf: 'hr:1' })), agent)).toMatchObject({
      byAgent: true,
      person: { id: '1' },
    });
    for (const onBehalfOf of ['hr:9', 'hr:404', 'workload:bot'])
      expect(known(agent, ticketOf({ onBehalfOf }))).toBe(false);
  });

  test('a person with a login cannot name somebody else as requester', () => {
    const named = resolvedOf(ticketOf({ onBehalfOf: 'hr:2' }));
    expect(requesterOf(named, seen(user('boss'))).person?.id).toBe('1');
    expect(requesterOf(named, seen(user('stranger'))).person).toBeUndefined();
  });
});

describe('claims that the sources contradict (REQ-001)', () => {
  const claims = (changes: object, ground: FactGround, holder?: 'vendor' | 'employee') => {
    const resolved = { ...resolvedOf(ticketOf(changes)), ...(holder ? { holder } : {}) };
    return contradictedClaims(resolved, requesterOf(resolved, ground));
  };

  test('a ticket that claims nothing contradicts nothing', () => {
    expect(claims({}, seen(user('boss')))).toEqual([]);
  });

  test('who opened it is not who it says', () => {
    expect(claims({ onBehalfOf: 'hr:2' }, seen(user('boss')))).toEqual(['onBehalfOf']);
    expect(claims({ onBehalfOf: 'hr:1' }, seen(user('boss')))).toEqual([]);
    expect(claims({ onBehalfOf: 'hr:2' }, seen(bot('copilot')))).toEqual([]);
  });

  test('it speaks as a vendor’s, and HR has an employee', () => {
    expect(claims({ reaches: ['ledger'] }, seen(user('boss')), 'employee')).toEqual(['reaches']);
    expect(claims({ reaches: ['ledger'] }, seen(user('boss')), 'vendor')).toEqual([]);
  });
});

describe('the event that a ticket names (REQ-008)', () => {
  const recovery = ticketOf({
    kind: 'account-recovery',
    recovery: { action: 'mfa-reset', verification: 'idv-1' },
  });
  const incident = ticketOf({ trigger: 'incident:INC-1' });
  const verified = (ticket: typeof recovery, events?: FactGround['events']) =>
    isOriginVerified(resolvedOf(ticket), { at: NOW, ...(events ? { events } : {}) });
  const idv = {
    id: 'idv-1',
    kind: 'recovery-verification',
    subject: person(worker('2')),
    at: YESTERDAY,
  };
  const inc = { id: 'INC-1', kind: 'incident', at: YESTERDAY };

  test('a recovery needs the event by which its own person was verified (REQ-100)', () => {
    expect(verified(recovery, [idv])).toBe(true);
    expect(verified(recovery)).toBe(false);
    expect(verified(recovery, [])).toBe(false);
    expect(verified(recovery, [{ ...idv, subject: person(worker('1')) }])).toBe(false);
    expect(verified(recovery, [{ ...idv, kind: 'incident' }])).toBe(false);
    expect(verified(recovery, [{ ...idv, at: TOMORROW }])).toBe(false);
    expect(verified(recovery, [{ id: idv.id, kind: idv.kind, at: idv.at }])).toBe(false);
  });

  test('a trigger is an event of that kind and id that is not over', () => {
    expect(verified(incident, [inc])).toBe(true);
    expect(verified(incident, [{ ...inc, ended: TOMORROW }])).toBe(true);
    expect(verified(incident, [{ ...inc, ended: NOW }])).toBe(false);
    expect(verified(incident, [{ ...inc, id: 'INC-2' }])).toBe(false);
    expect(verified(incident, [{ ...inc, kind: 'change' }])).toBe(false);
    expect(verified(incident, [])).toBe(false);
  });

  test('without a feed a trigger cannot be looked up; a ticket that names nothing has nothing to verify', () => {
    expect(verified(incident)).toBe(true);
    expect(verified(ticketOf(), [])).toBe(true);
  });
});
