import {
  by,
  canonicalJson,
  instantOf,
  isList,
  sorted,
  WritError,
  type Instant,
  type List,
} from '../../kernel/index.js';
import { basisText, type Pushes, type Window } from '../../model/index.js';
import type { Catalogue, Provenance, WantedEdge } from '../../manifest/index.js';
import { structureOf, type PathEdge } from './closure.js';
import type { PathedClaim } from './paths.js';
import { unionAt } from './windows.js';

/** An edge that is wanted, before it has a place in Terraform. */
export interface Want extends PathEdge {
  readonly window: Window;
  readonly because: List<Provenance>;
}

/** The window of structure: it stands as long as it is declared, and has no beginning of its own. */
const BY_DECLARATION: Window = { start: instantOf(0), end: 'standing' };

/** Every edge that the declarations and the claims want, each once with all its reasons, sorted by id. */
export function wantedEdges(
  catalogue: Catalogue,
  pushes: Pushes,
  admitted: readonly PathedClaim[],
  asOf: Instant,
): Want[] {
  const found = new Map<string, Gathered>();
  gatherStructure(found, catalogue, pushes);
  for (const { basis, window, package: pack, asset, paths } of admitted) {
    const because = { package: pack, asset, standing: { basis, window } };
    for (const each of paths.flat()) if (each.role !== 'structure') gather(found, each, because);
  }
  return sorted(
    [...found.values()].map((each) => wantOf(each, asOf)),
    by((want) => want.id),
  );
}

interface Gathered {
  readonly edge: PathEdge;
  readonly because: Map<string, Provenance>;
}

function gatherStructure(found: Map<string, Gathered>, catalogue: Catalogue, pushes: Pushes): void {
  for (const { id, grants } of catalogue.packages) {
    for (const { asset, entitlements } of grants) {
      for (const path of entitlements) {
        const edge = structureOf(path, pushes);
        if (edge) gather(found, edge, { package: id, asset });
      }
    }
  }
}

function gather(found: Map<string, Gathered>, edge: PathEdge, because: Provenance): void {
  const known = found.get(edge.id);
  if (known && known.edge.key !== edge.key) {
    throw new WritError('BUG', `two edges share the short id \`${edge.id}\``, {
      remedy: 'report this with the manifest',
    });
  }
  const gathered = known ?? { edge, because: new Map<string, Provenance>() };
  gathered.because.set(provenanceKey(because), because);
  if (!known) found.set(edge.id, gathered);
}

function wantOf({ edge, because }: Gathered, asOf: Instant): Want {
  const reasons = sorted(because.values(), IN_ORDER);
  const windows = reasons.map(({ standing }) => standing?.window ?? BY_DECLARATION);
  if (!isList(reasons) || !isList(windows))
    throw new WritError('BUG', 'an edge is wanted for no reason', { remedy: 'report this' });
  return { ...edge, window: unionAt(windows, asOf), because: reasons };
}

const IN_ORDER = by<Provenance>(
  (each) => each.package,
  (each) => each.asset,
  (each) => (each.standing ? basisText(each.standing.basis) : ''),
  (each) => each.standing?.window.start ?? '',
);

function provenanceKey(because: Provenance): string {
  return canonicalJson(because);
}

/** Whether `edge` is held by something other than a ticket, and so lives with what stands. */
export function isStanding({ because }: Pick<WantedEdge, 'because'>): boolean {
  return because.some(
    ({ standing }) => !standing || standing.basis.kind === 'birthright' || standing.basis.kind === 'legacy',
  );
}
