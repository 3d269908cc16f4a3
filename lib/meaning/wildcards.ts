import { sortedTexts } from '../kernel/index.js';
import { Allowances } from './allowances.js';
import { ActionSets } from './compare/points.js';
import { isOpen } from './glob.js';
import { readPolicy, type ActionPattern, type PolicyStatement } from './grammar/index.js';
import { pinnedActions, type ActionFacts } from './index/action-index.js';
import { EVERY_RESOURCE, partsOf } from './resource.js';

/**
 * The patterns of an inline policy that allow every action, or every action of a service, on everything: `*`, `s3:*`. One that allows all
 * actions but some, or on all things but some, is as wide: `all but s3:*`. Conditions say when and not how much, so they change nothing.
 * A policy that cannot be read allows nothing here: it is told as unread.
 */
export function inlineWildcards(inline: unknown): readonly string[] {
  if (inline === undefined) return [];
  const found = (readPolicy(inline).policy?.statements ?? [])
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => {
      const { except, of } = statement.actions;
      if (except) return isEverywhere(statement) ? [`all but ${of.join(', ')}`] : [];
      return of.filter(
        (pattern) => isWhole(pattern) && isEverywhere({ ...statement, actions: { except, of: [pattern] } }),
      );
    });
  return sortedTexts(new Set(found));
}

/** Whether a pattern has every action of its service, whatever that is: `s3:*`, and `s3:?*` no less. */
function isWhole(pattern: ActionPattern): boolean {
  if (pattern === '*' || pattern.endsWith(':*')) return true;
  const index = pinnedActions();
  const ofService = index.actionsOf(pattern.slice(0, pattern.indexOf(':')));
  return isOpen(pattern) && ofService.length > 0 && index.expand(pattern).length === ofService.length;
}

/** Whether a statement is about everything that its actions work on, in whatever words. */
function isEverywhere(statement: PolicyStatement): boolean {
  return isPlainlyAll(statement.resources) || reachesEverything(statement);
}

function isPlainlyAll({ except, of }: PolicyStatement['resources']): boolean {
  return except || of.includes(EVERY_RESOURCE);
}

function reachesEverything(statement: PolicyStatement): boolean {
  const index = pinnedActions();
  const allowances = new Allowances(
    { policies: [{ statements: [{ ...statement, conditions: [] }] }] },
    index,
  );
  const actions = [...new ActionSets(index).membersOf(statement)].flatMap((isMember, id) =>
    isMember === 1 ? [index.facts(id)] : [],
  );
  const own = actions.filter(worksOnItsOwn);
  return own.length > 0 && own.every(({ name }) => allowances.of(name)?.reach === 'every');
}

/** Few actions of a service work on things of others alone: EC2 has some on certificates. */
function worksOnItsOwn({ service, resources }: ActionFacts): boolean {
  return resources.some((pattern) => partsOf(pattern)[2] === service);
}
