import { isOutdated } from '../known.js';
import { isProvedEnd } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Holds everything but proved ends while the ledger has a newer manifest than the one given. */
export const newerManifest: Rail<'newer-manifest'> = {
  id: 'newer-manifest',
  prevents: 'The manifest of an older commit calls everything foreign that was granted since.',
  until: 'mended',
  hold: (lines, ground) => {
    if (!isOutdated(ground, ground.known)) return new Map();
    return holdEach(lines, ({ finding }) =>
      isProvedEnd(finding) ? undefined : 'the ledger has a newer manifest, and may know why it is there',
    );
  },
};
