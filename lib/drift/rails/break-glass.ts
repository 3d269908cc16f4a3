import { isDeclaredFor } from './declared.js';
import { isKnownAs } from './known-as.js';
import { holdEach, type Rail } from './rail.js';

/** Never touches what is declared for break-glass principals. */
export const breakGlass: Rail = {
  id: 'break-glass',
  prevents:
    'The last way in during an outage is gone, because the outage also broke the data that justified it.',
  until: 'never',
  hold: (lines, ground) =>
    holdEach(lines, ({ finding }) => {
      const named = ground.rails.breakGlass;
      if (isDeclaredFor(finding, named))
        return 'its holder is part of break-glass, and the grant was declared';
      if (finding.subject.what !== 'edge' || !isKnownAs(finding.subject.edge.holder, named, ground))
        return undefined;
      return 'its holder is part of break-glass by the live login, and no row links the account';
    }),
};
