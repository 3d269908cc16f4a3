import type { FaultDialect } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import { callerIdentity } from './identity.js';
import { AwsError } from './errors.js';
import { tokenFor } from './pages.js';
import type { Call } from './service.js';

/** An answer of AWS JSON 1.1. */
export function jsonAnswer(body: object, requestId: string): PlainResponse {
  return { status: 200, headers: jsonHeaders(requestId), body: JSON.stringify(body) };
}

/** A refusal of AWS JSON 1.1: the code in `__type` and in a header, as the services send both. */
export function jsonRefusal(error: AwsError, requestId: string): PlainResponse {
  return {
    status: error.status,
    headers: { ...jsonHeaders(requestId), 'x-amzn-errortype': error.code },
    body: JSON.stringify({
      __type: error.code,
      Message: error.message,
      message: error.message,
      ...error.details,
    }),
  };
}

/** Words the faults as a service that speaks AWS JSON 1.1 would. */
export function jsonDialect(call: Call): FaultDialect {
  const refuse = (error: AwsError): PlainResponse => jsonRefusal(error, call.requestId);
  return {
    throttled: (seconds) => {
      const answer = refuse(throttled(call));
      return seconds === undefined
        ? answer
        : { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
    },
    denied: () => refuse(denied(call)),
    unauthorized: () =>
      refuse(
        new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      ),
    emptyPage: (answer) => withBody(answer, (body) => emptied(body, call)),
    shortPage: (answer) => withBody(answer, shortened),
  };
}

/** What a service says to too many calls. */
export function throttled(call: Call): AwsError {
  return new AwsError(call.service.throttlingCode, 'Rate exceeded');
}

function denied(call: Call): AwsError {
  const { arn } = callerIdentity(call.actor, call.aws);
  const action = `${call.service.iamPrefix}:${call.operation}`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  );
}

function jsonHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
}

function withBody(
  answer: PlainResponse,
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): PlainResponse {
  if (answer.status !== 200) return answer;
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Record<string, unknown>)) };
}

/** No items, and a token that leads to this very page again: nothing is lost to a client that goes on. */
function emptied(body: Record<string, unknown>, call: Call): Record<string, unknown> {
  const token = call.raw['NextToken'] ?? tokenFor(call, 0);
  return { ...mapLists(body, () => []), NextToken: token };
}

/** The first half of the items, and no token. */
function shortened(body: Record<string, unknown>): Record<string, unknown> {
  const { NextToken: _, ...rest } = body;
  return mapLists(rest, (items) => items.slice(0, Math.floor(items.length / 2)));
}

function mapLists(
  body: Record<string, unknown>,
  change: (items: unknown[]) => unknown[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? change(value) : value]),
  );
}
