import { exitOf } from '../../lib/cli/exit.js';
import { documentOf, faultOf, wordsOf } from '../../lib/cli/faults.js';
import { WritError, WritErrors } from '../../lib/kernel/index.js';

const fault = (code: ConstructorParameters<typeof WritError>[0], message = 'a fault'): WritError =>
  new WritError(code, message, { remedy: 'mend it', place: { file: 'a.yaml', line: 3, column: 7 } });

describe('faults in words', () => {
  test('say what, where and what to do', () => {
    expect(wordsOf(fault('TICKET_INVALID'))).toEqual([
      'error TICKET_INVALID: a fault',
      '  at a.yaml:3:7',
      '  try: mend it',
    ]);
  });

  test('several are listed under their heading, each with its own remedy', () => {
    const lines = wordsOf(
      new WritErrors('DECLARATIONS_INVALID', 'two faults', [fault('USAGE'), fault('NOT_FOUND')]),
    );
    expect(lines.filter((line) => line.includes('try: mend it'))).toHaveLength(2);
    expect(lines[0]).toBe('error DECLARATIONS_INVALID: two faults');
  });

  test('cannot move the cursor of whoever reads them', () => {
    const lines = wordsOf(
      fault('PROVIDER_MALFORMED', 'got \u001b[2J\u001b]0;owned\u0007 \u202ebad\r\nerror OK: fine'),
    );

    expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(lines[0]).toContain('error OK: fine');
  });

  test('as a document keep code, remedy and place', () => {
    expect(documentOf(fault('USAGE'))).toMatchObject({
      schema: 'writ.error/1',
      error: { code: 'USAGE', remedy: 'mend it', place: { line: 3 } },
    });
  });
});

describe('how a fault ends the process', () => {
  test.each([
    ['USAGE', 'bad-input'],
    ['SCHEMA_NEWER', 'bad-input'],
    ['PROVIDER_DENIED', 'failed'],
    ['WRITE_FAILED', 'failed'],
    ['INVENTORY_INCOMPLETE', 'incomplete'],
    ['RAIL_BLOCKED', 'held'],
    ['INTERRUPTED', 'interrupted'],
    ['BUG', 'failed'],
  ] as const)('%s → %s', (code, exit) => {
    expect(exitOf(fault(code))).toBe(exit);
  });

  test('what is thrown because of Ctrl-C is the interruption', () => {
    const stop = new AbortController();
    stop.abort(fault('INTERRUPTED'));
    expect(faultOf(new Error('aborted in a library'), stop.signal).code).toBe('INTERRUPTED');
  });

  test('what nobody foresaw is a bug, said as one', () => {
    expect(faultOf(new TypeError('x is not a function')).code).toBe('BUG');
  });
});
