import { WritError } from '../../kernel/index.js';
import {
  principalText,
  providerOf,
  sourceOf,
  type Edge,
  type Principal,
  type Provider,
} from '../../model/index.js';
import type { Reason } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { PathedClaim } from './paths.js';

/**
 * The forms of native ids: the Identity Store's published pattern, and Okta's letters and digits. Anything else would
 * stop the whole stack at its plan, and never reaches a Terraform file.
 */
const NATIVE: Readonly<Record<Provider, RegExp>> = {
  aws: /^([0-9a-f]{10}-)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  okta: /^[A-Za-z0-9_-]{1,100}$/,
};

/** Why a claim that was decided cannot be given; undefined when it can. */
export type WhyHeld = (claim: PathedClaim) => Reason | undefined;

/**
 * Admits claims whose holder has exactly one account wherever it must hold something itself; otherwise all of the
 * claim is left out, never a guess and never a half. A person in doubt by HR is given nothing. Conflicts between claims (separation of duties) join here.
 */
export function admission(links: IdentityLinks): WhyHeld {
  return (claim) => {
    const doubt = links.doubtOf(claim.principal);
    if (doubt !== undefined) return inDoubt(claim.principal, doubt);
    if (claim.hold) return claim.hold;
    for (const { role, edge } of claim.paths.flat()) {
      if (role !== 'holding') continue;
      if (tryFindNative(claim.principal, edge, links) === undefined)
        return withoutAccount(claim.principal, edge);
    }
    return undefined;
  };
}

/** The native id of a principal that was admitted, in the source of one of its edges. Throws ACCOUNT_MISSING. */
export function findNative(principal: Principal, edge: Edge, links: IdentityLinks): string {
  const native = tryFindNative(principal, edge, links);
  if (native !== undefined) return native;
  const { code, message, remedy } = withoutAccount(principal, edge);
  throw new WritError(code, message, { remedy });
}

function tryFindNative(principal: Principal, edge: Edge, links: IdentityLinks): string | undefined {
  const source = sourceOf(edge);
  const native = links.accountOf(principal, source)?.native;
  if (native === undefined || links.isShared(source, native)) return undefined;
  return NATIVE[providerOf(edge)].test(native) ? native : undefined;
}

function inDoubt(principal: Principal, why: string): Reason {
  return {
    code: 'HOLDER_IN_DOUBT',
    message: `\`${principalText(principal)}\` ${why}`,
    remedy:
      'correct the rows at their source and export again; until then nothing is given and nothing is taken',
  };
}

function withoutAccount(principal: Principal, edge: Edge): Reason {
  return {
    code: 'ACCOUNT_MISSING',
    message: `\`${principalText(principal)}\` has no single account of its own with a valid id in \`${sourceOf(edge)}\``,
    remedy: 'correct the directory feed, or create the account, and synthesize again',
  };
}
