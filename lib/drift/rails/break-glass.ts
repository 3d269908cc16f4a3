import { isDeclaredFor } from './declared.js';
import { holdEach, type Rail } from './rail.js';

/** Never touches what is declared for break-glass principals. */
export const breakGlass: Rail<'break-glass'> = {
  id: 'break-glass',
  prevents:
    'The last way in during an outage is gone, because the outage also broke the data that justified it.',
  until: 'never',
  hold: (lines, { rails }) =>
    holdEach(lines, ({ finding }) =>
      isDeclaredFor(finding, rails.breakGlass)
        ? 'its holder is part of break-glass, and the grant was declared'
        : undefined,
    ),
};
