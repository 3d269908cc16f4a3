import { counted, WritError } from '../../../kernel/index.js';
import { birthrightRules } from '../../../policy/index.js';
import { inForce } from '../../in-force/in-force.js';
import type { Check } from '../check.js';

/**
 * What birthrights newly give is covered by an approved governance change, as the ledger has them. It holds up nobody: a change that is still asked for is
 * not covered yet, so it warns, and synthesis holds it back.
 */
export const birthrights: Check = {
  id: 'birthrights',
  about: 'what birthrights newly give is covered by an approved governance change',
  find: ({ catalogue, accepted, asOf }) => {
    if ('error' in catalogue)
      return { looked: 'no birthrights', faults: [], notLooked: 'the declarations cannot be read' };
    const looked = counted(birthrightRules(catalogue.value).length, 'birthright');
    if (!accepted) return { looked: `${looked}, held to nothing without a ledger`, faults: [] };
    if ('error' in accepted) return { looked, faults: [accepted.error] };
    const before = accepted.value;
    if (!before) return { looked, faults: [] };
    const { heldBack } = inForce(catalogue.value, before, asOf);
    return {
      looked,
      faults: [],
      warnings: heldBack.map(
        ({ jobFunction, reason: { code, message, remedy } }) =>
          new WritError(code, message, { place: { path: jobFunction }, remedy }),
      ),
    };
  },
};
