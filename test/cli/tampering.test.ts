import { tampering } from '../../lib/cli/tampering.js';

describe('acts on the sandbox', () => {
  test('keep account ids as texts and nest what has a dot', () => {
    expect(
      tampering('aws.assign', [
        'account=012345678901',
        'principal.type=USER',
        'principal.name=a=b@example.com',
      ]),
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
    expect(tampering('clock', ['advance=6h'])).toMatchObject({
      path: '/clock',
      body: { advanceMs: 21_600_000 },
    });
  });

  test('switch faults on and off', () => {
    expect(
      tampering('fault', ['match=okta:*', 'effect.kind=latency', 'effect.ms=5', 'skip=2']),
    ).toMatchObject({
      path: '/faults',
      body: { match: 'okta:*', effect: { kind: 'latency', ms: 5 }, skip: 2 },
    });
    expect(tampering('faults-off', [])).toEqual({ method: 'DELETE', path: '/faults' });
  });

  test.each([
    ['clock', ['advance=soon'], 'DURATION_INVALID'],
    ['clock', [], 'DURATION_INVALID'],
    ['fault', ['match'], 'USAGE'],
    ['fault', ['__proto__.x=1'], 'USAGE'],
  ])('%s %j is refused', (action, fields, code) => {
    expect(() => tampering(action, fields)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
