import type { Catalogue } from '../../../manifest/index.js';
import { declaredChanges, type GovernanceEffect, type RuleEngine } from '../../../policy/index.js';
import type { WantedInput } from '../../../wanted/index.js';
import { birthrightEffects } from './birthrights.js';
import { holderChanges, holderEffects } from './holders.js';
import { ruleChanges } from './rules.js';
import { ticketEffects } from './tickets.js';
import { baseWorld, headWorld } from './world.js';

/**
 * What a change of declarations and rules does to everybody, with the people, tickets and decisions of the base. Pure.
 * @param input - the base's, with who was seen to approve
 */
export function governanceEffect(
  input: WantedInput,
  head: Catalogue,
  rules: { readonly base: RuleEngine; readonly head: RuleEngine },
): GovernanceEffect {
  const before = baseWorld(input);
  const after = headWorld(input, before, head);
  const changes = holderChanges(before, after);
  return {
    declared: declaredChanges(input.catalogue, head),
    rules: ruleChanges(rules.base.rules, rules.head.rules),
    holders: holderEffects(changes, before, after),
    birthrights: birthrightEffects(before, after, changes),
    tickets: ticketEffects(before, after, changes),
  };
}
