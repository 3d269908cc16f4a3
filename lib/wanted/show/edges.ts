import { readability } from '../../inventory/index.js';
import { linksOf } from '../../identity/index.js';
import type { EndedGrant, WantedEdge } from '../../manifest/index.js';
import {
  basisText,
  edgeKey,
  isGroup,
  principalText,
  sentenceOf,
  targetText,
  windowState,
  type Edge,
  type Grant,
  type Principal,
  type Words,
} from '../../model/index.js';
import type { EdgeView, EndedView, GrantView, Liveness } from './view.js';
import type { ShowInput } from './show.js';

/** Grants and edges as they are shown: with names, and with what is known of them live. */
export interface Viewer {
  readonly name: (principal: Principal) => string;
  readonly says: (edge: Edge) => string;
  readonly liveness: (edge: Edge) => Liveness;
  readonly carriage: (wanted: WantedEdge) => string;
  readonly grant: (grant: Grant) => GrantView;
  readonly ended: (grant: EndedGrant) => EndedView;
}

/** Builds the look-ups once. */
export function viewer(input: ShowInput): Viewer {
  const { manifest, at } = input;
  const name = namer(input);
  const words = wordsOf(input, name);
  const says = (edge: Edge): string => sentenceOf(edge, words);
  const liveness = livenessOf(input);
  const edges = new Map(manifest.edges.map((wanted) => [wanted.id, wanted]));
  const titles = new Map(manifest.catalogue.packages.map(({ id, title }) => [id, title]));
  const edgeView = (wanted: WantedEdge): EdgeView => ({
    id: wanted.id,
    says: says(wanted.edge),
    carriedBy: carriageText(wanted),
    live: liveness(wanted.edge),
  });
  return {
    name,
    says,
    liveness,
    carriage: carriageText,
    grant: (grant) => ({
      principal: principalText(grant.principal),
      name: name(grant.principal),
      package: grant.package,
      title: titles.get(grant.package) ?? grant.package,
      asset: grant.asset,
      gives: targetText(grant.entitlement, words),
      bases: grant.bases.map(({ basis, window }) => ({
        basis: basisText(basis),
        ...window,
        state: windowState(window, at),
      })),
      edges: grant.via.flatMap((id) => edges.get(id) ?? []).map(edgeView),
    }),
    ended: (grant) => ({
      principal: principalText(grant.principal),
      name: name(grant.principal),
      package: grant.package,
      asset: grant.asset,
      basis: basisText(grant.basis),
      endedAt: grant.endedAt,
      why: grant.why,
      edges: grant.via.map(({ id, edge }) => ({
        id,
        says: says(edge),
        carriedBy: 'nothing any more',
        live: liveness(edge),
      })),
    }),
  };
}

function livenessOf({ inventory }: ShowInput): (edge: Edge) => Liveness {
  if (!inventory) return () => 'not-asked';
  const live = new Set(inventory.edges.map(({ edge }) => edgeKey(edge)));
  const absent = readability(inventory);
  return (edge) => (live.has(edgeKey(edge)) ? 'live' : absent(edge) === true ? 'absent' : 'unreadable');
}

function namer({ manifest, identity }: ShowInput): (principal: Principal) => string {
  const links = linksOf(identity);
  const workloads = new Map(manifest.catalogue.workloads.map(({ id, title }) => [id as string, title]));
  return (principal) =>
    (principal.kind === 'person' ? links.personOf(principal.id)?.name : workloads.get(principal.id)) ??
    principalText(principal);
}

function wordsOf({ manifest }: ShowInput, name: (principal: Principal) => string): Words {
  const accounts = new Map(
    manifest.catalogue.accounts.map((account) => [account.id as string, account.name]),
  );
  return {
    holder: (holder) => {
      if (holder.kind === 'unlinked') return `${holder.source} user ${holder.native}`;
      return isGroup(holder) ? `group ${holder.name}` : name(holder);
    },
    account: (id) => `${accounts.get(id) ?? 'account'} (${id})`,
  };
}

function carriageText({ carriage }: WantedEdge): string {
  switch (carriage.by) {
    case 'terraform':
      return `${carriage.address} in stack ${carriage.stack}`;
    case 'push':
      return `SCIM push of edge ${carriage.upstream}`;
    case 'external':
      return `another owner: ${carriage.owner}`;
  }
}
