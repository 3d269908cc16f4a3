import { branded, digest, parseInstant, type Instant } from '../../../lib/kernel/index.js';
import { findingsAbout, linksOf, type IdentitySnapshot } from '../../../lib/identity/index.js';
import { TICKET_SCHEMA, type Catalogue, type Ticket } from '../../../lib/manifest/index.js';
import { tryParsePrincipal } from '../../../lib/model/index.js';
import {
  loginsOf,
  NOTHING_OBSERVED,
  NOTHING_UNDONE,
  type Actor,
  type ObservedChange,
  type ResolvedTicket,
} from '../../../lib/policy/index.js';
import type { FactGround } from '../../../lib/policy/facts/ground.js';
import { catalogueWith, packageOf } from '../../_helpers/catalogue.js';
import { AS_OF, hrRow, identityOf } from '../../_helpers/people.js';

export const NOW: Instant = AS_OF;
const HOUR = 3_600_000;

/** People 1 (who has a forge login `boss`) and 2 (`two`), both at work in Platform. */
export const PEOPLE: IdentitySnapshot = withLogins(
  identityOf([hrRow('1'), hrRow('2'), hrRow('9', { status: 'terminated', last_day: '2026-11-01' })]),
  { '1': 'boss', '2': 'two', '9': 'gone' },
);

export function withLogins(
  snapshot: IdentitySnapshot,
  logins: Readonly<Record<string, string>>,
): IdentitySnapshot {
  return {
    ...snapshot,
    people: snapshot.people.map((record) => {
      const login = logins[record.id];
      return login === undefined ? record : { ...record, forgeLogin: login };
    }),
  };
}

export const CATALOGUE: Catalogue = catalogueWith([packageOf('admin')]);

/** What facts are derived from: nothing observed, nothing held, nothing approved, unless a test says so. */
export function groundOf(changes: Partial<FactGround> = {}, identity = PEOPLE): FactGround {
  return {
    catalogue: CATALOGUE,
    links: linksOf(identity),
    observations: NOTHING_OBSERVED,
    logins: loginsOf(identity),
    tickets: new Map(),
    holdings: () => [],
    approvedAt: () => undefined,
    findings: findingsAbout(identity.findings ?? []),
    undone: NOTHING_UNDONE,
    at: NOW,
    ...changes,
  };
}

/** A ticket of person 2 for `admin` on `payments`; a test says only what it is about. */
export function ticketOf(changes: object = {}): Ticket {
  return {
    schema: TICKET_SCHEMA,
    ticket: 'ACC-0001',
    kind: 'standard',
    principal: 'hr:2',
    package: 'admin',
    asset: 'payments',
    justification: 'Roll back the failed migration',
    window: { start: 'on-approval', for: HOUR },
    file: 'ACC-0001.yaml',
    ...changes,
  };
}

export function resolvedOf(ticket: Ticket = ticketOf(), catalogue: Catalogue = CATALOGUE): ResolvedTicket {
  const principal = tryParsePrincipal(ticket.principal);
  const wanted = catalogue.packages.find(({ id }) => id === ticket.package);
  const grants = wanted?.grants.find(({ asset }) => asset === ticket.asset);
  if (!wanted || !grants || !principal) throw new Error(`no ${ticket.package} on ${ticket.asset}`);
  return {
    ticket,
    principal,
    holder: ticket.principal.startsWith('hr:') ? 'employee' : 'workload',
    package: wanted,
    asset: grants.asset,
    entitlements: grants.entitlements,
    digest: digest(JSON.stringify(ticket)),
  };
}

/** The change that brought ACC-0001. */
export function changeBy(openedBy: Actor, tickets: readonly string[] = ['ACC-0001']): ObservedChange {
  return {
    change: 'pull/1',
    repository: 'github.com/acme/access',
    base: 'main@1',
    head: 'head@1',
    openedBy,
    openedAt: parseInstant('2026-11-20T08:00:00Z'),
    pushedBy: [openedBy],
    emails: [],
    tickets,
  };
}

export const user = (login: string): Actor => ({ login, kind: 'user' });
export const bot = (login: string): Actor => ({ login, kind: 'bot' });
export const worker = branded<'worker'>;
