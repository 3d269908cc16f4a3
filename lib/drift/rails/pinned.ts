import { isDeclaredFor } from './declared.js';
import { holdEach, type Rail } from './rail.js';

/** Never touches what is declared for pinned principals. */
export const pinned: Rail<'pinned'> = {
  id: 'pinned',
  prevents:
    'The account that runs payroll or deploys the pipeline loses a declared grant over a mistake in the data.',
  until: 'declared',
  hold: (lines, { rails }) =>
    holdEach(lines, ({ finding }) =>
      isDeclaredFor(finding, rails.pinned) ? 'its holder is pinned, and the grant was declared' : undefined,
    ),
};
