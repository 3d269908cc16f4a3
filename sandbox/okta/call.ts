import type { Actor } from '../core/state.js';
import type { Runtime } from '../core/runtime.js';
import { OktaError } from './errors.js';

/** Who changes Okta, and through which request; what its system log says of it. */
export interface Doer {
  readonly actor: Actor;
  readonly userAgent?: string;
  readonly requestId?: string;
  readonly requestUri?: string;
  /** Done by a job that the request set off, such as the assignment of a group's members. @default - false */
  readonly job?: boolean;
}

/** One request to Okta after authentication and routing. */
export interface OktaCall {
  readonly runtime: Runtime;
  /** `http://host` as the client addressed it; every link in the answer starts with it. */
  readonly origin: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body. @default - undefined when the request had none */
  readonly body: unknown;
  readonly doer: Doer;
}

/** What a route answers: one resource, nothing, or a page of a list. */
export type OktaAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'empty'; readonly status: number }
  | {
      readonly kind: 'list';
      readonly items: readonly unknown[];
      /** Query parameters that differ in the next link. @default - this is the last page */
      readonly next?: Readonly<Record<string, string>>;
    };

/** A path with its method and what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters: `/api/v1/groups/{groupId}/users`. */
  readonly path: string;
  readonly run: (call: OktaCall) => OktaAnswer;
  /** Answered without a token. @default - a token is required */
  readonly open?: boolean;
}

/** A resource with status 200, or another. */
export function json(body: unknown, status = 200): OktaAnswer {
  return { kind: 'json', status, body };
}

/** An answer without a body. */
export function nothing(status = 204): OktaAnswer {
  return { kind: 'empty', status };
}

/** The parameter of the path; its absence is a mistake in the route table. */
export function param(call: OktaCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new OktaError('E0000009');
  return value;
}

/** The body as an object, else the error that Okta gives. */
export function objectBody(call: OktaCall): Record<string, unknown> {
  return asObject(call.body) ?? fail('E0000003');
}

/** The value when it is a plain object. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>;
}

/** The value when it is a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fail(code: 'E0000003'): never {
  throw new OktaError(code);
}
