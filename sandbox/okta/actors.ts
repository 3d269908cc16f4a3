import type { Runtime } from '../core/runtime.js';
import type { Actor } from '../core/state.js';
import { tryFindUser } from './tables.js';

/** Tokens of the sandbox's own service accounts. */
export const SERVICE_TOKENS: Readonly<Record<string, Actor>> = {
  'sandbox-okta-pipeline': service('00uSandboxPipeline00', 'svc-writ-pipeline@example.com', 'Writ pipeline'),
  'sandbox-okta-keeper': service('00uSandboxKeeper0000', 'svc-writ-keeper@example.com', 'Writ keeper'),
};

const CONSOLE = 'sandbox-okta-console:';

/** The actor behind an `Authorization` header, undefined when the header or its token is not known. */
export function authenticate(runtime: Runtime, authorization: string | undefined): Actor | undefined {
  const token = /^(?:SSWS|Bearer)\s+(\S.*)$/i.exec(authorization ?? '')?.[1]?.trim();
  if (token === undefined) return undefined;
  const given = runtime.actorOf(token);
  if (given.kind === 'okta-user' || given.kind === 'okta-token') return given;
  if (Object.hasOwn(SERVICE_TOKENS, token)) return SERVICE_TOKENS[token];
  if (token.startsWith(CONSOLE)) return person(runtime, token.slice(CONSOLE.length));
  return undefined;
}

/** Somebody at the admin console, by login. */
export function person(runtime: Runtime, login: string): Actor | undefined {
  const user = tryFindUser(runtime, login);
  if (user === undefined) return undefined;
  return {
    kind: 'okta-user',
    id: user.id,
    login: user.login,
    displayName: `${user.firstName} ${user.lastName}`,
  };
}

function service(id: string, login: string, displayName: string): Actor {
  return { kind: 'okta-token', id, login, displayName };
}
