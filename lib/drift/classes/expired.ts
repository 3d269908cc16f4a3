import type { Instant } from '../../kernel/index.js';
import type { EndedGrant, WantedEdge } from '../../manifest/index.js';
import { basisText, windowState, type Basis, type Window } from '../../model/index.js';
import type { EdgeDraft } from '../judging/edge-finding.js';

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
    class: 'expired',
    code: expired ? 'EXPIRED_BUT_LIVE' : 'REVOKED_BUT_LIVE',
    because: `${basisText(basis)} ended at ${endedAt}: ${WHY[why]}`,
    cure: 'revoke it; more time is a renewal ticket',
    ended: { basis, window, endedAt },
    wanted,
  };
}

/** Live after the last of its windows, which ended since the manifest was made. */
export function afterItsWindow(wanted: WantedEdge, window: Window): EdgeDraft {
  const standing = standingIn(wanted, window);
  const endedAt = window.end === 'standing' ? window.start : window.end;
  return {
    class: 'expired',
    code: 'EXPIRED_BUT_LIVE',
    because: `${standing ? basisText(standing.basis) : 'its declaration'} ended at ${endedAt}: ${WHY.window}`,
    cure: 'revoke it; more time is a renewal ticket',
    wanted: wanted.because,
    ...(standing ? { ended: { basis: standing.basis, window, endedAt } } : {}),
  };
}

/** Live before the first of its windows. */
export function beforeItsWindow(wanted: WantedEdge, window: Window): EdgeDraft {
  return {
    class: 'foreign',
    code: 'BEFORE_WINDOW',
    reason: 'before-window',
    because: `its window opens at ${window.start}`,
    cure: 'revoke it; it is granted when its window opens',
    wanted: wanted.because,
  };
}

function uncertified(basis: Basis, window: Window, endedAt: Instant): EdgeDraft {
  return {
    class: 'foreign',
    code: 'LEGACY_UNCERTIFIED',
    reason: 'legacy-uncertified',
    because: `it was adopted, and nobody certified it by ${endedAt}`,
    cure: 'revoke it, or open a ticket for it',
    ended: { basis, window, endedAt },
  };
}

function standingIn({ because }: WantedEdge, window: Window): { readonly basis: Basis } | undefined {
  const standings = because.flatMap(({ standing }) => standing ?? []);
  return (
    standings.find((standing) => standing.window === window) ??
    standings.find((s) => windowState(s.window, window.start) === 'open')
  );
}
