import { WritError, type Milliseconds } from '../../kernel/index.js';
import { operationName, type Operation } from './operation.js';

/** A call that failed, and whether it is worth another try. */
export class RefusedCall extends Error {
  constructor(
    readonly error: WritError,
    readonly retryable: boolean,
    /** The wait that Okta asked for. */
    readonly wait?: Milliseconds,
    /** Refused for the rate, Okta's own or of what stands before it: no fault of the call. */
    readonly throttled = false,
  ) {
    super(error.message);
  }
}

/** What an answer other than 2xx means. */
export function refusalOf(
  operation: Operation,
  status: number,
  summary: string,
  wait: Milliseconds | undefined,
): RefusedCall {
  const name = operationName(operation);
  const said = `Okta answered \`${status}\` to \`${name}\`${summary === '' ? '' : ` (${summary})`}`;
  const failed = (code: ConstructorParameters<typeof WritError>[0], remedy: string, retryable = false) =>
    new RefusedCall(new WritError(code, said, { remedy }), retryable, wait, status === 429);
  const needs = `the scope \`${operation.scope}\`, or a token of a ${operation.role}`;
  if (status === 401)
    return failed('PROVIDER_UNAUTHORIZED', `set an API token that is still valid, with ${needs}`);
  // The permission is there: Okta does not unassign an app from somebody to whom a group gives it.
  if (status === 403 && summary.startsWith('E0000046'))
    return failed('PROVIDER_CONFLICT', 'end what the group gives, or convert the assignment to the group');
  if (status === 403) return failed('PROVIDER_DENIED', `give the credential ${needs}`);
  if (status === 404)
    return failed('PROVIDER_NOT_FOUND', `check that it still exists and that the credential has ${needs}`);
  if (status === 429)
    return failed('PROVIDER_THROTTLED', 'wait a minute, or ask Okta for a higher rate limit', true);
  if (operation.method === 'DELETE' && (status < 500 || status === 501))
    return failed(
      'PROVIDER_CONFLICT',
      'change it where it is kept: a group rule, or the app that owns the group',
    );
  if (status >= 500)
    return failed('PROVIDER_UNAVAILABLE', 'run again when Okta answers; see status.okta.com', true);
  if (status < 400)
    return failed('PROVIDER_MALFORMED', 'check the org URL: an API call is never sent elsewhere');
  return failed('PROVIDER_UNAVAILABLE', 'report this with the call: Okta does not accept it');
}

/** No answer at all, or none in time. */
export function unanswered(operation: Operation, why: string): RefusedCall {
  const error = new WritError(
    'PROVIDER_UNAVAILABLE',
    `Okta did not answer \`${operationName(operation)}\`: ${why}`,
    {
      remedy: 'check the org URL and the network, then run again',
    },
  );
  return new RefusedCall(error, true);
}

/** An answer that is not what Okta publishes. */
export function malformed(operation: Operation, what: string, retryable = false): RefusedCall {
  const error = new WritError(
    'PROVIDER_MALFORMED',
    `Okta's answer to \`${operationName(operation)}\` ${what}`,
    {
      remedy: 'run again; if it stays, check what stands between this machine and Okta',
    },
  );
  return new RefusedCall(error, retryable);
}
