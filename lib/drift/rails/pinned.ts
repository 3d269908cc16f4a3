import { isDeclaredFor } from './declared.js';
import { isKnownAs } from './known-as.js';
import { holdEach, type Rail } from './rail.js';

/** Never touches what is declared for pinned principals. */
export const pinned: Rail = {
  id: 'pinned',
  prevents:
    'The account that runs payroll or deploys the pipeline loses a declared grant over a mistake in the data.',
  until: 'declared',
  hold: (lines, ground) =>
    holdEach(lines, ({ finding }) => {
      const named = ground.rails.pinned;
      if (isDeclaredFor(finding, named)) return 'its holder is pinned, and the grant was declared';
      if (finding.subject.what !== 'edge' || !isKnownAs(finding.subject.edge.holder, named, ground))
        return undefined;
      return 'its holder is pinned by the live login, and no row links the account';
    }),
};
