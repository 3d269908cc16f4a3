import { isWritError, type Digest, type Instant, type WritError } from '../kernel/index.js';
import { tryParsePrincipal, type Principal } from '../model/index.js';
import type { AssetGrants, Catalogue, HolderClass, PackageDeclaration, Ticket } from '../manifest/index.js';
import type { IdentityLinks, IdentitySnapshot } from '../identity/index.js';
import type { ApprovalDigester } from './approval-digest.js';
import type { ResolvedTicket, Unfit } from './resolved.js';
import { inactivity, resolveSubject, type Subject } from './subject.js';
import { findAsset, findPackage, notRequestable, refuseHolder, refuseWindow } from './ticket-checks.js';
import { fault } from './ticket-fault.js';

/** What every ticket of one intake is judged against. */
export interface IntakeGround {
  readonly catalogue: Catalogue;
  readonly identity: IdentitySnapshot;
  readonly links: IdentityLinks;
  readonly packages: ReadonlyMap<string, PackageDeclaration>;
  readonly digest: ApprovalDigester;
  readonly at: Instant;
  /** Whether rules judge what the package and the job allow, so that it is resolved here and not judged. */
  readonly byRules?: boolean;
}

/** A fault that leaves a ticket resolved. */
interface UnfitFault {
  readonly state: Unfit['state'];
  readonly error: WritError;
}

/**
 * Resolves one ticket whole: what it gives, to whom, and whether something about its holder stands against it. The first
 * fault in order is the one that is told. Throws it when the ticket cannot be resolved at all.
 */
export function resolve(ticket: Ticket, ground: IntakeGround): ResolvedTicket {
  refuseSharedLogin(ticket, ground.catalogue);
  const holder = holderOf(ticket, ground);
  const unfit: UnfitFault[] = holder.doubt ? [{ state: 'in-doubt', error: holder.doubt }] : [];
  try {
    const wanted = findPackage(ticket, ground.packages);
    const grants = findAsset(ticket, wanted);
    if (ticket.kind !== 'removal' && ground.byRules !== true) {
      if (holder.subject) for (const each of judged(ticket, wanted, holder.subject, ground)) unfit.push(each);
      refuseWindow(ticket, wanted);
    }
    return resolvedOf(ticket, holder, wanted, grants, ground, unfit[0]);
  } catch (error) {
    throw isWritError(error) && unfit[0] ? unfit[0].error : error;
  }
}

/** The digest that a decision on it has to cover, whatever else is wrong with it; undefined when it does not resolve. */
export function tryDigest(ticket: Ticket, ground: IntakeGround): Digest | undefined {
  try {
    const wanted = findPackage(ticket, ground.packages);
    return ground.digest(ticket, holderOf(ticket, ground).principal, wanted, findAsset(ticket, wanted));
  } catch (error) {
    if (isWritError(error)) return undefined;
    throw error;
  }
}

/** Whom a ticket is for: somebody known, or somebody of whom nothing is known but the id, and why. */
interface TicketHolder {
  readonly principal: Principal;
  readonly subject?: Subject;
  readonly doubt?: WritError;
}

function holderOf(ticket: Ticket, { catalogue, identity, links }: IntakeGround): TicketHolder {
  try {
    const subject = resolveSubject(ticket, catalogue, identity, links);
    return { principal: subject.principal, subject };
  } catch (error) {
    const principal = tryParsePrincipal(ticket.principal);
    if (!isWritError(error) || error.code !== 'SUBJECT_UNKNOWN' || !principal) throw error;
    if (links.doubtOf(principal) === undefined) throw error;
    return { principal, doubt: error };
  }
}

/** What stands against giving it, in the order in which it is told. Throws what no holder could change. */
function* judged(
  ticket: Ticket,
  wanted: PackageDeclaration,
  subject: Subject,
  { catalogue, at }: IntakeGround,
): Generator<UnfitFault> {
  const inactive = inactivity(subject, at);
  if (inactive) yield { state: 'inactive', error: inactive };
  refuseHolder(ticket, wanted, subject.holder);
  const unmapped = notRequestable(ticket, wanted, subject, catalogue);
  if (unmapped) yield { state: 'not-requestable', error: unmapped };
}

function resolvedOf(
  ticket: Ticket,
  { principal, subject }: TicketHolder,
  wanted: PackageDeclaration,
  grants: AssetGrants,
  { digest }: IntakeGround,
  unfit: UnfitFault | undefined,
): ResolvedTicket {
  const holder: HolderClass | undefined = subject?.holder;
  return {
    ticket,
    principal,
    ...(holder ? { holder } : {}),
    package: wanted,
    asset: grants.asset,
    entitlements: grants.entitlements,
    digest: digest(ticket, principal, wanted, grants),
    ...(unfit ? { unfit: { state: unfit.state, reason: omissionReason(unfit.error) } } : {}),
  };
}

/** A fault as the reason that is told. */
export function omissionReason({ code, message, remedy }: WritError): Unfit['reason'] {
  return { code, message, remedy };
}

/** REQ-060: an asset behind one login that several people use is no target. */
function refuseSharedLogin(ticket: Ticket, { assets }: Catalogue): void {
  if (!assets.some((asset) => asset.name === ticket.asset && asset.sharedLogin)) return;
  throw fault(
    'SHARED_ACCOUNT',
    ticket,
    'asset',
    'is reached through one login that several people use',
    'give the asset a login for each person first',
  );
}
