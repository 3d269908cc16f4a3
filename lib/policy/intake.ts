import {
  by,
  groupBy,
  isWritError,
  sorted,
  type WritError,
  type Digest,
  type Instant,
  type List,
} from '../kernel/index.js';
import { tryParsePrincipal, type Principal } from '../model/index.js';
import type {
  Catalogue,
  EntitlementPath,
  HolderClass,
  OmittedTicket,
  PackageDeclaration,
  Ticket,
} from '../manifest/index.js';
import { linksOf, type IdentityLinks, type IdentitySnapshot } from '../identity/index.js';
import { approvalDigester, type ApprovalDigester } from './approval-digest.js';
import { requestable } from './job-functions.js';
import type { Decision } from './decision.js';
import { refuseBrokenLine, refuseBrokenReference } from './references.js';
import { NOTHING_RECORDED, standingTickets, type RecordedTickets } from './standing.js';
import { refuseInactive, resolveSubject, type Subject } from './subject.js';
import { fault } from './ticket-fault.js';

/** A ticket whose every claim has been resolved against the declarations and the identity snapshot. */
export interface ResolvedTicket {
  readonly ticket: Ticket;
  readonly principal: Principal;
  /** Absent of people of whom HR says nothing. */
  readonly holder?: HolderClass;
  readonly package: PackageDeclaration;
  readonly asset: string;
  readonly entitlements: List<EntitlementPath>;
  /** What a decision has to cover. */
  readonly digest: Digest;
}

/** What intake makes of all tickets; each list sorted by ticket id. */
export interface Intake {
  readonly resolved: readonly ResolvedTicket[];
  readonly refused: readonly OmittedTicket[];
}

/** What was decided so far: by it an id means one ticket, whatever other files carry it. */
export interface DecidedSoFar {
  readonly decisions: readonly Decision[];
  readonly recorded?: RecordedTickets;
  /** Ids of tickets that no job function has to allow: those approved when one did. */
  readonly spared?: ReadonlySet<string>;
}

/**
 * Resolves every ticket on its own: one that is wrong is refused with its faults and holds up nobody else.
 * @param at - when the ticket is judged; a removal is accepted whatever the state of its principal
 * @param whom - `anybody`: also for people of whom HR says nothing; what they are is then not judged
 */
export function intake(
  files: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  at: Instant,
  whom: 'known' | 'anybody' = 'known',
  { decisions, recorded = NOTHING_RECORDED, spared = NOBODY }: DecidedSoFar = { decisions: [] },
): Intake {
  const resolved: ResolvedTicket[] = [];
  const ground: Ground = {
    catalogue,
    identity,
    links: linksOf(identity),
    packages: new Map(catalogue.packages.map((declared) => [declared.id, declared])),
    digest: approvalDigester(catalogue),
    at,
    whom,
    spared,
  };
  const made = decisions.filter((decision) => decision.at <= at);
  const { tickets, faults } = standingTickets(files, made, recorded, (ticket) => tryDigest(ticket, ground));
  const refused = faults.map(({ ticket, error }) => refusal(ticket, error));
  const known = groupBy(tickets, (ticket) => ticket.ticket);
  for (const ticket of tickets) {
    try {
      refuseBrokenReference(ticket, known);
      refuseBrokenLine(ticket, known);
      resolved.push(resolve(ticket, ground));
    } catch (error) {
      if (!isWritError(error)) throw error;
      refused.push(refusal(ticket, error));
    }
  }
  return {
    resolved: sorted(
      resolved,
      by((r) => r.ticket.ticket),
    ),
    refused: sorted(
      refused,
      by(
        (r) => r.ticket,
        (r) => r.file,
      ),
    ),
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** What every ticket of one intake is judged against. */
interface Ground {
  readonly catalogue: Catalogue;
  readonly identity: IdentitySnapshot;
  readonly links: IdentityLinks;
  readonly packages: ReadonlyMap<string, PackageDeclaration>;
  readonly digest: ApprovalDigester;
  readonly at: Instant;
  readonly whom: 'known' | 'anybody';
  readonly spared: ReadonlySet<string>;
}

function resolve(ticket: Ticket, ground: Ground): ResolvedTicket {
  const { catalogue, packages, digest, at } = ground;
  refuseSharedLogin(ticket, catalogue);
  const subject = tryInDoubt(ticket, ground) ?? knownSubject(ticket, ground);
  const wanted = findPackage(ticket, packages);
  const grants = findAsset(ticket, wanted);
  if (ticket.kind !== 'removal') {
    if (subject.facts !== undefined) {
      refuseInactive(subject, at);
      refuseHolder(ticket, wanted, subject);
      refuseUnmapped(ticket, wanted, subject, ground);
    }
    refuseWindow(ticket, wanted);
  }
  return {
    ticket,
    principal: subject.principal,
    ...(subject.facts !== undefined ? { holder: subject.holder } : {}),
    package: wanted,
    asset: grants.asset,
    entitlements: grants.entitlements,
    digest: digest(ticket, subject.principal, wanted, grants),
  };
}

function knownSubject(ticket: Ticket, { catalogue, identity, links }: Ground): Subject {
  return resolveSubject(ticket, catalogue, identity, links);
}

/** Somebody of whom nothing is known but the id. */
interface InDoubt {
  readonly principal: Principal;
  readonly holder?: undefined;
  readonly facts?: undefined;
}

function tryInDoubt(ticket: Ticket, { links, whom }: Ground): InDoubt | undefined {
  const principal = whom === 'anybody' ? tryParsePrincipal(ticket.principal) : undefined;
  return principal && links.doubtOf(principal) !== undefined ? { principal } : undefined;
}

/** The digest that a decision on it has to cover, whatever else is wrong with it; undefined when it does not resolve. */
function tryDigest(ticket: Ticket, ground: Ground): Digest | undefined {
  const { packages, digest } = ground;
  try {
    const wanted = findPackage(ticket, packages);
    const { principal } = tryInDoubt(ticket, ground) ?? knownSubject(ticket, ground);
    return digest(ticket, principal, wanted, findAsset(ticket, wanted));
  } catch (error) {
    if (isWritError(error)) return undefined;
    throw error;
  }
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

function findPackage(ticket: Ticket, packages: ReadonlyMap<string, PackageDeclaration>): PackageDeclaration {
  const found = packages.get(ticket.package);
  if (found) return found;
  throw fault('PACKAGE_UNKNOWN', ticket, 'package', 'is not a declared package', 'name a package', [
    ...packages.keys(),
  ]);
}

function findAsset(ticket: Ticket, wanted: PackageDeclaration): PackageDeclaration['grants'][0] {
  const found = wanted.grants.find((grants) => grants.asset === ticket.asset);
  if (found) return found;
  const candidates = wanted.grants.map((grants) => grants.asset);
  throw fault(
    'ASSET_UNKNOWN',
    ticket,
    'asset',
    `is not an asset of \`${wanted.id}\``,
    `name one of ${candidates.join(', ')}`,
    candidates,
  );
}

function refuseHolder(ticket: Ticket, wanted: PackageDeclaration, subject: Subject): void {
  if (wanted.holders.includes(subject.holder)) return;
  throw fault(
    'HOLDER_NOT_ALLOWED',
    ticket,
    'principal',
    `is a ${subject.holder}; \`${wanted.id}\` is for ${wanted.holders.join(', ')}`,
    'ask for a package that this kind of principal may hold',
  );
}

function refuseUnmapped(
  ticket: Ticket,
  wanted: PackageDeclaration,
  subject: Subject,
  { catalogue, spared }: Ground,
): void {
  if (ticket.kind === 'exception') return;
  if (ticket.kind === 'emergency' && !wanted.breakGlass) {
    throw fault(
      'NOT_REQUESTABLE',
      ticket,
      'package',
      'is not a break-glass package',
      'open an emergency ticket for a break-glass package only',
    );
  }
  if (wanted.duration.kind === 'standing') {
    throw fault(
      'NOT_REQUESTABLE',
      ticket,
      'package',
      'is given by job function and not by ticket',
      'correct the job function in HR, or ask for a package with an end',
    );
  }
  if (spared.has(ticket.ticket) || requestable(catalogue, subject.facts).has(wanted.id)) return;
  throw fault(
    'NOT_REQUESTABLE',
    ticket,
    'package',
    `may not be asked for by \`${ticket.principal}\``,
    'have a job function name it, or open a ticket of kind `exception`',
  );
}

function refuseWindow(ticket: Ticket, wanted: PackageDeclaration): void {
  const { duration } = wanted;
  if (duration.kind === 'standing') return;
  const limit = ticket.kind === 'renewal' ? duration.renewalMax : duration.max;
  if (ticket.window.for <= limit) return;
  throw fault(
    'WINDOW_INVALID',
    ticket,
    'window',
    `is longer than \`${wanted.id}\` allows (${limit / 3_600_000} h)`,
    'ask for a shorter window',
  );
}

function refusal(ticket: Ticket, error: WritError): OmittedTicket {
  const { code, message, remedy } = error;
  return { ticket: ticket.ticket, file: ticket.file, state: 'invalid', reasons: [{ code, message, remedy }] };
}
