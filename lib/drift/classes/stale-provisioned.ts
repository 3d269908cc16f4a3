import type { LiveRole } from '../../inventory/index.js';
import { sortedTexts } from '../../kernel/index.js';
import { contentDigest, type AccountId, type Content } from '../../model/index.js';
import type { Ground } from '../ground.js';
import type { Attribution, Finding } from '../finding.js';
import { whyLeftIsPrivileged, type LeftPart } from '../left-behind.js';
import { severityOf } from '../severity.js';
import { contentPartText } from '../content/words.js';
import { observationIdOf, type ObservationId } from '../finding-id.js';
import { seenOn } from '../judging/content-finding.js';
import { saidOf } from '../said.js';

/**
 * Accounts that are behind their set, by how much they may still have. While the set itself is not as declared they are
 * told only where something was taken off, and are held: provisioning would carry on what is wrong.
 */
export function staleFindings(ground: Ground, live: LiveRole, isAsDeclared: boolean): Finding[] {
  const { content } = live;
  if (!content) return [];
  return live.staleIn.flatMap((account) => {
    const id = observationIdOf({ account, set: live.ref, what: 'provisioning' });
    const left = ground.leftBehind(live.native, id).filter((part) => !isIn(content, part));
    if (!isAsDeclared && left.length === 0) return [];
    const finding = staleFinding(ground, live, { account, id, left, content });
    return [isAsDeclared ? finding : { ...finding, ...HELD }];
  });
}

const HELD = {
  because: 'something was taken off the set and was not provisioned there since',
  cure: 'bring the set to what is declared first, then provision it again',
  narrows: false,
} as const;

interface Behind {
  readonly account: AccountId;
  readonly id: ObservationId;
  readonly left: readonly LeftPart[];
  readonly content: Content;
}

function staleFinding(ground: Ground, live: LiveRole, { account, id, left, content }: Behind): Finding {
  const why = whyLeftIsPrivileged(left, ground.policies);
  const may = left.map(contentPartText).join(', ');
  const place = ground.speech.account(account);
  const attribution: Attribution = { by: 'unknown', why: 'nothing was done there; that is the matter' };
  return {
    gives:
      left.length > 0
        ? `${place} may still have ${may} through permission set ${live.ref.name}`
        : `${place} still has an older content of permission set ${live.ref.name}`,
    ...saidOf({ code: 'STALE_PROVISIONED' }),
    severity: severityOf('STALE_PROVISIONED', { privileged: why.length > 0 }, attribution),
    subject: {
      what: 'provisioning',
      id,
      set: live.ref,
      native: live.native,
      account,
      content: contentDigest(content),
    },
    mode: ground.scopes.modeOfAccount(account) ?? 'observe',
    attribution,
    ...seenOn(ground, live, id),
    privileged: sortedTexts([...live.privileged, ...why]),
  };
}

/** What the set has by now, the account may have. Of inline policies only the place is known, not which it was. */
function isIn({ parts }: Content, { slot, name }: LeftPart): boolean {
  return slot !== 'inline' && parts.some((part) => part.slot === slot && part.name === name);
}
