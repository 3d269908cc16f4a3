import { withFaults } from '../core/faults.js';
import type { Handler, PlainRequest, PlainResponse } from '../core/plain.js';
import type { Runtime } from '../core/runtime.js';
import { authenticate } from './actors.js';
import { asObject, type OktaCall } from './call.js';
import { dialect } from './dialect.js';
import { OktaError } from './errors.js';
import { RateLimits } from './limits.js';
import { errorAnswer, render, type Envelope } from './respond.js';
import { Router, type Match } from './router.js';
import { ROUTES } from './routes.js';

const ROUTER = new Router(ROUTES);

/** Okta's management API over the runtime's world. */
export function oktaHandler(runtime: Runtime): Handler {
  const limits = new RateLimits(runtime);
  return async (request) => {
    runtime.runDue();
    const url = new URL(request.url, `http://${request.headers['host'] ?? '127.0.0.1'}`);
    // Behind `http_proxy` the request line carries the whole address.
    const { method } = request;
    const routing = ROUTER.find(method, url.pathname);
    const operation = typeof routing === 'string' ? url.pathname : routing.route.path;
    const allowance = limits.spend(method, url.pathname);
    const envelope: Envelope = {
      url,
      requestId: requestId(runtime),
      now: runtime.now(),
      rate: allowance.headers,
    };
    const answer = allowance.exceeded
      ? errorAnswer(new OktaError('E0000047'), envelope)
      : typeof routing === 'string'
        ? errorAnswer(unrouted(routing, url.pathname), envelope)
        : await routed(runtime, request, routing, envelope);
    runtime.calls.push({
      service: 'okta',
      operation: `${method} ${operation}`,
      status: answer.status,
      at: envelope.now,
    });
    return answer;
  };
}

async function routed(
  runtime: Runtime,
  request: PlainRequest,
  match: Match,
  envelope: Envelope,
): Promise<PlainResponse> {
  const named = {
    service: 'okta',
    operation: `${request.method} ${match.route.path}`,
    params: faultParams(request, match, envelope.url),
  };
  return withFaults(runtime, named, dialect(envelope), () => {
    try {
      return render(match.route.run(callOf(runtime, request, match, envelope)), envelope);
    } catch (error) {
      if (error instanceof OktaError) return errorAnswer(error, envelope);
      throw error;
    }
  });
}

function callOf(runtime: Runtime, request: PlainRequest, match: Match, envelope: Envelope): OktaCall {
  const actor = authenticate(runtime, request.headers['authorization']);
  if (actor === undefined && match.route.open !== true) throw new OktaError('E0000011');
  const userAgent = request.headers['user-agent'];
  return {
    runtime,
    origin: envelope.url.origin,
    path: envelope.url.pathname,
    params: match.params,
    query: envelope.url.searchParams,
    body: parsedBody(request.body),
    doer: {
      actor: actor ?? { kind: 'scim' },
      ...(userAgent === undefined ? {} : { userAgent }),
      requestId: envelope.requestId,
      requestUri: envelope.url.pathname,
    },
  };
}

function parsedBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OktaError('E0000003');
  }
}

function unrouted(routing: 'wrong-method' | 'unknown-path', path: string): OktaError {
  return routing === 'wrong-method' ? new OktaError('E0000022') : new OktaError('E0000007', path);
}

/** What `where` of a fault may name: path parameters, query, and plain fields at the top of the body. */
function faultParams(request: PlainRequest, match: Match, url: URL): Record<string, string> {
  const fields = Object.entries(bodyFields(request.body)).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)]]
      : [],
  );
  return { ...Object.fromEntries(fields), ...Object.fromEntries(url.searchParams), ...match.params };
}

function bodyFields(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    return asObject(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

function requestId(runtime: Runtime): string {
  return `req${runtime.nextId('okta-request').replaceAll('-', '').slice(0, 24)}`;
}
