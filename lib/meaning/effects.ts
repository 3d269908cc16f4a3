import { readPolicy, type Policy } from './grammar/index.js';

/** What statements do: Allow alone, Deny alone, or some of each. */
export type Effects = 'Allow' | 'Deny' | 'both';

/** The effects of a policy's statements; undefined where it has none. */
export function effectsOf({ statements }: Policy): Effects | undefined {
  const effects = new Set(statements.map(({ effect }) => effect));
  const [only] = effects;
  return effects.size > 1 ? 'both' : only;
}

/** The effects of a policy document; undefined where it is not understood or says nothing, so that it may do anything. */
export function effectsIn(document: unknown): Effects | undefined {
  const { policy } = readPolicy(document);
  return policy && effectsOf(policy);
}

/** What several versions of a policy ever did: one effect alone only where each is known to have that alone. */
export function effectsEver(versions: readonly (Effects | undefined)[]): Effects {
  const [first = 'both', ...others] = versions;
  return others.every((each) => each === first) ? first : 'both';
}
