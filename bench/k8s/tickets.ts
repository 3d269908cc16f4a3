import { digest, type Instant } from '../../lib/kernel/index.js';
import type { Catalogue, Ticket } from '../../lib/manifest/index.js';
import type { IdentitySnapshot } from '../../lib/identity/index.js';
import { intake, type Decision } from '../../lib/policy/index.js';
import { assetName, packageId } from './declare.js';
import { workerOf, type Snapshot } from './snapshot.js';

const HALF_YEAR = 180 * 86_400_000;

/** One ticket per published membership. */
export function ticketsOf(snapshot: Snapshot): Ticket[] {
  return snapshot.memberships.map(({ org, team, user, role }, index) => ({
    ticket: `K8S-${index + 1}`,
    kind: 'standard',
    principal: `hr:${workerOf(user)}`,
    package: packageId(org, team),
    asset: assetName(org),
    justification: `published membership, role ${role}`,
    window: { start: 'on-approval', for: HALF_YEAR },
    file: `${index}.yaml`,
  }));
}

/** Every ticket that intake resolves, approved at `at`; throws when one is refused, since the data is published truth. */
export function approveAll(
  tickets: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  at: Instant,
): Decision[] {
  const { resolved, refused } = intake(tickets, catalogue, identity, at);
  if (refused.length > 0)
    throw new Error(`${refused.length} tickets refused, the first: ${JSON.stringify(refused[0])}`);
  const known = new Set<string>(identity.people.map(({ id }) => id));
  return resolved.map(({ ticket, digest: subject, package: wanted }) => ({
    ticket: ticket.ticket,
    digest: subject,
    outcome: 'approve',
    rules: ['published'],
    reasons: ['membership published by the organization'],
    approvers: named(catalogue, known, wanted.owner, ticket.principal),
    policy: digest('published'),
    at,
  }));
}

/** Somebody among the owners who is a member and not the beneficiary. */
function named(
  { teams }: Catalogue,
  known: ReadonlySet<string>,
  owner: string,
  beneficiary: string,
): string[] {
  const approvers = teams.filter(({ name }) => name === owner).flatMap((team) => team.approvers);
  const other = approvers.find((id) => known.has(id) && `hr:${id}` !== beneficiary);
  return other === undefined ? [] : [`hr:${other}`];
}
