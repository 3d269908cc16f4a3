import type { EndedGrant } from '../../manifest/index.js';
import type { Ground } from '../ground.js';
import { recordGoesFirst } from '../known.js';
import { idOf, type Unwanted } from '../sight.js';
import type { EdgeDraft } from '../judging/edge-finding.js';

/**
 * The manifest given does not want it, and the record knows it open. A record that is as new goes before all that the
 * manifest says; against a newer manifest it stands only where that is silent and a ticket was approved.
 */
export function newerDecision(
  ground: Ground,
  seen: Unwanted,
  ended: EndedGrant | undefined,
): EdgeDraft | undefined {
  const { known } = ground;
  const id = idOf(seen);
  const open = known.newest?.manifest === ground.manifestDigest ? undefined : known.open.get(id);
  if (!open) return undefined;
  const isSilent = !seen.declared && !ended && !ground.omitted.has(id);
  if (!recordGoesFirst(ground, known) && !(isSilent && open.ticket !== undefined)) return undefined;
  const what =
    open.ticket === undefined
      ? 'the newest recorded manifest wants it'
      : `ticket ${open.ticket} stands approved`;
  return {
    code: 'NEWER_DECISION',
    because: `this manifest does not want it, and by the ledger ${what}`,
    wanted: open.because,
  };
}
