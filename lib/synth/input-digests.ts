import { by, digestOf, sorted, type Digest } from '../kernel/index.js';
import type { ManifestInputs } from '../manifest/index.js';
import { principalKey, basisText } from '../model/index.js';
import type { SynthInputs } from './inputs.js';

/** The digest of each input in a total order, so that the order in which files were read does not matter. */
export function inputDigests(inputs: SynthInputs): ManifestInputs {
  return {
    declarations: inputs.declarationsDigest ?? digestOf(inputs.catalogue),
    tickets: ticketsDigest(inputs),
    identity: digestOf(inputs.identity),
    decisions: inputs.decisionsDigest ?? decisionsDigest(inputs),
    tombstones: tombstonesDigest(inputs),
  };
}

function ticketsDigest({ tickets, unreadable = [] }: SynthInputs): Digest {
  const read = sorted(
    tickets,
    by(
      ({ ticket }) => ticket,
      ({ file }) => file,
    ),
  );
  const unread = unreadable.map(({ file, error }) => ({ file, code: error.code }));
  return digestOf({
    read,
    unread: sorted(
      unread,
      by(({ file }) => file),
    ),
  });
}

function decisionsDigest({ decisions }: SynthInputs): Digest {
  return digestOf(
    sorted(
      decisions,
      by(
        ({ ticket }) => ticket,
        ({ at }) => at,
        (each) => digestOf(each),
      ),
    ),
  );
}

function tombstonesDigest({ tombstones = [] }: SynthInputs): Digest {
  const inOrder = by<(typeof tombstones)[number]>(
    (each) => principalKey(each.principal),
    (each) => each.package,
    (each) => each.asset,
    (each) => basisText(each.basis),
    (each) => each.endedAt,
  );
  return digestOf(sorted(tombstones, inOrder));
}
