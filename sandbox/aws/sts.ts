import { type Fate, type FaultDialect, withFaults } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import type { Runtime } from '../core/runtime.js';
import type { Actor } from '../core/state.js';
import { AwsError, constraintMessage } from './errors.js';
import { callerIdentity } from './identity.js';
import { integer, optional, readMembers, text, type Members, type Read } from './shapes.js';
import { roleParts } from './trail.js';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** One call of STS, which speaks the query protocol: form in, XML out. */
export interface QueryCall {
  readonly runtime: Runtime;
  readonly actor: Actor;
  readonly requestId: string;
  readonly form: Readonly<Record<string, string>>;
}

const roleRequest = {
  RoleArn: text({ min: 20, max: 2048 }),
  RoleSessionName: text({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
  DurationSeconds: optional(integer(900, 43200)),
};

/** Answers one STS call under the faults that match it. */
export function runStsCall(call: QueryCall): Promise<PlainResponse> {
  const operation = call.form['Action'] ?? '';
  return withFaults(
    call.runtime,
    { service: 'sts', operation, params: call.form },
    dialect(call, operation),
    (_: Fate) => {
      try {
        return perform(call, operation);
      } catch (error) {
        if (error instanceof AwsError) return xmlRefusal(error, call.requestId);
        throw error;
      }
    },
  );
}

/** A refusal of the query protocol. */
export function xmlRefusal(error: AwsError, requestId: string): PlainResponse {
  const body = `<Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escaped(error.message)}</Message></Error>`;
  return xml(
    error.status,
    `<ErrorResponse xmlns="${NAMESPACE}">${body}<RequestId>${requestId}</RequestId></ErrorResponse>`,
    requestId,
  );
}

function perform(call: QueryCall, operation: string): PlainResponse {
  switch (operation) {
    case 'GetCallerIdentity':
      return result(operation, identityXml(call), call.requestId);
    case 'AssumeRole':
      return result(operation, assumeRole(call, checked(roleRequest, call.form)), call.requestId);
    default:
      throw new AwsError('InvalidAction', `Could not find operation ${operation} for version 2011-06-15`);
  }
}

function identityXml(call: QueryCall): string {
  const { arn, userId, account } = callerIdentity(call.actor, call.runtime.world.aws);
  return `<Arn>${escaped(arn)}</Arn><UserId>${escaped(userId)}</UserId><Account>${account}</Account>`;
}

/** Trust policies are not evaluated: any role can be assumed, and its new key acts as that role. */
function assumeRole(call: QueryCall, input: Read<typeof roleRequest>): string {
  const { runtime } = call;
  const key = runtime.nextId('access-key');
  runtime.setActor(key, { kind: 'iam-role', arn: input.RoleArn, session: input.RoleSessionName });
  const { accountId, name } = roleParts(input.RoleArn);
  const expires = new Date(runtime.now() + (input.DurationSeconds ?? 3600) * 1000).toISOString();
  const session = escaped(input.RoleSessionName);
  const credentials =
    `<AccessKeyId>${key}</AccessKeyId><SecretAccessKey>sandbox</SecretAccessKey>` +
    `<SessionToken>sandbox-session</SessionToken><Expiration>${expires}</Expiration>`;
  const user =
    `<AssumedRoleId>AROASANDBOX0000000000:${session}</AssumedRoleId>` +
    `<Arn>arn:aws:sts::${accountId}:assumed-role/${escaped(name)}/${session}</Arn>`;
  return `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`;
}

/** Form values are strings; the numeric members become numbers before they are checked. */
function checked<S extends Members>(members: S, form: Readonly<Record<string, string>>): Read<S> {
  const problems: string[] = [];
  const duration = form['DurationSeconds'];
  const typed = duration === undefined ? form : { ...form, DurationSeconds: Number(duration) };
  const input = readMembers(members, typed, '', problems);
  if (problems.length > 0) throw new AwsError('ValidationError', constraintMessage(problems));
  return input;
}

function dialect(call: QueryCall, operation: string): FaultDialect {
  const refuse = (code: string, message: string, status: number): PlainResponse =>
    xmlRefusal(new AwsError(code, message, {}, status), call.requestId);
  return {
    throttled: () => refuse('Throttling', 'Rate exceeded', 400),
    denied: () => {
      const { arn } = callerIdentity(call.actor, call.runtime.world.aws);
      return refuse('AccessDenied', `User: ${arn} is not authorized to perform: sts:${operation}`, 403);
    },
    unauthorized: () =>
      refuse('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
    emptyPage: (answer) => answer,
    shortPage: (answer) => answer,
  };
}

function result(operation: string, inner: string, requestId: string): PlainResponse {
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const body = `<${operation}Result>${inner}</${operation}Result>${metadata}`;
  return xml(200, `<${operation}Response xmlns="${NAMESPACE}">${body}</${operation}Response>`, requestId);
}

function xml(status: number, body: string, requestId: string): PlainResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
