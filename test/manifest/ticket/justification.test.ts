import { parseTicket, shortcomingsOf } from '../../../lib/manifest/index.js';
import { file, without } from './_file.js';

const said = (justification: unknown, version: 1 | 2 = 2) => {
  const ticket = file('standard', { justification });
  return () => parseTicket(version === 1 ? without(ticket, 'schema') : ticket, 'a.yaml');
};

describe('REQ-015 a justification', () => {
  it.each([
    '',
    '          ',
    'because',
    null,
    'TODO: why it is needed',
    'TODO fill in before the review',
    'todo: ask the lead for words',
    'FIXME write this',
    'TODO TODO TODO',
    'n/a n/a n/a n/a',
    'N/A - N/A - N/A',
    'none none none',
    'test test test',
    'Testing, testing.',
    'xxxxxxxxxxxx',
    'xxxx xxxx xxxx',
    'aaaa bbbb cccc',
    '..............',
    '-------------- !',
    '……………………………',
    '<why the access is needed>',
    '[say why here please]',
    '{{ justification }}',
    '___________________',
    'Why it is needed.',
    'say why this access is needed',
    'Lorem ipsum dolor sit amet',
    'ＴＯＤＯ： later on',
  ])('is missing where it says `%s`', (text) => {
    expect(said(text)).toThrow(expect.objectContaining({ code: 'JUSTIFICATION_MISSING' }) as Error);
  });

  it.each([
    'Roll back the failed ledger migration, change CHG-7731',
    'Todo-service lost its queue; drain it by hand',
    'Test the restore of last night’s backup',
    'Testing the new release before Friday',
    'Replace the xxx placeholder rows in the tax table',
    'TODO-412 asks for a fresh index',
    '<payments> namespace needs its quota raised',
    'Überweisungen für Q4 prüfen',
    '支払い処理の障害対応のため必要',
    'No reason was given in INC-3391; read the logs to find one',
  ])('is `%s`', (text) => {
    expect(said(text)()).toMatchObject({ justification: text });
  });

  it('is judged for its words only once it is of version 2', () => {
    const old = said('TODO: why it is needed', 1)();
    expect(old).toMatchObject({ justification: 'TODO: why it is needed' });
    expect(shortcomingsOf(old).map(({ code }) => code)).toEqual(['JUSTIFICATION_MISSING']);
  });
});

describe('what a ticket of version 1 lacks to be decided anew', () => {
  const old = (...given: Parameters<typeof file>) =>
    parseTicket(without(file(...given), 'schema', 'exception', 'recovery'), 'a.yaml');
  const lacks = (ticket: ReturnType<typeof old>) =>
    shortcomingsOf(ticket).map(({ code, place }) => `${code} ${place?.path ?? ''}`);

  it.each(['standard', 'renewal', 'removal', 'emergency'] as const)(
    'is nothing for a %s that says enough',
    (kind) => {
      expect(lacks(old(kind))).toEqual([]);
      expect(lacks(old(kind, { window: { start: '2026-11-20T09:00:00Z', for: '700d' } }))).toEqual([]);
    },
  );

  it('is the policy of an exception, the incident of an emergency, and the verification of a recovery', () => {
    expect(lacks(old('exception'))).toEqual(['TICKET_INVALID exception']);
    expect(lacks(old('emergency', { trigger: 'change:CHG-1' }))).toEqual(['TICKET_INVALID trigger']);
    expect(lacks(old('account-recovery'))).toEqual(['TICKET_INVALID recovery']);
  });

  it('is nothing for a ticket of version 2', () => {
    expect(shortcomingsOf(parseTicket(file('exception'), 'a.yaml'))).toEqual([]);
  });
});
