import { nearest, type WritError } from '../kernel/index.js';
import type { AssetGrants, Catalogue, HolderClass, PackageDeclaration, Ticket } from '../manifest/index.js';
import { requestable } from './job-functions.js';
import type { Subject } from './subject.js';
import { fault } from './ticket-fault.js';

/** The declared package that a ticket names. Throws PACKAGE_UNKNOWN. */
export function findPackage(
  ticket: Ticket,
  packages: ReadonlyMap<string, PackageDeclaration>,
): PackageDeclaration {
  const found = packages.get(ticket.package);
  if (found) return found;
  const known = [...packages.keys()];
  const meant = nearest(ticket.package, known);
  throw fault(
    'PACKAGE_UNKNOWN',
    ticket,
    'package',
    'is not a declared package',
    meant === undefined ? 'name a declared package' : `did you mean \`${meant}\`?`,
    meant === undefined ? known : [meant],
  );
}

/** What the package gives on the asset that a ticket names. Throws ASSET_UNKNOWN. */
export function findAsset(ticket: Ticket, wanted: PackageDeclaration): AssetGrants {
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

/** A package is for the kinds of principals that it names. Throws HOLDER_NOT_ALLOWED. */
export function refuseHolder(ticket: Ticket, wanted: PackageDeclaration, holder: HolderClass): void {
  if (wanted.holders.includes(holder)) return;
  throw fault(
    'HOLDER_NOT_ALLOWED',
    ticket,
    'principal',
    `is a ${holder}; \`${wanted.id}\` is for ${wanted.holders.join(', ')}`,
    'ask for a package that this kind of principal may hold',
  );
}

/**
 * Why the holder may not ask for the package now; undefined when a job function names it. Throws NOT_REQUESTABLE when
 * nobody may ask for it by such a ticket.
 */
export function notRequestable(
  ticket: Ticket,
  wanted: PackageDeclaration,
  subject: Subject,
  catalogue: Catalogue,
): WritError | undefined {
  if (ticket.kind === 'exception') return undefined;
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
  if (requestable(catalogue, subject.facts).has(wanted.id)) return undefined;
  return fault(
    'NOT_REQUESTABLE',
    ticket,
    'package',
    `may not be asked for by \`${ticket.principal}\``,
    'have a job function name it, or open a ticket of kind `exception`',
  );
}

/** A window is no longer than the package allows. Throws WINDOW_INVALID. */
export function refuseWindow(ticket: Ticket, wanted: PackageDeclaration): void {
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
