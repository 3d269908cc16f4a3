import { by, canonicalJson, compareText, sorted } from '../../kernel/index.js';
import type { RiskTier } from '../../manifest/index.js';
import { TIERS } from '../../meaning/index.js';
import { ACCESS_DIFFERENCES, type AccessDiff } from './document.js';
import type { DiffSide } from './reach.js';

/**
 * The riskiest first: what gives more before what gives less before what only moves; then what is privileged, the higher tier, the riskier package.
 * The order is total: whatever the input's order, the output's is one.
 */
export function riskiestFirst(
  all: readonly AccessDiff[],
  riskOf: (access: AccessDiff) => number,
): readonly AccessDiff[] {
  const keyed = all.map((each) => ({ each, rank: ranksOf(each, riskOf(each)), text: canonicalJson(each) }));
  const least = by<(typeof keyed)[number]>(
    ({ each }) => each.who,
    ({ text }) => text,
  );
  return sorted(keyed, (a, b) => {
    for (const [index, rank] of a.rank.entries()) {
      const order = (b.rank[index] ?? 0) - rank;
      if (order !== 0) return order;
    }
    return compareText(a.each.who, b.each.who) || least(a, b);
  }).map(({ each }) => each);
}

function ranksOf(
  { broadensAccess, endsAccess, privileged, tier, change }: AccessDiff,
  risk: number,
): readonly number[] {
  return [
    broadensAccess !== 'no' ? 2 : endsAccess !== 'no' ? 1 : 0,
    privileged.length > 0 ? 1 : 0,
    tier === undefined ? 0 : TIERS.indexOf(tier),
    risk,
    -ACCESS_DIFFERENCES.indexOf(change),
  ];
}

const RISKS: readonly RiskTier[] = ['low', 'medium', 'high', 'critical'];

/** The risk of the riskiest package of a difference, as declared at either end. */
export function risksIn(...sides: readonly DiffSide[]): (access: AccessDiff) => number {
  const risks = new Map<string, number>();
  for (const { manifest } of sides)
    for (const { id, risk } of manifest.catalogue.packages)
      risks.set(id, Math.max(risks.get(id) ?? 0, RISKS.indexOf(risk)));
  return ({ before, after }) =>
    Math.max(0, ...[...before, ...after].map((each) => risks.get(each.package) ?? RISKS.length));
}
