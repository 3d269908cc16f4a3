import type { Inventory } from '../../inventory/index.js';
import { linksOf, type IdentitySnapshot } from '../../identity/index.js';
import { sortedTexts, WritError, type Digest, type Instant } from '../../kernel/index.js';
import type { EndedGrant, Manifest, PackageDeclaration } from '../../manifest/index.js';
import {
  edgeIdOf,
  edgeKey,
  isGroup,
  principalKey,
  principalText,
  targetKey,
  type Edge,
  type Grant,
  type Principal,
} from '../../model/index.js';
import type { ShowView } from './view.js';
import { viewer, type Viewer } from './edges.js';
import { aboutPackage, aboutPrincipal } from './about.js';
import { findPrincipal } from './find.js';

/** What is shown from. */
export interface ShowInput {
  readonly manifest: Manifest;
  readonly manifestDigest: Digest;
  readonly identity: IdentitySnapshot;
  readonly at: Instant;
  /** Present when the live world was swept. */
  readonly inventory?: Inventory;
}

/** One edge of the manifest and every grant that goes through it. Throws NOT_FOUND. */
export function showGrant(input: ShowInput, id: string): ShowView {
  const { manifest } = input;
  const through = ({ via }: Grant): boolean => via.some((edge) => edge === id);
  const grants = manifest.grants.filter(through);
  const ended = manifest.ended.filter(({ via }) => via.some((edge) => edge.id === id));
  const wanted = manifest.edges.find((edge) => edge.id === id);
  const edge =
    wanted?.edge ??
    ended.flatMap(({ via }) => via).find((each) => each.id === id)?.edge ??
    input.inventory?.edges.find((live) => edgeIdOf(edgeKey(live.edge)) === id)?.edge;
  if (!edge) {
    throw new WritError(
      'NOT_FOUND',
      `no ${input.inventory ? 'wanted, ended or live' : 'wanted or ended'} edge has the id \`${id}\``,
      {
        remedy: input.inventory
          ? 'take an id of a grant from `writ drift` or `writ show principal`'
          : 'add --live: what is foreign is in no manifest; or take an id from `writ show principal`',
      },
    );
  }
  const view = viewer(input);
  const because = sortedTexts(
    (wanted?.because ?? []).map(({ package: name, asset }) => `${name} on ${asset}`),
  );
  const about = [
    { label: 'live', text: view.liveness(edge) },
    ...(because.length > 0 ? [{ label: 'wanted for', text: because.join(', ') }] : []),
    ...(wanted || ended.length > 0
      ? []
      : [{ label: 'wanted', text: 'by nothing: `writ drift` says why it is foreign' }]),
    ...(wanted ? [{ label: 'carried by', text: view.carriage(wanted) }] : []),
  ];
  return shown(input, view, { what: 'grant', id, title: view.says(edge), about, grants, ended });
}

/** Everything that one person or workload holds by declaration, and what is live beside it. Throws NOT_FOUND, NAME_AMBIGUOUS. */
export function showPrincipal(input: ShowInput, text: string): ShowView {
  const { manifest, identity } = input;
  const principal = findPrincipal(text, manifest, identity);
  const key = principalKey(principal);
  const is = (other: { readonly principal: Principal }): boolean => principalKey(other.principal) === key;
  const view = viewer(input);
  return {
    ...shown(input, view, {
      what: 'principal',
      id: principalText(principal),
      title: view.name(principal),
      about: aboutPrincipal(principal, manifest, linksOf(identity)),
      grants: manifest.grants.filter(is),
      ended: manifest.ended.filter(is),
    }),
    unwanted: unwantedOf(input, view, ({ holder }) => 'id' in holder && principalKey(holder) === key),
  };
}

/** What a package is, and who holds it. Throws NOT_FOUND. */
export function showPackage(input: ShowInput, id: string): ShowView {
  const { manifest } = input;
  const declared = manifest.catalogue.packages.find((each) => each.id === id);
  if (!declared) throw unknownPackage(id, manifest.catalogue.packages);
  const of = (grant: { readonly package: string }): boolean => grant.package === id;
  const view = viewer(input);
  return {
    ...shown(input, view, {
      what: 'package',
      id,
      title: declared.title,
      about: aboutPackage(declared, input.manifest.catalogue),
      grants: manifest.grants.filter(of),
      ended: manifest.ended.filter(of),
    }),
    unwanted: unwantedOf(input, view, leadsTo(manifest, id)),
    package: declared,
  };
}

interface ShownSubject extends Pick<ShowView, 'what' | 'id' | 'title' | 'about'> {
  readonly grants: readonly Grant[];
  readonly ended: readonly EndedGrant[];
}

function shown(input: ShowInput, view: Viewer, subject: ShownSubject): ShowView {
  return {
    schema: 'writ.show/1',
    ...subject,
    at: input.at,
    manifest: input.manifestDigest,
    grants: subject.grants.map((grant) => view.grant(grant)),
    ended: subject.ended.map((grant) => view.ended(grant)),
    unwanted: [],
    complete: input.inventory?.sources.every((source) => source.complete) ?? true,
  };
}

/** Whether an edge leads to what a package gives: its assignments and groups, and those they go through. */
function leadsTo({ edges }: Manifest, id: string): (edge: Edge) => boolean {
  const own = edges.filter(({ because }) => because.some((one) => one.package === id));
  const targets = new Set(
    own.flatMap(({ edge: { holder, target } }) => [
      targetKey(target),
      ...(isGroup(holder) ? [targetKey(holder)] : []),
    ]),
  );
  return ({ target }) => targets.has(targetKey(target));
}

function unwantedOf(
  { manifest, inventory }: ShowInput,
  view: Viewer,
  concerns: (edge: Edge) => boolean,
): string[] {
  if (!inventory) return [];
  const wanted = new Set(manifest.edges.map(({ edge }) => edgeKey(edge)));
  return sortedTexts(
    inventory.edges
      .filter(({ edge, cause }) => cause.by !== 'service' && concerns(edge))
      .filter(({ edge }) => !wanted.has(edgeKey(edge)))
      .map(({ edge }) => view.says(edge)),
  );
}

function unknownPackage(id: string, packages: readonly PackageDeclaration[]): WritError {
  const ids = packages.map((each) => each.id);
  const near = ids.filter((each) => each.includes(id) || id.includes(each));
  return new WritError('NOT_FOUND', `no package has the id \`${id}\``, {
    remedy: `name one of ${(near.length > 0 ? near : ids).join(', ')}`,
    candidates: near,
  });
}
