import { basisText, windowState } from '../../model/index.js';
import type { Provenance } from '../../manifest/index.js';
import type { PlannedEdge } from '../derive/effect.js';
import { refusal } from '../refusals.js';
import { explained, refused, together, type EffectAnswer } from './answer.js';
import type { EffectExplanation } from './explanation.js';
import type { ExplainGround } from './ground.js';

/** What explains that an edge comes: each basis that stands now, by itself. */
export function explainAddition(added: PlannedEdge, ground: ExplainGround): EffectAnswer {
  const wanted = ground.wanted.get(added.id);
  if (!wanted) return refused(refusal('PLAN_ALSO', 'nothing that was decided wants it', added.address));
  return together(wanted.because.map((each) => byProvenance(added, each, ground)));
}

function byProvenance(added: PlannedEdge, because: Provenance, ground: ExplainGround): EffectAnswer {
  const { standing } = because;
  if (!standing) return byDeclaration(added, ground);
  const { basis, window } = standing;
  const named = `\`${basisText(basis)}\``;
  if (windowState(window, ground.input.at) !== 'open')
    return refused(
      refusal('PLAN_WINDOW', `${named} stands from ${window.start} to ${window.end}`, added.address),
    );
  if (ground.isTombstoned(added, because, basis))
    return refused(refusal('PLAN_ENDED_RETURNS', `${named} has ended`, added.address));
  switch (basis.kind) {
    case 'birthright':
      return byBirthright(added, because, basis.jobFunction, ground);
    case 'legacy':
      return ground.isLost(added)
        ? explained({ by: 'restoration', of: 'lost' })
        : refused(
            refusal('PLAN_UNDECIDED', 'what was taken over is there already, or never comes', added.address),
          );
    default:
      return byTicket(added, because, basis, ground);
  }
}

/** Structure stands by declaration: whoever approved the declarations approved it. */
export function byDeclaration({ id, address }: PlannedEdge, ground: ExplainGround): EffectAnswer {
  const because = governance(ground);
  if (because.length === 0)
    return refused(refusal('PLAN_STRUCTURE_UNDECIDED', 'nobody approved these declarations', address));
  const isLost = ground.input.lost.has(id) || ground.foundGone.has(id);
  return explained(...because, ...(isLost ? [{ by: 'restoration', of: 'lost' } as const] : []));
}

/** The approvals of the declarations as they are. */
export function governance({ approvals }: ExplainGround): readonly EffectExplanation[] {
  return approvals.map(({ approval, declarations }) => ({ by: 'governance', approval, declarations }));
}

function byBirthright(
  added: PlannedEdge,
  { package: pack, asset }: Provenance,
  jobFunction: string,
  ground: ExplainGround,
): EffectAnswer {
  const { feed, manifest, events } = ground.input;
  if (manifest.inputs.identity !== feed)
    return refused(refusal('PLAN_FEED', `\`birthright of ${jobFunction}\` is by other feeds`, added.address));
  const event = events?.get(added.id);
  return withLoss(added, ground, {
    by: 'birthright',
    package: pack,
    asset,
    jobFunction,
    feed,
    ...(event === undefined ? {} : { event }),
  });
}

function byTicket(
  added: PlannedEdge,
  { package: pack, asset }: Provenance,
  { kind, ticket }: { readonly kind: 'ticket' | 'exception' | 'emergency'; readonly ticket: string },
  ground: ExplainGround,
): EffectAnswer {
  const decisions = ground.decisions.get(ticket) ?? [];
  if (decisions.length === 0)
    return refused(refusal('PLAN_UNDECIDED', `no decision on \`${ticket}\` counts`, added.address));
  return together(
    decisions.map((decision) => {
      const because: EffectExplanation = { by: 'ticket', package: pack, asset, kind, ticket, decision };
      if (!ground.isSpent(decision, added.id)) return withLoss(added, ground, because);
      return ground.isLost(added)
        ? explained({ by: 'restoration', of: 'lost' })
        : refused(refusal('PLAN_DECISION_SPENT', `\`${ticket}\` was given already`, added.address));
    }),
  );
}

function withLoss(added: PlannedEdge, ground: ExplainGround, because: EffectExplanation): EffectAnswer {
  return explained(because, ...(ground.isLost(added) ? [{ by: 'restoration', of: 'lost' } as const] : []));
}
