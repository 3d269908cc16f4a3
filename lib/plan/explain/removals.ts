import { canonicalJson, digestOf } from '../../kernel/index.js';
import { basisText, isGroup } from '../../model/index.js';
import type { Catalogue, Provenance } from '../../manifest/index.js';
import type { PlannedEdge } from '../derive/effect.js';
import { refusal } from '../refusals.js';
import { governance } from './additions.js';
import { explained, refused, together, type EffectAnswer } from './answer.js';
import type { EffectExplanation } from './explanation.js';
import type { ExplainGround } from './ground.js';

/** What explains that an edge goes. What stays wanted is explained by nothing, unless another stack carries it from now on. */
export function explainRemoval(removed: PlannedEdge, ground: ExplainGround): EffectAnswer {
  const { id, address } = removed;
  if (ground.after.has(id))
    return refused(refusal('PLAN_REPLACES', 'it would be taken away and given anew', address));
  const wanted = ground.wantedNow(id);
  if (wanted) {
    const { carriage } = wanted;
    const isElsewhere = carriage.by === 'terraform' && carriage.stack !== ground.input.derivation.stack;
    return isElsewhere
      ? explained({ by: 'carriage', stack: carriage.stack })
      : refused(refusal('PLAN_ALSO', 'it would take away what stays wanted', address));
  }
  const [held] = ground.held.get(id) ?? [];
  if (held) return refused(refusal('PLAN_HELD', `\`${basisText(held.basis)}\` is in doubt`, address));
  const answer = together([
    explained(...ends(removed, ground)),
    explained(...(ground.foundThere.has(id) ? [{ by: 'restoration', of: 'found' } as const] : [])),
    ...(ground.wantedBefore.get(id)?.because ?? []).map((each) => sinceBefore(each, ground)),
    explained(...(isGroup(removed.edge.holder) ? governance(ground) : [])),
  ]);
  return answer.because.length > 0 || answer.refusals.length > 0
    ? { ...answer, because: distinct(answer.because) }
    : refused(refusal('PLAN_ALSO', 'nothing that ended explains that it goes', address));
}

function ends({ id, edge: { holder } }: PlannedEdge, ground: ExplainGround): readonly EffectExplanation[] {
  return [
    ...(holder.kind === 'unlinked' ? [{ by: 'orphaned', native: holder.native } as const] : []),
    ...(ground.ended.get(id) ?? []).map(
      ({ package: pack, asset, basis, why, endedAt }): EffectExplanation => ({
        by: 'end',
        package: pack,
        asset,
        basis,
        why,
        endedAt,
      }),
    ),
    ...(ground.omitted.get(id) ?? []).map(({ ticket, state }): EffectExplanation => ({
      by: 'omitted',
      ticket,
      state,
    })),
  ];
}

/** What became of a basis that stood when the shard was last applied. */
function sinceBefore(because: Provenance, ground: ExplainGround): EffectAnswer {
  const { standing, package: pack, asset } = because;
  const { manifest, base, feed } = ground.input;
  if (!base) return explained();
  const isOtherwise = declaredOtherwise(because, base.catalogue, manifest.catalogue);
  const byGovernance = isOtherwise ? governance(ground) : [];
  if (!standing) return explained(...byGovernance);
  const { basis } = standing;
  if (basis.kind === 'birthright') {
    const isNewer = base.inputs.identity !== manifest.inputs.identity && manifest.inputs.identity === feed;
    const end: EffectExplanation = { by: 'end', package: pack, asset, basis, why: 'feed' };
    return explained(...(isNewer ? [end] : []), ...byGovernance);
  }
  const omitted = basis.kind === 'legacy' ? undefined : ground.omittedTickets.get(basis.ticket);
  const byTicket: readonly EffectExplanation[] = omitted
    ? [{ by: 'omitted', ticket: omitted.ticket, state: omitted.state }]
    : [];
  return explained(...byTicket, ...byGovernance);
}

/** Whether what gave a basis is declared otherwise than it was. */
function declaredOtherwise({ package: pack, standing }: Provenance, was: Catalogue, is: Catalogue): boolean {
  const packageIn = ({ packages }: Catalogue): unknown => packages.find(({ id }) => id === pack) ?? null;
  const functionIn = ({ jobFunctions }: Catalogue): unknown =>
    standing?.basis.kind === 'birthright'
      ? (jobFunctions.find(
          ({ id }) => standing.basis.kind === 'birthright' && id === standing.basis.jobFunction,
        ) ?? null)
      : null;
  const groupsIn = ({ groups }: Catalogue): unknown => groups;
  return [packageIn, functionIn, groupsIn].some((of) => digestOf(of(was)) !== digestOf(of(is)));
}

function distinct(because: readonly EffectExplanation[]): readonly EffectExplanation[] {
  return [...new Map(because.map((each) => [canonicalJson(each), each])).values()];
}
