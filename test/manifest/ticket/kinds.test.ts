import { parseTicket, TICKET_KINDS, type TicketKind } from '../../../lib/manifest/index.js';
import { COMMON, file, OWN, without, type Fields } from './_file.js';
import { expectRead, expectRefused, faults, fits } from './_read.js';

describe.each(TICKET_KINDS)('REQ-090 a ticket of kind %s', (kind) => {
  it('is read with its own fields', () => {
    expectRead(file(kind));
  });

  const needed = [...Object.keys(COMMON).filter((name) => name !== 'schema'), ...Object.keys(OWN[kind])];
  it.each(needed)('is refused without %s', (name) => {
    const code =
      { justification: 'JUSTIFICATION_MISSING', window: 'WINDOW_INVALID' }[name] ?? 'TICKET_INVALID';
    expectRefused(without(file(kind), name), `${code} ${name}`);
  });

  const others = ['of', 'exception', 'recovery'].filter((name) => !(name in OWN[kind]));
  const OTHERS: Fields = { ...OWN.renewal, ...OWN.exception, ...OWN['account-recovery'] };
  it.each(others)('REQ-023 is refused with %s, which is another kind’s', (name) => {
    expectRefused(file(kind, { [name]: OTHERS[name] }), `TICKET_INVALID ${name}`);
  });

  it('may say tier, class and on whose behalf it was opened', () => {
    expectRead(file(kind, { tier: 'high', class: 'privileged', onBehalfOf: 'hr:10117' }));
  });

  it.each([
    ['tier', 'severe'],
    ['class', 'other'],
    ['onBehalfOf', 'workload:copilot'],
    ['onBehalfOf', 'p117@example.com'],
  ])('is refused with %s `%s`', (name, value) => {
    expectRefused(file(kind, { [name]: value }), `TICKET_INVALID ${name}`);
  });
});

it('REQ-090 there is no other kind', () => {
  for (const kind of ['other', 'routine', 'break-glass'])
    expect(faults({ ...file(), kind })).toEqual(['TICKET_INVALID kind']);
  expect(fits({ ...file(), kind: 'other' })).toBe(false);
});

describe('REQ-091 an exception', () => {
  it.each([
    ['no policy', { reason: 'VENDOR_CUTOVER' }, 'exception.policy'],
    ['no reason', { policy: 'vendor-cutover' }, 'exception.reason'],
    ['a reason in prose', { policy: 'vendor-cutover', reason: 'because we want' }, 'exception.reason'],
    ['a policy in prose', { policy: 'The Policy', reason: 'VENDOR_CUTOVER' }, 'exception.policy'],
  ])('is refused with %s', (_what, exception, path) => {
    expectRefused(file('exception', { exception }), `TICKET_INVALID ${path}`);
  });

  it('is refused without an end', () => {
    expectRefused(file('exception', { window: { start: 'on-approval' } }), 'WINDOW_INVALID window.for');
  });
});

describe('an emergency', () => {
  it('is refused without an incident', () => {
    expectRefused(file('emergency', { trigger: 'change:CHG-1' }), 'TICKET_INVALID trigger');
  });
});

it('every other kind may go by a change or an incident', () => {
  for (const kind of TICKET_KINDS.filter((each) => each !== 'emergency')) {
    expectRead(file(kind, { trigger: 'change:CHG-7731' }));
    expectRead(file(kind, { trigger: 'incident:INC-3391' }));
  }
});

describe('REQ-100 an account recovery', () => {
  it.each(['password-reset', 'mfa-reset', 'unlock'])('may be a %s', (action) => {
    expectRead(file('account-recovery', { recovery: { action, verification: 'idv-1' } }));
  });

  it.each([
    ['another action', { action: 'delete', verification: 'idv-1' }, 'recovery.action'],
    ['no verification', { action: 'unlock' }, 'recovery.verification'],
    ['a verification in prose', { action: 'unlock', verification: 'I saw him' }, 'recovery.verification'],
  ])('is refused with %s', (_what, recovery, path) => {
    expectRefused(file('account-recovery', { recovery }), `TICKET_INVALID ${path}`);
  });
});

describe('REQ-085 a ticket of a workload', () => {
  const bot = { principal: 'workload:deploy-bot' };
  const review = {
    rotation: 'Deployments stop until it signs in anew',
    dependents: 'Every release of the payments platform',
    revocation: 'Delete the role’s trust of the pipeline',
  };

  it.each([
    ['all', review],
    ['some', without(review, 'rotation')],
    ['none', {}],
  ])('REQ-080 may answer %s of the questions of a review', (_what, answers) => {
    expectRead(file('standard', { ...bot, review: answers }));
  });

  it('REQ-080 is refused with a placeholder for an answer', () => {
    const faulty = file('standard', { ...bot, review: { ...review, rotation: 'TODO ask the team' } });
    expect(faults(faulty)).toEqual(['TICKET_INVALID review.rotation']);
  });

  it('has fields that a person’s has not', () => {
    expect(faults(file('standard', { review }))).toEqual(['TICKET_INVALID review']);
  });

  it('has none that are for people only', () => {
    expect(faults(file('account-recovery', bot))).toEqual(['TICKET_INVALID kind']);
    expect(faults(file('standard', { ...bot, reaches: ['ledger'] }))).toEqual(['TICKET_INVALID reaches']);
  });
});

describe('REQ-096 a ticket of a vendor', () => {
  it('may name the systems that it reaches', () => {
    expectRead(file('standard', { reaches: ['ledger', 'payments-platform'] }));
  });

  it('is refused where it names none of them', () => {
    expectRefused(file('standard', { reaches: [] }), 'TICKET_INVALID reaches');
  });
});

describe('the version', () => {
  it.each([
    ['writ.ticket/3', 'SCHEMA_NEWER schema'],
    ['writ.ticket/12', 'SCHEMA_NEWER schema'],
    ['writ.ticket/1', 'TICKET_INVALID schema'],
    ['writ.tickets/2', 'TICKET_INVALID schema'],
    [2, 'TICKET_INVALID schema'],
    [null, 'TICKET_INVALID schema'],
  ])('`%s` is refused', (schema, fault) => {
    expectRefused(file('standard', { schema }), fault);
  });

  it.each<TicketKind>(['standard', 'exception', 'emergency', 'account-recovery'])(
    'none is version 1, and reads a %s as it always did',
    (kind) => {
      const old = { ...without(COMMON, 'schema'), kind };
      expectRead(old);
      expect(parseTicket(old, 'a.yaml')).toEqual({
        ...old,
        file: 'a.yaml',
        window: { start: 'on-approval', for: 14_400_000 },
      });
    },
  );

  it('none is version 1, and has no field of version 2', () => {
    expectRefused(without(file('exception'), 'schema'), 'TICKET_INVALID exception');
  });
});
