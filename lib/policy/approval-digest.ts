import { digestOf, type Digest } from '../kernel/index.js';
import type { Principal } from '../model/index.js';
import type { AssetGrants, Catalogue, PackageDeclaration, Ticket } from '../manifest/index.js';
import type { FindPublished } from '../meaning/index.js';
import { contentReachOf } from './reach.js';

/** Makes the approval digest of one resolved ticket. */
export type ApprovalDigester = (
  ticket: Ticket,
  principal: Principal,
  wanted: PackageDeclaration,
  grants: AssetGrants,
) => Digest;

/**
 * The digest that an approval binds to (docs/rules.md#rule-2): organization, ticket id, kind, basis, window, the resolved
 * content of every entitlement it gives and of all that its edges reach, and the digests of package and route. Any other
 * content is unapproved: whoever widens what a carrier holds has every holder decided again, and so has a newer text of a policy of AWS's
 * that a role has.
 * Digests of packages and of their content are made once per catalogue.
 */
export function approvalDigester(catalogue: Catalogue, find?: FindPublished): ApprovalDigester {
  const reach = contentReachOf(catalogue, find);
  const packageDigest = once((wanted: PackageDeclaration) => digestOf({ ...wanted, path: undefined }));
  const contentsDigest = once((grants: AssetGrants) =>
    digestOf(grants.entitlements.map((path) => reach(path))),
  );
  return (ticket, principal, wanted, grants) =>
    digestOf({
      schema: 'writ.approval/3',
      organization: catalogue.organization,
      ticket: ticket.ticket,
      kind: ticket.kind,
      principal,
      package: packageDigest(wanted),
      route: wanted.approval,
      asset: grants.asset,
      entitlements: contentsDigest(grants),
      justification: ticket.justification,
      window: ticket.window,
      trigger: ticket.trigger ?? null,
      of: ticket.of ?? null,
      ...(ticket.schema === undefined ? {} : { claims: claimsOf(ticket) }),
    });
}

/** What version 2 says more; a ticket of version 1 has none of it, so that its digest is what it always was. */
function claimsOf(ticket: Ticket): Readonly<Record<string, unknown>> {
  const { schema, tier, class: declaredClass, onBehalfOf, exception, recovery, review, reaches } = ticket;
  return { schema, tier, class: declaredClass, onBehalfOf, exception, recovery, review, reaches };
}

function once<K extends object>(make: (key: K) => Digest): (key: K) => Digest {
  const made = new Map<K, Digest>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
