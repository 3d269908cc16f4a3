import { by, digestOf, sorted, sortedTexts, type Digest } from '../kernel/index.js';
import type { ManifestInputs } from '../manifest/index.js';
import { basisText, principalKey } from '../model/index.js';
import { onlyRecorded, type Decision } from '../policy/index.js';
import { acceptedDigest } from '../workflow/index.js';
import type { SynthInputs } from './inputs.js';

/** The digest of each input in a total order, so that the order in which files were read does not matter. */
export function inputDigests(inputs: SynthInputs): ManifestInputs {
  return {
    declarations: inputs.declarationsDigest ?? digestOf(inputs.held?.declared ?? inputs.catalogue),
    tickets: ticketsDigest(inputs),
    identity: digestOf(inputs.identity),
    decisions: allDecisionsDigest(inputs),
    tombstones: tombstonesDigest(inputs),
    ...(inputs.held && inputs.held.heldBack.length > 0 && inputs.accepted
      ? { birthrights: acceptedDigest(inputs.accepted) }
      : {}),
  };
}

function ticketsDigest({ tickets, unreadable = [], recorded }: SynthInputs): Digest {
  const read = sorted(
    tickets,
    by(
      ({ ticket }) => ticket,
      ({ file }) => file,
    ),
  );
  const unread = unreadable.map(({ file, error }) => ({ file, code: error.code }));
  const kept = sortedTexts((recorded?.kept ?? []).map((ticket) => digestOf(ticket)));
  return digestOf({
    ...(kept.length > 0 ? { kept } : {}),
    read,
    unread: sorted(
      unread,
      by(({ file }) => file),
    ),
  });
}

/** Beside the decisions given it covers those that only the ledger has, where there are any. */
function allDecisionsDigest(inputs: SynthInputs): Digest {
  const given = inputs.decisionsDigest ?? decisionsDigest(inputs.decisions);
  const more = onlyRecorded(inputs);
  return more.length === 0 ? given : digestOf({ given, recorded: decisionsDigest(more) });
}

function decisionsDigest(decisions: readonly Decision[]): Digest {
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
