import type * as cedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { WritError } from '../../kernel/index.js';

/** The policy engine's own functions. */
export type Cedar = typeof cedarModule;

/** The one version whose behaviour is known here; another is not trusted to decide. */
export const CEDAR_VERSION = '4.13.0';

let loaded: Promise<Cedar> | undefined;

/**
 * Cedar, loaded on the first question (about 60 ms) and tried out before it decides anything. Throws POLICY_ENGINE when it is
 * another version, or does not fail as it must.
 */
export function loadCedar(): Promise<Cedar> {
  loaded ??= import('@cedar-policy/cedar-wasm/nodejs').then((cedar) => {
    tryOut(cedar);
    return cedar;
  });
  return loaded;
}

const SCHEMA = 'entity P, R; action go appliesTo { principal: P, resource: R, context: { n: Long } };';
const CALL = {
  principal: { type: 'P', id: 'p' },
  action: { type: 'Action', id: 'go' },
  resource: { type: 'R', id: 'r' },
  context: { n: 1 },
  entities: [],
  validateRequest: true,
};

/**
 * What decisions rest on: a set that was never prepared, a schema that nobody knows and a context beside the schema fail, and a forbid that errors is
 * told in the diagnostics. Exported for tests, which hand it engines that do not.
 */
export function tryOut(cedar: Cedar): void {
  const version = cedar.getCedarSDKVersion();
  if (version !== CEDAR_VERSION) throw broken(`is version ${version}, and not ${CEDAR_VERSION}`);
  const permit = { staticPolicies: { ok: 'permit(principal, action, resource);' } };
  const erring = {
    staticPolicies: {
      ok: 'permit(principal, action, resource);',
      no: 'forbid(principal, action, resource) when { 9223372036854775807 + context.n > 0 };',
    },
  };
  cedar.preparseSchema('writ-try', SCHEMA);
  cedar.preparsePolicySet('writ-try', permit);
  cedar.preparsePolicySet('writ-try-erring', erring);
  const ask = (set: string, schema: string, n: unknown): ReturnType<Cedar['statefulIsAuthorized']> =>
    cedar.statefulIsAuthorized({
      ...CALL,
      context: { n: n as number },
      preparsedPolicySetId: set,
      preparsedSchemaName: schema,
    });
  const good = ask('writ-try', 'writ-try', 1);
  if (good.type !== 'success' || good.response.decision !== 'allow')
    throw broken('denies what a rule permits');
  if (ask('writ-try-unknown', 'writ-try', 1).type !== 'failure')
    throw broken('decides by rules that nobody gave it');
  if (ask('writ-try', 'writ-unknown', 1).type !== 'failure')
    throw broken('decides by a schema that nobody gave it');
  if (ask('writ-try', 'writ-try', 'one').type !== 'failure')
    throw broken('takes facts that its schema forbids');
  const erred = ask('writ-try-erring', 'writ-try', 1);
  if (erred.type !== 'success' || erred.response.diagnostics.errors.length === 0)
    throw broken('does not tell that a rule failed');
}

function broken(how: string): WritError {
  return new WritError('POLICY_ENGINE', `the policy engine ${how}`, {
    remedy: `install Writ again with the version of \`@cedar-policy/cedar-wasm\` that it pins (${CEDAR_VERSION})`,
  });
}
