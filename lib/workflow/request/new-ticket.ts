import { linksOf, type IdentityLinks } from '../../identity/index.js';
import { isWritError, WritErrors, type Instant } from '../../kernel/index.js';
import { approverRoles, type Ticket } from '../../manifest/index.js';
import { tryParsePrincipal } from '../../model/index.js';
import {
  fallbackHolders,
  fallbackOpen,
  holdersOf,
  roleText,
  unfit,
  type Decision,
} from '../../policy/index.js';
import type { WrittenTicket } from '../../report/index.js';
import { ticketFaults } from '../check/ticket-faults.js';
import { asOptions } from './as-options.js';
import { compose, type ComposeGround, type Draft } from './compose.js';
import { ticketNumber, usualPrefix } from './ticket-number.js';

/** What a new ticket needs of the world. */
export interface NewTicketPorts {
  /** The text of a ticket file. */
  print(fields: Readonly<Record<string, unknown>>): string;
  /** Reads a text back. Throws what is wrong with it. */
  parse(text: string, file: string): Ticket;
  /** Writes a new file below the folder of tickets; false where there is one already, which stays. */
  write(file: string, text: string): Promise<boolean>;
}

/** Everything that a new ticket is held to. */
export interface NewTicketGround extends ComposeGround {
  readonly decisions: readonly Decision[];
  readonly at: Instant;
}

/**
 * Composes a ticket, holds it to all that `writ check` would, and writes it under an id of its own. Nothing is written of
 * one that would be refused. Throws USAGE with what is missing, and what is wrong with the ticket.
 */
export async function newTicket(ports: NewTicketPorts, ground: NewTicketGround): Promise<WrittenTicket> {
  const draft = await compose(ground);
  const ids = ground.tickets.map(({ ticket }) => ticket);
  const taken = new Set(ids);
  const key = { principal: draft.principal, package: draft.package, asset: draft.asset, at: ground.at };
  for (;;) {
    const id = ticketNumber(usualPrefix(ids), key, (each) => taken.has(each));
    const file = `${ground.at.slice(0, 4)}/${id}.yaml`;
    const { schema, ...rest } = draft;
    const text = ports.print({ schema, ticket: id, ...rest });
    const ticket = await held(() => ports.parse(text, file), draft, ground);
    if (await ports.write(file, text)) return written(ticket, text, draft, ground);
    taken.add(id);
  }
}

/** The ticket that a text would be, held to all that `writ check` would. */
async function held(read: () => Ticket, draft: Draft, ground: NewTicketGround): Promise<Ticket> {
  try {
    const ticket = read();
    await refuseFaulty(ticket, ground);
    return ticket;
  } catch (error) {
    throw isWritError(error) ? asOptions(error, draft) : error;
  }
}

async function refuseFaulty(ticket: Ticket, ground: NewTicketGround): Promise<void> {
  const { catalogue, identity, decisions, at } = ground;
  const input = { catalogue, identity, decisions, tickets: [...ground.tickets, ticket], asOf: at };
  const found = await ticketFaults(input, (file) => Promise.resolve({ file }));
  const own = found.filter(({ place }) => place?.file === ticket.file);
  const [only] = own;
  if (only && own.length === 1) throw only;
  if (only) throw new WritErrors('TICKET_INVALID', `the ticket would have ${own.length} faults`, own);
}

function written(ticket: Ticket, text: string, draft: Draft, ground: NewTicketGround): WrittenTicket {
  const { principal, package: wanted, asset } = draft;
  return {
    schema: 'writ.request/1',
    ticket: ticket.ticket,
    file: ticket.file,
    text,
    principal,
    package: wanted,
    asset,
    ...routeOf(ticket, ground),
  };
}

function routeOf(
  ticket: Ticket,
  { catalogue, identity, at }: NewTicketGround,
): Pick<WrittenTicket, 'route' | 'approvals'> {
  const wanted = catalogue.packages.find(({ id }) => id === ticket.package);
  const principal = tryParsePrincipal(ticket.principal);
  if (!wanted || !principal || ticket.kind === 'removal') return { route: 'none', approvals: [] };
  const links = linksOf(identity);
  const asked = { principal, package: wanted };
  const book = { people: links, teams: catalogue.teams, delegations: identity.delegations ?? [] };
  const approvals = approverRoles(wanted.approval).map((role) => {
    const instead = fallbackOpen(role, asked, book, at) !== undefined;
    return {
      role: `${instead ? 'fallback for ' : ''}${roleText(role, asked)}`,
      people: [...(instead ? fallbackHolders : holdersOf)(role, asked, book)]
        .filter((id) => unfit(id, asked, at, { people: links }) === undefined)
        .map((id) => named(id, links)),
    };
  });
  return { route: wanted.approval.kind, approvals };
}

function named(id: string, links: IdentityLinks): string {
  const principal = tryParsePrincipal(id);
  const name = principal && links.personOf(principal.id)?.name;
  return name === undefined ? id : `${name} (${id})`;
}
