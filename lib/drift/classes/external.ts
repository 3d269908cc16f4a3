import type { PermissionSetDeclaration, WantedEdge } from '../../manifest/index.js';
import { isGroup, objectOf, type Edge } from '../../model/index.js';
import type { ContentDifference } from '../content/difference.js';
import type { Ground } from '../ground.js';
import type { ContentDraft } from '../judging/content-finding.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { whyWanted } from '../judging/why-wanted.js';

/** Live where another repository owns the group, the permission set, or how it comes there. */
export function externally(
  { scopes }: Ground,
  edge: Edge,
  carriage: { readonly by: string } | undefined,
): EdgeDraft | undefined {
  const { holder, target } = edge;
  const held = isGroup(holder) ? scopes.externalOwner(holder) : undefined;
  const owner = scopes.externalOwner(objectOf(target)) ?? held;
  if (owner === undefined && carriage?.by !== 'external') return undefined;
  return {
    code: 'EXTERNAL',
    because: `it is not declared here, and ${owner ?? 'another repository'} owns where it is`,
    cure: askTheOwner(owner),
  };
}

/** Wanted and absent where another repository would have to put it. */
export function missingElsewhere(wanted: WantedEdge, owner: string): EdgeDraft {
  return {
    code: 'EXTERNAL',
    because: `${whyWanted(wanted)}, and ${owner} owns where it is`,
    cure: askTheOwner(owner),
  };
}

/** A permission set of another repository's that is not as expected of it. */
export function differingElsewhere(
  { external: owner }: PermissionSetDeclaration,
  { extra, changed, lost }: ContentDifference,
): ContentDraft {
  return {
    code: 'EXTERNAL',
    added: [...extra, ...changed],
    removed: lost,
    gives: (set) => `permission set ${set} differs from what is expected of it`,
    because: `${owner ?? 'another repository'} owns it`,
    cure: askTheOwner(owner),
  };
}

function askTheOwner(owner: string | undefined): string {
  return `ask ${owner ?? 'its owner'}; Writ never changes it`;
}
