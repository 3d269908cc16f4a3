import { quoted, WritError, type Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal, type Principal } from '../model/index.js';
import {
  lifetimeIsOver,
  type Catalogue,
  type HolderClass,
  type Ticket,
  type WorkloadDeclaration,
} from '../manifest/index.js';
import {
  employmentAt,
  type IdentityLinks,
  type IdentitySnapshot,
  type PersonRecord,
} from '../identity/index.js';
import { workloadMeant, type MeantWorkload } from './workload-name.js';

/** Who a ticket is for, resolved by immutable id. */
export type Subject =
  | { readonly principal: Principal; readonly holder: HolderClass; readonly facts: PersonRecord }
  | { readonly principal: Principal; readonly holder: 'workload'; readonly facts: WorkloadDeclaration };

/**
 * Resolves a ticket's principal by immutable id only. A name, e-mail or login is refused, with the ids that it fits.
 * Throws SUBJECT_UNKNOWN, SUBJECT_AMBIGUOUS, NHI_UNSPECIFIC, SHARED_ACCOUNT.
 */
export function resolveSubject(
  ticket: Ticket,
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  links: IdentityLinks,
): Subject {
  refuseShared(ticket, identity);
  const principal = tryParsePrincipal(ticket.principal);
  if (!principal) throw byName(ticket, catalogue, identity);
  if (principal.kind === 'person') {
    const facts = links.personOf(principal.id);
    if (facts) return { principal, holder: facts.worker, facts };
  } else {
    const facts = catalogue.workloads.find((declared) => declared.id === principal.id);
    if (facts) return { principal, holder: 'workload', facts };
  }
  throw unknown(ticket, 'is not known', []);
}

/** That a holder left, or that a contract or lifetime is over at `at`. Throws SUBJECT_INACTIVE of one who has not started. */
export function inactivity(subject: Subject, at: Instant): WritError | undefined {
  const { facts } = subject;
  if ('expires' in facts) {
    return lifetimeIsOver(facts, at)
      ? inactive(subject, `has a lifetime that ended at ${facts.expires}`)
      : undefined;
  }
  const employment = employmentAt(facts, at);
  if (employment.state === 'ahead') throw inactive(subject, `starts only at ${employment.from}`);
  return employment.state === 'left' ? inactive(subject, `is gone: ${employment.why}`) : undefined;
}

function inactive({ principal }: Subject, why: string): WritError {
  return new WritError('SUBJECT_INACTIVE', `\`${principalText(principal)}\` ${why}`, {
    remedy: 'correct the record at its source if it is wrong; otherwise withdraw the ticket',
  });
}

function refuseShared(ticket: Ticket, identity: IdentitySnapshot): void {
  const text = ticket.principal.toLowerCase();
  const shared = identity.shared.some(
    (account) => account.login.toLowerCase() === text || account.native.toLowerCase() === text,
  );
  if (!shared && !text.startsWith('shared:')) return;
  throw new WritError('SHARED_ACCOUNT', `${quoted(ticket.principal)} is a shared account`, {
    place: { file: ticket.file, path: 'principal' },
    remedy: 'name the one person or workload that needs the access',
  });
}

function byName(ticket: Ticket, catalogue: Catalogue, identity: IdentitySnapshot): WritError {
  const text = ticket.principal.trim().toLowerCase();
  const fits = identity.people.filter((record) =>
    [record.name, record.email, ...record.accounts.map((account) => account.login)].some(
      (name) => name.toLowerCase() === text,
    ),
  );
  const candidates = fits.map((record) => `hr:${record.id}`);
  const meant = candidates.length === 0 ? workloadMeant(ticket.principal, catalogue, identity) : undefined;
  if (meant) return unspecific(ticket, meant);
  if (candidates.length < 2) return unknown(ticket, 'is not an immutable id', candidates);
  return new WritError('SUBJECT_AMBIGUOUS', `${quoted(ticket.principal)} fits ${candidates.length} people`, {
    place: { file: ticket.file, path: 'principal' },
    remedy: `write one of ${candidates.join(', ')}`,
    candidates,
  });
}

/** A program's access stands on one declared workload, whose owner, purpose, repository and lifetime a reviewer can look at. */
function unspecific(ticket: Ticket, { candidates }: MeantWorkload): WritError {
  return new WritError('NHI_UNSPECIFIC', `${quoted(ticket.principal)} is not the id of a declared workload`, {
    place: { file: ticket.file, path: 'principal' },
    remedy: candidates[0]
      ? `write \`${candidates.join('` or `')}\``
      : 'declare the workload with its owner, purpose and binding by a governance change, and write `workload:<id>`',
    candidates,
  });
}

function unknown(ticket: Ticket, why: string, candidates: readonly string[]): WritError {
  return new WritError('SUBJECT_UNKNOWN', `${quoted(ticket.principal)} ${why}`, {
    place: { file: ticket.file, path: 'principal' },
    remedy: candidates[0]
      ? `write \`${candidates[0]}\``
      : 'write `hr:<worker id>` as HR has it, or `workload:<id>` as declared',
    candidates,
  });
}
