import { atWork, ofRow } from './at-work.js';
import type { FeedFacts, IdentityCheck } from './check.js';

/** No manager is named, so whoever would have to agree is not known. An organization has one head, who needs none. */
export const managerMissing: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'HR names no manager of somebody at work who is not a head of the organization.',
  remedy: 'name the manager in HR; who has none by right stands in `feeds.heads` of the configuration',
  find: (facts) => {
    const without = atWork(facts).filter(({ value }) => value.manager === undefined);
    const heads = facts.heads ?? onlyOne(without.map(({ value }) => value.id));
    return without
      .filter(({ value }) => !heads.has(value.id))
      .map((each) => ofRow(each, `\`hr:${each.value.id}\` has no manager in HR`));
  },
};

function onlyOne(ids: readonly string[]): NonNullable<FeedFacts['heads']> {
  return new Set(ids.length === 1 ? ids : []);
}
