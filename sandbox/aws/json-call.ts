import { type Fate, withFaults } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import { AwsError } from './errors.js';
import type { Limits } from './limits.js';
import type { Call, Operation } from './service.js';
import { recordTrail } from './trail.js';
import { jsonAnswer, jsonDialect, jsonRefusal, throttled } from './wire.js';

/** Runs one call of a JSON service: faults around it, limits before it, the trail behind it. */
export function runJsonCall(call: Call, limits: Limits): Promise<PlainResponse> {
  const { service, operation: name } = call;
  return withFaults(
    call.runtime,
    { service: service.name, operation: name, params: flat(call.raw) },
    jsonDialect(call),
    (fate) => answer({ ...call, fate }, limits),
  );
}

/** Body fields that a fault may name: top level, and nested ones by their own name. */
export function flat(value: object): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' || typeof inner === 'number') found[name] = String(inner);
    else if (typeof inner === 'object' && inner !== null)
      Object.assign(found, { ...flat(inner as object), ...found });
  }
  return found;
}

/** The fate of a call that no fault touches. */
export const NORMAL: Fate = { kind: 'normal' };

function answer(call: Call, limits: Limits): PlainResponse {
  if (!limits.admit(call.service.name, call.operation)) return jsonRefusal(throttled(call), call.requestId);
  const operation = call.service.operations[call.operation];
  if (operation === undefined)
    return jsonRefusal(new AwsError('UnknownOperationException', ''), call.requestId);
  return performed(call, operation);
}

function performed(call: Call, operation: Operation): PlainResponse {
  try {
    const output = operation.run(call);
    if (operation.mutates) trace(call, output);
    return jsonAnswer(output, call.requestId);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (operation.mutates) trace(call, null, error);
    return jsonRefusal(error, call.requestId);
  }
}

function trace(call: Call, output: object | null, error?: AwsError): void {
  const redact = (value: unknown): unknown => call.service.redact?.(value) ?? value;
  const empty = output === null || Object.keys(output).length === 0;
  recordTrail(call.runtime, {
    eventSource: call.service.eventSource,
    eventName: call.operation,
    actor: call.actor,
    requestParameters: lowered(redact(call.raw)),
    responseElements: empty ? null : lowered(redact(output)),
    ...(error !== undefined && { error: { code: shortCode(error.code), message: error.message } }),
    requestId: call.requestId,
    accessKeyId: call.accessKeyId,
    userAgent: call.userAgent,
  });
}

/** CloudTrail drops the suffix of this code. */
function shortCode(code: string): string {
  return code === 'AccessDeniedException' ? 'AccessDenied' : code;
}

/** CloudTrail writes members with a small first letter. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      lowered(inner),
    ]),
  );
}
