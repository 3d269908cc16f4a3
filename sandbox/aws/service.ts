import type { Fate } from '../core/faults.js';
import type { Runtime } from '../core/runtime.js';
import type { Actor, AwsState } from '../core/state.js';
import type { AwsError } from './errors.js';
import { type Members, type Read, readMembers } from './shapes.js';
import type { AsyncWork } from './sso/async-work.js';

/** Everything that one call of one operation knows about itself. */
export interface Call {
  readonly runtime: Runtime;
  readonly aws: AwsState;
  readonly work: AsyncWork;
  readonly service: JsonService;
  readonly operation: string;
  readonly actor: Actor;
  readonly accessKeyId: string;
  readonly requestId: string;
  readonly userAgent: string;
  /** The request as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** How an asynchronous operation that this call starts is to end. */
  readonly fate: Fate;
}

/** One operation of a service that speaks AWS JSON 1.1. */
export interface Operation {
  readonly mutates: boolean;
  run(call: Call): object;
}

/** A service, addressed by the prefix of `X-Amz-Target`. */
export interface JsonService {
  readonly name: string;
  readonly targetPrefix: string;
  /** Prefix of its IAM actions. */
  readonly iamPrefix: string;
  readonly eventSource: string;
  readonly throttlingCode: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** How the service refuses a request that breaks its model. */
  invalid(problems: readonly string[]): AwsError;
  /** How it refuses a page token that is not one of this very list. */
  invalidToken(): AwsError;
  /** Rewrites what CloudTrail keeps of a request or answer. @default - kept as it is */
  redact?(value: unknown): unknown;
}

/** An operation that only reads. */
export function read<S extends Members>(members: S, run: (input: Read<S>, call: Call) => object): Operation {
  return { mutates: false, run: (call) => run(checked(members, call), call) };
}

/** An operation that changes the world, and so leaves an event in the trail. */
export function write<S extends Members>(members: S, run: (input: Read<S>, call: Call) => object): Operation {
  return { mutates: true, run: (call) => run(checked(members, call), call) };
}

function checked<S extends Members>(members: S, call: Call): Read<S> {
  const problems: string[] = [];
  const input = readMembers(members, call.raw, '', problems);
  if (problems.length > 0) throw call.service.invalid(problems);
  return input;
}
