import type { Milliseconds } from '../../kernel/index.js';

/** What a failed call comes down to. `invalid`: the request itself was refused. */
export type RefusalReason =
  | 'no-credentials'
  | 'unauthorized'
  | 'denied'
  | 'throttled'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'unavailable'
  | 'timeout'
  | 'malformed';

/** The members of an SDK, Node or deserialization error that tell what happened. */
interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** Thrown when no whole answer came within the bound of one call. */
export class Overdue extends Error {
  override readonly name = 'TimeoutError';
}

const BY_NAME: ReadonlyMap<string, RefusalReason> = new Map<string, RefusalReason>([
  ...named('unauthorized', [
    'ExpiredToken',
    'ExpiredTokenException',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'AuthFailure',
    'RequestExpired',
    'UnauthorizedException',
  ]),
  ...named('no-credentials', ['CredentialsProviderError', 'TokenProviderError']),
  ...named('denied', ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'OptInRequired']),
  ...named('throttled', [
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'RequestThrottledException',
    'SlowDown',
  ]),
  ...named('not-found', [
    'ResourceNotFoundException',
    'NotFoundException',
    'NoSuchEntityException',
    'NoSuchEntity',
  ]),
  ...named('conflict', ['ConflictException', 'ConcurrentModificationException']),
  ...named('timeout', ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']),
]);

/** Tells what a thrown value of the SDK or the network means. */
export function refusalOf(error: unknown): RefusalReason {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const byName = BY_NAME.get(String(thrown.name)) ?? BY_NAME.get(String(thrown.code));
  return byName ?? byNetwork(thrown.code) ?? byStatus(thrown.$metadata?.httpStatusCode) ?? byCode(thrown);
}

/** Whether calling again may end better. */
export function isTransient(error: unknown): boolean {
  return ['throttled', 'unavailable', 'timeout'].includes(refusalOf(error));
}

/** Whether a web page came where an API's answer belongs: whatever its status says is not the service's word. */
export function isWebPage(error: unknown): boolean {
  const headers = (error as Thrown | null)?.$response?.headers ?? {};
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /^\s*text\/html\b/i.test(type) && refusalOf(error) !== 'throttled';
}

/** The wait that the provider asked for in `Retry-After`, in seconds there. */
export function retryAfterOf(error: unknown): Milliseconds | undefined {
  const headers = (error as Thrown | null)?.$response?.headers ?? {};
  const asked = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const seconds = asked === undefined ? Number.NaN : Number(asked);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** Comes before the status: a body that breaks off has a good one. */
function byNetwork(code: unknown): RefusalReason | undefined {
  if (code === 'ETIMEDOUT') return 'timeout';
  const broken = [
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ];
  return broken.includes(String(code)) ? 'unavailable' : undefined;
}

function byStatus(status: number | undefined): RefusalReason | undefined {
  if (status === undefined) return undefined;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'denied';
  if (status === 408) return 'timeout';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  // The services say by name what they do not know, with a 400: a bare 404 is somebody else's, and proves no absence.
  if (status === 404) return 'malformed';
  // A good status with an answer that could not be read, or a redirect: not the service's published format.
  return status < 400 ? 'malformed' : 'invalid';
}

/** Without an HTTP answer: a broken connection, or bytes that are no HTTP. */
function byCode({ name, code }: Thrown): RefusalReason {
  if (typeof code === 'string' && code.startsWith('HPE_')) return 'malformed';
  return name === 'SyntaxError' ? 'malformed' : 'unavailable';
}

function named(refusal: RefusalReason, names: readonly string[]): [string, RefusalReason][] {
  return names.map((name) => [name, refusal]);
}
