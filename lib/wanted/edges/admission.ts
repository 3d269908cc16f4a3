import { WritError } from '../../kernel/index.js';
import {
  principalText,
  type Edge,
  type Principal,
  providerOf,
  sourceOf,
  type Provider,
} from '../../model/index.js';
import type { Reason } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { Claim } from '../claim.js';
import { closure, type Groups, type PathEdge } from './closure.js';

/**
 * The forms of native ids: the Identity Store's published pattern, and Okta's letters and digits. Anything else would
 * stop the whole stack at its plan, and never reaches a Terraform file.
 */
const NATIVE: Readonly<Record<Provider, RegExp>> = {
  aws: /^([0-9a-f]{10}-)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  okta: /^[A-Za-z0-9_-]{1,100}$/,
};

/** A claim that can be given, with the edges of each of its entitlements. */
export interface Admitted<C extends Claim> {
  readonly claim: C;
  readonly paths: readonly (readonly PathEdge[])[];
}

/** Decides whether a claim can be given; a reason when it cannot. */
export type Admit = <C extends Claim>(claim: C) => Admitted<C> | Reason;

/**
 * Admits claims whose holder has exactly one account wherever it must hold something itself; otherwise all of the
 * claim is left out, never a guess and never a half. Of whom HR says nothing that can be relied on is given nothing. Conflicts between claims (separation of duties) join here.
 */
export function admission(links: IdentityLinks, groups: Groups): Admit {
  return (claim) => {
    const doubt = links.doubtOf(claim.principal);
    if (doubt !== undefined) return inDoubt(claim.principal, doubt);
    const paths = claim.entitlements.map((path) => closure(claim.principal, path, groups));
    for (const { role, edge } of paths.flat()) {
      if (role !== 'holding') continue;
      if (tryFindNative(claim.principal, edge, links) === undefined)
        return withoutAccount(claim.principal, edge);
    }
    return { claim, paths };
  };
}

/** Whether an outcome of {@link Admit} is a refusal. */
export function isRefusal(outcome: Admitted<Claim> | Reason): outcome is Reason {
  return 'code' in outcome;
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
