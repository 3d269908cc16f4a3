import { parseDuration } from '../../../lib/kernel/index.js';
import { tampering } from '../../../sandbox/client/index.js';

describe('acts on the sandbox', () => {
  test('keep account ids as texts and nest what has a dot', () => {
    expect(
      tampering(
        'aws.assign',
        ['account=012345678901', 'principal.type=USER', 'principal.name=a=b@example.com'],
        parseDuration,
      ),
    ).toEqual({
      method: 'POST',
      path: '/tamper',
      body: {
        action: 'aws.assign',
        account: '012345678901',
        principal: { type: 'USER', name: 'a=b@example.com' },
      },
    });
  });

  test('move the clock by a duration', () => {
    expect(tampering('clock', ['advance=6h'], parseDuration)).toMatchObject({
      path: '/clock',
      body: { advanceMs: 21_600_000 },
    });
  });

  test('switch faults on and off', () => {
    expect(
      tampering('fault', ['match=okta:*', 'effect.kind=latency', 'effect.ms=5', 'skip=2'], parseDuration),
    ).toMatchObject({
      path: '/faults',
      body: { match: 'okta:*', effect: { kind: 'latency', ms: 5 }, skip: 2 },
    });
    expect(tampering('faults-off', [], parseDuration)).toEqual({ method: 'DELETE', path: '/faults' });
  });

  test.each([
    ['advance=soon', 'soon'],
    [undefined, ''],
  ])('leave the duration of %s to who reads it', (field, text) => {
    const read = jest.fn(() => {
      throw new Error('no duration');
    });
    expect(() => tampering('clock', field === undefined ? [] : [field], read)).toThrow('no duration');
    expect(read).toHaveBeenCalledWith(text);
  });

  test.each(['match', '__proto__.x=1', '=x', 'a.b.c=1'])('say which field is not name=value: %s', (field) => {
    expect(tampering('fault', ['skip=2', field], parseDuration)).toEqual({ misspelt: field });
  });
});
