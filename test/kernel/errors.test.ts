import {
  CODES,
  isWritError,
  messageOf,
  redact,
  toWritError,
  WritError,
  WritErrors,
} from '../../lib/kernel/index.js';

describe('redact', () => {
  it.each([
    ['an Okta token', 'authorization: SSWS 00abcDEF-secret', '00abcDEF'],
    ['a bearer token', 'Bearer eyJhbGciOi.x.y', 'eyJhbGciOi'],
    ['an access key id', 'key AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7EXAMPLE'],
    ['a secret key', 'aws_secret_access_key=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI'],
    ['a JSON password', '{"password": "hunter22"}', 'hunter22'],
    ['a password in a URL', 'https://me:hunter22@example.org/x', 'hunter22'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----', 'MIIEvQ'],
    ['a signed URL', 'https://x/?X-Amz-Signature=abcdef0123', 'abcdef0123'],
  ])('strips %s', (_name, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it('leaves ordinary text alone', () => {
    const text = 'group `writ-prod-admin--payments` has 3 members at 2026-11-20T09:00:00.000Z';
    expect(redact(text)).toBe(text);
  });
});

describe('WritError', () => {
  it('strips secrets from message, remedy and cause in its constructor', () => {
    const error = new WritError('PROVIDER_UNAUTHORIZED', 'SSWS 00abcDEFghi refused', {
      remedy: 'replace token=00abcDEFghi',
      cause: new Error('SSWS 00abcDEFghi'),
    });
    expect(JSON.stringify([error, error.message, error.remedy, error.cause])).not.toContain('00abcDEFghi');
  });

  it('takes its source from the registry and prints as data', () => {
    const error = new WritError('NOT_FOUND', 'no `x`', {
      remedy: 'name another',
      candidates: ['y'],
      place: { file: 'f' },
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'NOT_FOUND',
      source: 'user',
      message: 'no `x`',
      remedy: 'name another',
      candidates: ['y'],
      place: { file: 'f' },
    });
  });

  it('is known by its mark and not by its class', () => {
    expect(isWritError(new WritErrors('TICKET_INVALID', 'two faults', []))).toBe(true);
    expect(isWritError(new Error('x'))).toBe(false);
    expect(isWritError(null)).toBe(false);
  });

  it('wraps what is not ours as a bug, and keeps what is', () => {
    const ours = new WritError('USAGE', 'x', { remedy: 'y' });
    expect(toWritError(ours)).toBe(ours);
    expect(toWritError(new TypeError('boom'))).toMatchObject({ code: 'BUG', message: 'boom' });
    expect(messageOf('text')).toBe('text');
  });

  it('lists its faults', () => {
    const fault = new WritError('USAGE', 'x', { remedy: 'y' });
    expect(new WritErrors('TICKET_INVALID', 'one', [fault]).toJSON()).toMatchObject({
      faults: [{ code: 'USAGE' }],
    });
  });

  it('has one sentence about every code', () => {
    for (const [code, spec] of Object.entries(CODES)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      expect(spec.about).toMatch(/^[A-Z].*\.$/);
    }
  });
});
