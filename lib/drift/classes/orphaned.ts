import type { EndedGrant } from '../../manifest/index.js';
import { isGroup, sourceOf, type Edge, type Group, type Holder } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { endedBy } from '../judging/cause.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import type { Unwanted } from '../sight.js';

/** Its holder left, expired or lost its owners: it can hold nothing any more. */
export function goneHolder(
  ground: Ground,
  { live, declared }: Unwanted,
  ended: EndedGrant | undefined,
): EdgeDraft | undefined {
  const why = ground.holders.goneBecause(live.edge.holder, sourceOf(live.edge));
  if (why === undefined) return undefined;
  return {
    code: 'HOLDER_GONE',
    because: `its holder can hold nothing any more: ${why}`,
    cure: endedBy(live.cause),
    ...wantedOnce(declared, ended),
  };
}

/** The group that held it is in no listing any more; nobody gets anything by it. */
export function goneGroup({ remembered }: Ground, { holder }: Edge): EdgeDraft | undefined {
  if (!isUnlisted(holder)) return undefined;
  const was = [...remembered.values()].find(({ native }) => native === holder.native)?.ref.name;
  return {
    code: 'GROUP_GONE',
    because: `the group that held it is gone${was === undefined ? '' : `; it was ${was}`}`,
  };
}

/** Held by an account of nobody known. */
export function unlinked({ holder }: Edge): EdgeDraft | undefined {
  return holder.kind === 'unlinked' ? { code: 'HOLDER_UNLINKED' } : undefined;
}

/** Whether a holder is a group that no listing shows. */
export function isUnlisted(holder: Holder): holder is Extract<Holder, Group> {
  return isGroup(holder) && holder.native !== undefined && holder.native === holder.name;
}

function wantedOnce(
  declared: Unwanted['declared'],
  ended: EndedGrant | undefined,
): Pick<EdgeDraft, 'wanted'> {
  if (declared) return { wanted: declared.wanted.because };
  if (!ended) return {};
  const { package: name, asset, basis, window } = ended;
  return { wanted: [{ package: name, asset, standing: { basis, window } }] };
}
