import { refusalOf } from '../../../lib/adapters/aws/refusal.js';
import { polledOf } from '../../../lib/adapters/aws/revoke/status.js';

describe('what a failed call comes down to', () => {
  const broken = [
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ];

  it.each(broken)('a connection that breaks with %s is unavailable, whatever status came before', (code) => {
    const error = Object.assign(new Error('broken'), { code });
    expect(refusalOf(error)).toBe('unavailable');
    expect(refusalOf(Object.assign(error, { $metadata: { httpStatusCode: 200 } }))).toBe('unavailable');
    expect(refusalOf(Object.assign(error, { $metadata: { httpStatusCode: 403 } }))).toBe('unavailable');
  });

  it('one that is not answered in time is a time-out', () => {
    expect(refusalOf({ code: 'ETIMEDOUT', $metadata: { httpStatusCode: 200 } })).toBe('timeout');
  });

  it('a good answer that cannot be read is malformed, and so is what is no HTTP', () => {
    expect(refusalOf({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } })).toBe('malformed');
    expect(refusalOf({ name: 'SyntaxError' })).toBe('malformed');
    expect(refusalOf({ code: 'HPE_INVALID_CONSTANT' })).toBe('malformed');
    expect(refusalOf({})).toBe('unavailable');
  });

  it.each([
    [301, 'malformed'],
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'denied'],
    [404, 'malformed'],
    [408, 'timeout'],
    [429, 'throttled'],
    [499, 'invalid'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('a bare %s is %s', (httpStatusCode, refusal) => {
    expect(refusalOf({ $metadata: { httpStatusCode } })).toBe(refusal);
  });
});

describe('the status of an asynchronous write', () => {
  it('is one of the three that are published', () => {
    expect(polledOf({ Status: 'IN_PROGRESS' }, 'a')).toEqual({ state: 'pending' });
    expect(polledOf({ Status: 'SUCCEEDED' }, 'a')).toEqual({ state: 'done' });
    expect(polledOf({ Status: 'FAILED', FailureReason: 'why' }, 'a')).toEqual({
      state: 'failed',
      reason: 'why',
    });
    expect(polledOf({ Status: 'FAILED' }, 'a')).toMatchObject({
      state: 'failed',
      reason: expect.any(String),
    });
  });

  it.each([undefined, {}, { Status: '' }, { Status: 'PAUSED' }, { Status: 'succeeded' }])(
    'that is not published is an error, never pending and never done: %j',
    (status) => {
      expect(() => polledOf(status, 'sso:Describe')).toThrow(
        expect.objectContaining({ code: 'PROVIDER_MALFORMED' }),
      );
    },
  );
});
