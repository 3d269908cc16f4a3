import { refText } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import { observationIdOf } from '../finding-id.js';
import type { Finding } from '../finding.js';
import { modeAt, seenAt } from '../judging/leading-in.js';
import { saidOf } from '../said.js';

/**
 * A push that nobody declared, onto a governed group or one that gives something on a governed account. Switching it
 * off would leave at the target whoever is there, and no removal would follow: so that is nothing that Writ does.
 */
export function pushFindings(context: JudgeContext): Finding[] {
  return context.inventory.pushes.flatMap(({ from, to, active }): Finding[] => {
    const mode = modeAt(context, to);
    const owner = context.scopes.externalOwner(to);
    if (!active || mode === undefined || owner !== undefined || context.declaredPush(from, to)) return [];
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
        reaches: context.carried.reachOf(from),
        ...seenAt(context, id, 'PUSH_UNDECLARED', [to]),
      },
    ];
  });
}
