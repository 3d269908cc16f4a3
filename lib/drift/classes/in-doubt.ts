import type { HeldGrant } from '../../manifest/index.js';
import {
  edgeIdOf,
  edgeKey,
  isGroup,
  principalText,
  sourceOf,
  targetKey,
  windowState,
  type LiveEdge,
} from '../../model/index.js';
import type { Ground } from '../ground.js';
import { lastsThroughDoubt } from '../findings/index.js';
import type { Unwanted } from '../sight.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { ofEndedGrant } from './expired.js';

/** Why nobody can tell whose a live edge is; undefined where its account is in no conflict. */
export function contradiction({ conflicts }: Ground, { edge, native }: LiveEdge): string | undefined {
  if (conflicts.none || isGroup(edge.holder)) return undefined;
  return conflicts.of(sourceOf(edge), native.holder);
}

/** A live edge of an account that the feeds and the provider call differently: believed of nobody, taken from nobody. */
export function inConflict(ground: Ground, { live, declared }: Unwanted): EdgeDraft | undefined {
  const why = contradiction(ground, live);
  if (why === undefined || nobodyClaims(ground, live)) return undefined;
  return {
    code: 'IDENTITY_CONFLICT',
    because: `whose account it is cannot be told: ${why}`,
    bound: 'in-doubt',
    ...(declared ? { wanted: declared.wanted.because } : {}),
  };
}

/** Whether everyone whose account it may be has left by HR's word: then it does not matter whose it was. */
function nobodyClaims({ conflicts, holders }: Ground, { edge, native }: LiveEdge): boolean {
  const owners = conflicts.owners(sourceOf(edge), native.holder);
  return owners.length > 0 && owners.every((owner) => holders.leftByHr(owner));
}

/** A live edge that a decided grant of a holder in doubt explains, or may explain. */
export function inDoubt(ground: Ground, { live, key }: Unwanted): EdgeDraft | undefined {
  const held = ground.claims.heldFor(key);
  const open = held.find(({ window }) => windowState(window, ground.at) !== 'ended');
  if (open) return doubtful(open.reason.message, open.reason.remedy, provenanceOf(held));
  return overFor(held[0], ground) ?? byBirthright(ground, live) ?? ofNobody(ground, live);
}

/** A decided window that is over ends the access, whoever the account belongs to. */
function overFor(held: HeldGrant | undefined, { at }: Ground): EdgeDraft | undefined {
  if (!held || held.window.end === 'standing') return undefined;
  return ofEndedGrant({ ...held, endedAt: held.window.end, why: 'window' }, at);
}

/** Someone of whom HR says nothing may hold by birthright what job functions give; what was called foreign stays so. */
function byBirthright({ links, birthrights, sightings }: Ground, { edge }: LiveEdge): EdgeDraft | undefined {
  const { holder, target } = edge;
  if (holder.kind !== 'person') return undefined;
  const why = links.doubtOf(holder);
  if (why === undefined || !birthrights.has(targetKey(target))) return undefined;
  if (lastsThroughDoubt(sightings.codeOf(edgeIdOf(edgeKey(edge))))) return undefined;
  return doubtful(`\`${principalText(holder)}\` ${why}`, undefined, []);
}

function ofNobody(ground: Ground, live: LiveEdge): EdgeDraft | undefined {
  const claim = ground.claims.mayBe(live);
  if (!claim) return undefined;
  if (claim.ended) return overFor(claim.ended, ground);
  return doubtful(
    `it may be the account of \`${principalText(claim.principal)}\`, for whom this is approved: ${claim.why}`,
    'link the account to its owner in the directory feed',
    claim.wanted,
  );
}

function doubtful(
  because: string,
  cure: string | undefined,
  wanted: NonNullable<EdgeDraft['wanted']>,
): EdgeDraft {
  return {
    code: 'HOLDER_IN_DOUBT',
    because: `neither matched nor foreign: ${because}`,
    ...(cure === undefined ? {} : { cure }),
    bound: 'in-doubt',
    ...(wanted.length > 0 ? { wanted } : {}),
  };
}

function provenanceOf(held: readonly HeldGrant[]): NonNullable<EdgeDraft['wanted']> {
  return held.map(({ package: name, asset, basis, window }) => ({
    package: name,
    asset,
    standing: { basis, window },
  }));
}
