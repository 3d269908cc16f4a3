import type { Instant } from '../../kernel/index.js';
import type { EndedGrant, WantedEdge } from '../../manifest/index.js';
import { basisText, windowState, type Basis, type Window } from '../../model/index.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { uncertified } from './foreign.js';

const WHY: Readonly<Record<EndedGrant['why'], string>> = {
  window: 'its window is over',
  trigger: 'what it was needed for is over',
  removal: 'a removal ticket ended it',
  left: 'its holder left the job that gave it',
  tombstone: 'it was ended for good',
};

/** Live though every basis in the manifest ended: expired by its own window, or revoked and still there. */
export function ofEndedGrant(grant: EndedGrant, at: Instant): EdgeDraft {
  const { basis, window, endedAt, why } = grant;
  const wanted = [{ package: grant.package, asset: grant.asset, standing: { basis, window } }];
  if (basis.kind === 'legacy' && basis.certifyBy <= at)
    return { ...uncertified(basis, window, endedAt), wanted };
  const expired = why === 'window' || why === 'trigger';
  return {
    code: expired ? 'EXPIRED_BUT_LIVE' : 'REVOKED_BUT_LIVE',
    because: `${basisText(basis)} ended at ${endedAt}: ${WHY[why]}`,
    ended: { basis, window, endedAt },
    wanted,
  };
}

/** Ended and gone at its source, and still where it was pushed for longer than a push may take. */
export function stillDownstream(grant: EndedGrant, at: Instant): EdgeDraft {
  const ended = ofEndedGrant(grant, at);
  return {
    ...ended,
    // What was adopted and never certified is no proved end, wherever it lies.
    code: ended.code === 'LEGACY_UNCERTIFIED' ? ended.code : 'REVOKED_BUT_LIVE',
    because: 'it was taken away at its source and is still live where it was pushed',
    cure: 'revoke it here, and see why the push does not arrive',
  };
}

/** Live after the last of its windows, which ended since the manifest was made. */
export function afterItsWindow(wanted: WantedEdge, window: Window): EdgeDraft {
  const standing = standingIn(wanted, window);
  const endedAt = window.end === 'standing' ? window.start : window.end;
  return {
    code: 'EXPIRED_BUT_LIVE',
    because: `${standing ? basisText(standing.basis) : 'its declaration'} ended at ${endedAt}: ${WHY.window}`,
    wanted: wanted.because,
    ...(standing ? { ended: { basis: standing.basis, window, endedAt } } : {}),
  };
}

function standingIn({ because }: WantedEdge, window: Window): { readonly basis: Basis } | undefined {
  const standings = because.flatMap(({ standing }) => standing ?? []);
  return (
    standings.find((standing) => standing.window === window) ??
    standings.find((s) => windowState(s.window, window.start) === 'open')
  );
}
