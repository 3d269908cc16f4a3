import { holdEach, type Rail } from './rail.js';

/** Lets go only removals that are proved to narrow. */
export const narrowing: Rail<'narrowing'> = {
  id: 'narrowing',
  prevents:
    'A policy attached by hand turns out to deny, and taking it off gives everyone who holds the role more.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding, revocation }) => {
      const { what } = finding.subject;
      if (finding.narrows === false && what === 'provisioning')
        return 'the set is not as declared; provisioning it would carry that on';
      if (finding.narrows === false && what === 'content')
        return 'its document is not known to hold Allow alone; taking off what denies would widen';
      return revocation ? undefined : 'there is no removal for it that only narrows';
    }),
};
