import { holdEach, type Rail } from './rail.js';

/** Acts only in scopes whose mode is `enforce`. */
export const scopeMode: Rail<'scope-mode'> = {
  id: 'scope-mode',
  prevents: 'A scope that was taken on to be looked at loses access on its first day.',
  until: 'declared',
  hold: (lines) =>
    holdEach(lines, ({ finding }) => {
      if (finding.mode === 'enforce') return undefined;
      return finding.mode === 'warn' ? 'its scope only warns the owner' : 'its scope is only observed';
    }),
};
