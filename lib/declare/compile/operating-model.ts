import { parseDuration, sortedTexts, type Milliseconds } from '../../kernel/index.js';
import type { OperatingModelTable, RiskTier, TierDemands } from '../../manifest/index.js';
import type { Faults } from '../faults.js';
import type { OperatingModel, TierRules } from '../operating-model.js';
import type { Organization } from '../organization.js';
import type { RouteKind } from '../route.js';

/** A bound that cannot be read would bound nothing, and a tier without a route would allow no package. */
export function checkOperatingModel(organization: Organization, faults: Faults): void {
  const { operatingModel } = organization;
  for (const tier of tiersOf(operatingModel)) checkTier(organization, tier, operatingModel[tier], faults);
  checkDepth(organization, faults);
}

/** How many people decide by a route. One of emergencies is for nothing else, and makes no tier lighter. */
const PEOPLE: Readonly<Partial<Record<RouteKind, number>>> = { auto: 0, one: 1, dual: 2 };
const RISING = ['low', 'medium', 'high', 'critical'] as const satisfies readonly RiskTier[];

/** More risk never needs fewer people. */
function checkDepth(organization: Organization, faults: Faults): void {
  const { operatingModel } = organization;
  let below: { readonly tier: RiskTier; readonly least: number } | undefined;
  for (const tier of RISING) {
    const counts = operatingModel[tier].routes.flatMap((route) => PEOPLE[route] ?? []);
    if (counts.length === 0) continue;
    const least = Math.min(...counts);
    if (below && least < below.least) {
      faults.add(organization, {
        what: `\`operatingModel.${tier}.routes\` have a lighter route than \`${below.tier}\`, which is less risk`,
        remedy: `leave out of \`${tier}\` what needs fewer people than \`${below.tier}\` does`,
      });
    }
    below = { tier, least };
  }
}

function tiersOf(model: OperatingModel): RiskTier[] {
  return sortedTexts(Object.keys(model) as RiskTier[]);
}

function checkTier(at: Organization, tier: RiskTier, rules: TierRules, faults: Faults): void {
  const read = (field: Exclude<keyof TierRules, 'routes'>): Milliseconds | undefined =>
    faults.attempt(at, `operatingModel.${tier}.${field}`, () => parseDuration(rules[field] ?? ''));
  const [longest, renewed] = [read('longest'), read('longestRenewed')];
  read('reviewAtLeastEvery');
  if (rules.reviewAfterUseWithin !== undefined) read('reviewAfterUseWithin');
  if (longest !== undefined && renewed !== undefined && longest > renewed) {
    faults.add(at, {
      what: `\`operatingModel.${tier}.longest\` \`${rules.longest}\` is longer than \`longestRenewed\` \`${rules.longestRenewed}\`, which counts it`,
      remedy: 'let renewals add to one ticket, or name the same span twice',
    });
  }
  if (rules.routes.length > 0) return;
  faults.add(at, {
    what: `\`operatingModel.${tier}.routes\` is empty; one route or more is allowed`,
    remedy: 'name the routes of the tier, or leave the tier out for its defaults',
  });
}

/** What each tier demands, as data; made after {@link checkOperatingModel} found nothing wrong. */
export function operatingModelTable({
  operatingModel: { low, medium, high, critical },
}: Organization): OperatingModelTable {
  return { low: demands(low), medium: demands(medium), high: demands(high), critical: demands(critical) };
}

function demands(rules: TierRules): TierDemands {
  return {
    routes: sortedTexts(rules.routes),
    longest: parseDuration(rules.longest),
    longestRenewed: parseDuration(rules.longestRenewed),
    reviewAtLeastEvery: parseDuration(rules.reviewAtLeastEvery),
    ...(rules.reviewAfterUseWithin === undefined
      ? {}
      : { reviewAfterUseWithin: parseDuration(rules.reviewAfterUseWithin) }),
  };
}
