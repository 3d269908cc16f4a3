import type { Handler, PlainRequest, PlainResponse } from '../core/plain.js';
import type { Runtime } from '../core/runtime.js';
import { cloudTrail } from './cloudtrail.js';
import { AwsError } from './errors.js';
import { accessKeyOf } from './identity.js';
import { iam } from './iam.js';
import { identityStore } from './identitystore/index.js';
import { NORMAL, runJsonCall } from './json-call.js';
import { Limits } from './limits.js';
import { kms } from './kms.js';
import { organizations } from './organizations.js';
import { runQueryCall, xmlRefusal, type QueryService } from './query.js';
import { isS3Call, S3 } from './s3.js';
import type { JsonService } from './service.js';
import { AsyncWork } from './sso/async-work.js';
import { ssoAdmin } from './sso/index.js';
import { sts } from './sts.js';
import { jsonRefusal } from './wire.js';

const SERVICES = new Map<string, JsonService>(
  [ssoAdmin, identityStore, organizations, cloudTrail, kms].map((service) => [service.targetPrefix, service]),
);

/** Those that speak the query protocol. A call that names no version is of STS. */
function queryServiceOf(form: Readonly<Record<string, string>>): QueryService {
  return form['Version'] === iam.version ? iam : sts;
}

/** The service a target names; some clients write CloudTrail's prefix with its package, some without. */
function serviceOf(target: string): JsonService | undefined {
  return SERVICES.get(target.split('.').at(-2) ?? '');
}

/** What all calls of one sandbox share. */
interface Shared {
  readonly runtime: Runtime;
  readonly work: AsyncWork;
  readonly limits: Limits;
  readonly s3: S3;
}

/** One request, told apart. */
interface Named {
  readonly service: string;
  readonly operation: string;
  answer(): Promise<PlainResponse> | PlainResponse;
}

/** All AWS services of the sandbox behind one port, told apart as AWS does: by `X-Amz-Target`, else by `Action`. */
export function awsHandler(runtime: Runtime): Handler {
  const shared: Shared = {
    runtime,
    work: new AsyncWork(runtime),
    limits: new Limits(runtime),
    s3: new S3(runtime),
  };
  return async (request) => {
    runtime.runDue();
    const target = request.headers['x-amz-target'];
    const named = calledIn(shared, request, target);
    const response = await named.answer();
    runtime.calls.push({
      service: named.service,
      operation: named.operation,
      status: response.status,
      at: runtime.now(),
    });
    return response;
  };
}

function calledIn(shared: Shared, request: PlainRequest, target: string | undefined): Named {
  if (target !== undefined) return jsonCall(shared, request, target);
  return isS3Call(request) ? shared.s3.call(request) : queryCall(shared, request);
}

function jsonCall(shared: Shared, request: PlainRequest, target: string): Named {
  const { runtime } = shared;
  const operation = target.split('.').at(-1) ?? '';
  const service = serviceOf(target);
  const requestId = runtime.nextId('request');
  const accessKeyId = accessKeyOf(request);
  const raw = parsed(request.body);
  const refuse = (code: string, message: string, status = 400): PlainResponse =>
    jsonRefusal(new AwsError(code, message, {}, status), requestId);

  const answer = (): Promise<PlainResponse> | PlainResponse => {
    if (accessKeyId === undefined) {
      return refuse('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    }
    if (service?.operations[operation] === undefined) {
      return refuse('UnknownOperationException', `the sandbox does not serve ${target}`);
    }
    if (raw === undefined) return refuse('SerializationException', 'the body is not a JSON object');
    const actor = runtime.actorOf(accessKeyId);
    const userAgent = request.headers['user-agent'] ?? '';
    const { work, limits } = shared;
    const aws = runtime.world.aws;
    return runJsonCall(
      { runtime, aws, work, service, operation, actor, accessKeyId, requestId, userAgent, raw, fate: NORMAL },
      limits,
    );
  };
  return { service: service?.name ?? 'unknown', operation, answer };
}

function queryCall({ runtime }: Shared, request: PlainRequest): Named {
  const query = request.url.split('?')[1] ?? '';
  const form = Object.fromEntries(new URLSearchParams(request.body === '' ? query : request.body));
  const service = queryServiceOf(form);
  const requestId = runtime.nextId('request');
  const accessKeyId = accessKeyOf(request);
  const answer = (): Promise<PlainResponse> | PlainResponse =>
    accessKeyId === undefined
      ? xmlRefusal(
          service,
          new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', {}, 403),
          requestId,
        )
      : runQueryCall(service, { runtime, actor: runtime.actorOf(accessKeyId), requestId, form });
  return { service: service.name, operation: form['Action'] ?? '', answer };
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = body === '' ? {} : JSON.parse(body);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
