import { refText } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { observationIdOf } from '../finding-id.js';
import type { Finding } from '../finding.js';
import { modeAt, seenAt } from '../judging/leading-in.js';
import { saidOf } from '../said.js';

/**
 * A push that nobody declared, onto a governed group or one that gives something on a governed account. Switching it
 * off would leave at the target whoever is there, and no removal would follow: so that is nothing that Writ does.
 */
export function pushFindings(ground: Ground): Finding[] {
  return ground.inventory.pushes.flatMap(({ from, to, active }): Finding[] => {
    const mode = modeAt(ground, to);
    const owner = ground.scopes.externalOwner(to);
    if (!active || mode === undefined || owner !== undefined || ground.declaredPush(from, to)) return [];
    const id = observationIdOf({ push: [from, to] });
    return [
      {
        gives: `Okta group ${refText(from)} is pushed to Identity Store group ${refText(to)}: whoever is in it has what that gives`,
        ...saidOf({
          code: 'PUSH_UNDECLARED',
          cure: `revoke the members that it brought, then deactivate the push of ${refText(from)} in Okta`,
        }),
        narrows: false,
        subject: { what: 'push', id, from, to },
        mode,
        reaches: ground.carried.reachOf(from),
        ...seenAt(ground, id, 'PUSH_UNDECLARED', [to]),
      },
    ];
  });
}
