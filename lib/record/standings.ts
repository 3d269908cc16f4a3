import { by, canonicalJson, sorted } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { windowState, type Basis, type EdgeId, type Principal, type Window } from '../model/index.js';
import type { Instant } from '../kernel/index.js';

/** A basis that a manifest knows, standing or ended, with the edges it holds. */
export interface WantedStanding {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  /** The ticket of the basis, when it is one. */
  readonly ticket?: string;
  readonly window: Window;
  readonly edges: readonly EdgeId[];
  /** Why it ended, for what has. */
  readonly why?: Manifest['ended'][number]['why'];
}

/** Everything that a manifest says stands or stood, one line per principal, package, asset and basis. */
export function standingsIn({ grants, ended }: Manifest): WantedStanding[] {
  const lines = new Map<string, WantedStanding>();
  for (const grant of grants)
    for (const { basis, window } of grant.bases) {
      const line = lineOf(grant, basis, window);
      const known = lines.get(standingKey(line));
      const edges = new Set([...(known?.edges ?? []), ...grant.via]);
      lines.set(standingKey(line), { ...line, edges: [...edges].sort() });
    }
  for (const grant of ended) {
    const edges = grant.via.map(({ id }) => id).sort();
    const line = { ...lineOf(grant, grant.basis, grant.window), edges, why: grant.why };
    lines.set(standingKey(line), line);
  }
  return sorted(lines.values(), by(standingKey));
}

/** Bases that are over at an instant, each with the edges that nothing else holds open then. */
export function endedIn(manifest: Manifest, at: Instant): WantedStanding[] {
  const all = standingsIn(manifest);
  const open = new Set(
    all.filter(({ window, why }) => !why && windowState(window, at) === 'open').flatMap(({ edges }) => edges),
  );
  const structure = new Set(manifest.edges.filter(({ role }) => role === 'structure').map(({ id }) => id));
  return all
    .filter(({ window, why }) => why !== undefined || windowState(window, at) === 'ended')
    .map((line) => ({ ...line, edges: line.edges.filter((id) => !open.has(id) && !structure.has(id)) }))
    .filter(({ edges }) => edges.length > 0);
}

function lineOf(
  { principal, package: pack, asset }: Pick<WantedStanding, 'principal' | 'package' | 'asset'>,
  basis: Basis,
  window: Window,
): Omit<WantedStanding, 'edges'> {
  return {
    principal,
    package: pack,
    asset,
    basis,
    window,
    ...('ticket' in basis ? { ticket: basis.ticket } : {}),
  };
}

function standingKey({
  principal,
  package: pack,
  asset,
  basis,
  window,
}: Omit<WantedStanding, 'edges'>): string {
  return canonicalJson([principal, pack, asset, basis, window.start]);
}
