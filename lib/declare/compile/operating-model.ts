import { parseDuration, sortedTexts, type Milliseconds } from '../../kernel/index.js';
import type { OperatingModelTable, RiskTier, TierDemands } from '../../manifest/index.js';
import type { Faults } from '../faults.js';
import type { OperatingModel, TierRules } from '../operating-model.js';
import type { Organization } from '../organization.js';

/** A bound that cannot be read would bound nothing, and a tier without a route would allow no package. */
export function checkOperatingModel(organization: Organization, faults: Faults): void {
  const { operatingModel } = organization;
  for (const tier of tiersOf(operatingModel)) checkTier(organization, tier, operatingModel[tier], faults);
}

function tiersOf(model: OperatingModel): RiskTier[] {
  return sortedTexts(Object.keys(model) as RiskTier[]);
}

function checkTier(at: Organization, tier: RiskTier, rules: TierRules, faults: Faults): void {
  const read = (field: 'longest' | 'longestRenewed' | 'reviewAtLeastEvery'): Milliseconds | undefined =>
    faults.attempt(at, `operatingModel.${tier}.${field}`, () => parseDuration(rules[field]));
  const [longest, renewed] = [read('longest'), read('longestRenewed')];
  read('reviewAtLeastEvery');
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
  };
}
