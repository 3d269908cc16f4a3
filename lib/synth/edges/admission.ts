import { WritError } from '../../kernel/index.js';
import { principalText, type Edge, type Principal, type SourceId } from '../../model/index.js';
import type { Reason } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import type { Claim } from '../claim.js';
import { closure, type Groups, type PathEdge } from './closure.js';

/** The form that native ids have at both providers; anything else never reaches a Terraform file. */
const NATIVE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A claim that can be given, with the edges of each of its entitlements. */
export interface Admitted<C extends Claim> {
  readonly claim: C;
  readonly paths: readonly (readonly PathEdge[])[];
}

/** Decides whether a claim can be given; a reason when it cannot. */
export type Admit = <C extends Claim>(claim: C) => Admitted<C> | Reason;

/**
 * Admits claims whose holder has exactly one account wherever it must hold something itself; otherwise all of the
 * claim is left out, never a guess and never a half. Conflicts between claims (separation of duties) join here.
 */
export function admission(links: IdentityLinks, groups: Groups): Admit {
  return (claim) => {
    const paths = claim.entitlements.map((path) => closure(claim.principal, path, groups));
    for (const { role, edge } of paths.flat()) {
      if (role !== 'holding') continue;
      const source = sourceOf(edge);
      if (!nativeOf(claim.principal, source, links)) return withoutAccount(claim.principal, source);
    }
    return { claim, paths };
  };
}

/** Whether an outcome of {@link Admit} is a refusal. */
export function isRefusal(outcome: Admitted<Claim> | Reason): outcome is Reason {
  return 'code' in outcome;
}

/** The source in which the holder of an edge has its account. */
export function sourceOf({ target }: Edge): SourceId {
  return target.kind === 'aws.assignment' ? target.set.source : target.source;
}

/** The native id of a principal that was admitted. Throws ACCOUNT_MISSING. */
export function findNative(principal: Principal, source: SourceId, links: IdentityLinks): string {
  const native = nativeOf(principal, source, links);
  if (native !== undefined) return native;
  const { code, message, remedy } = withoutAccount(principal, source);
  throw new WritError(code, message, { remedy });
}

function nativeOf(principal: Principal, source: SourceId, links: IdentityLinks): string | undefined {
  const native = links.accountOf(principal, source)?.native;
  return native !== undefined && NATIVE.test(native) && !links.isShared(source, native) ? native : undefined;
}

function withoutAccount(principal: Principal, source: SourceId): Reason {
  return {
    code: 'ACCOUNT_MISSING',
    message: `\`${principalText(principal)}\` has no single account of its own in \`${source}\``,
    remedy: 'correct the directory feed, or create the account, and synthesize again',
  };
}
