import { whoMay, type PolicyWhoDocument } from '../policy/index.js';
import { judgedOn, type DecideTicketsInput } from './decide.js';

/** Who may ask for a package and who may approve it today. Throws PACKAGE_UNKNOWN, ASSET_UNKNOWN. */
export function whoMayHave(
  given: DecideTicketsInput,
  asked: { readonly package: string; readonly asset?: string },
): PolicyWhoDocument {
  const { ground, inputs } = judgedOn(given);
  return whoMay({ ground, inputs, engine: given.engine, identity: given.identity, ...asked });
}
