import { type Fate, type FaultDialect, withFaults } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import type { Runtime } from '../core/runtime.js';
import type { Actor } from '../core/state.js';
import { AwsError, constraintMessage } from './errors.js';
import { callerIdentity } from './identity.js';
import { type Members, type Read, readMembers } from './shapes.js';

/** One call of a service that speaks the query protocol: form in, XML out. */
export interface QueryCall {
  readonly runtime: Runtime;
  readonly actor: Actor;
  readonly requestId: string;
  readonly form: Readonly<Record<string, string>>;
}

/** A service that speaks the query protocol, told apart by the `Version` of its calls. */
export interface QueryService {
  readonly name: string;
  readonly version: string;
  readonly namespace: string;
  /** Each answers the XML within the `…Result` of its operation. */
  readonly operations: Readonly<Record<string, (call: QueryCall) => string>>;
}

/** Answers one call under the faults that match it. */
export function runQueryCall(service: QueryService, call: QueryCall): Promise<PlainResponse> {
  const operation = call.form['Action'] ?? '';
  return withFaults(
    call.runtime,
    { service: service.name, operation, params: call.form },
    dialect(service, call, operation),
    (_: Fate) => {
      try {
        return perform(service, call, operation);
      } catch (error) {
        if (error instanceof AwsError) return xmlRefusal(service, error, call.requestId);
        throw error;
      }
    },
  );
}

/** A refusal of the query protocol. */
export function xmlRefusal(
  { namespace }: Pick<QueryService, 'namespace'>,
  error: AwsError,
  requestId: string,
): PlainResponse {
  const body = `<Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escaped(error.message)}</Message></Error>`;
  return xml(
    error.status,
    `<ErrorResponse xmlns="${namespace}">${body}<RequestId>${requestId}</RequestId></ErrorResponse>`,
    requestId,
  );
}

/** The members of a form. Throws `ValidationError` for what breaks the model. */
export function readForm<S extends Members>(members: S, form: Readonly<Record<string, unknown>>): Read<S> {
  const problems: string[] = [];
  const input = readMembers(members, form, '', problems);
  if (problems.length > 0) throw new AwsError('ValidationError', constraintMessage(problems));
  return input;
}

/** Text as XML has it. */
export function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function perform(service: QueryService, call: QueryCall, operation: string): PlainResponse {
  const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (!run)
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${operation} for version ${service.version}`,
    );
  const metadata = `<ResponseMetadata><RequestId>${call.requestId}</RequestId></ResponseMetadata>`;
  const body = `<${operation}Result>${run(call)}</${operation}Result>${metadata}`;
  const root = `${operation}Response`;
  return xml(200, `<${root} xmlns="${service.namespace}">${body}</${root}>`, call.requestId);
}

function dialect(service: QueryService, call: QueryCall, operation: string): FaultDialect {
  const refuse = (code: string, message: string, status: number): PlainResponse =>
    xmlRefusal(service, new AwsError(code, message, {}, status), call.requestId);
  return {
    throttled: () => refuse('Throttling', 'Rate exceeded', 400),
    denied: () => {
      const { arn } = callerIdentity(call.actor, call.runtime.world.aws);
      const action = `${service.name}:${operation}`;
      return refuse('AccessDenied', `User: ${arn} is not authorized to perform: ${action}`, 403);
    },
    unauthorized: () =>
      refuse('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
    emptyPage: (answer) => answer,
    shortPage: (answer) => answer,
  };
}

function xml(status: number, body: string, requestId: string): PlainResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
