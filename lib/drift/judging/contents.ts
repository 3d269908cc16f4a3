import type { LiveRole } from '../../inventory/index.js';
import { changeOf, digestedContent, withParts, type LivePolicies } from '../../meaning/index.js';
import { refKey, type ContentPart } from '../../model/index.js';
import { altered } from '../classes/altered.js';
import { differingElsewhere } from '../classes/external.js';
import { byHand } from '../classes/foreign.js';
import { restrictingPart } from '../classes/restrictive.js';
import { staleFindings } from '../classes/stale-provisioned.js';
import { differ, isNone, type ContentDifference } from '../content/difference.js';
import { narrowsWithout } from '../content/narrowing.js';
import type { Ground } from '../ground.js';
import type { Finding } from '../finding.js';
import { contentFinding, type ContentDraft, type ContentSubject } from './content-finding.js';

/** Compares what declared permission sets can do with what the live ones can. Sets nobody declared have no content to differ from. */
export function judgeContents(ground: Ground): Finding[] {
  return ground.manifest.catalogue.permissionSets.flatMap((declared) => {
    const live = ground.carried.roleOf(declared.ref);
    if (!live?.content || ground.ambiguous.has(refKey(declared.ref))) return [];
    const difference = differ(digestedContent(declared.ref, declared.content), live.content);
    const told = (drafts: readonly ContentDraft[]): Finding[] =>
      drafts.map((draft) => contentFinding(ground, { live, declared: declared.content }, draft));
    return declared.external === undefined
      ? [
          ...told(draftsOf({ live, declared: declared.content }, difference, ground.policies)),
          ...staleFindings(ground, live, isNone(difference)),
        ]
      : told(isNone(difference) ? [] : [differingElsewhere(declared, difference)]);
  });
}

/** One for each part attached by hand, since each is taken off by itself, and one for all that is not as declared. */
function draftsOf(
  subject: ContentSubject,
  difference: ContentDifference,
  policies: LivePolicies,
): ContentDraft[] {
  const { extra, changed, lost } = difference;
  return [
    ...extra.map((part) => extraPart(part, subject.live, policies)),
    ...(changed.length + lost.length === 0
      ? []
      : [altered(difference, takesAwayOnly(subject, changed, policies))]),
  ];
}

/** Whether parts that stand in place of declared ones are proved to give nothing more, and not proved to take nothing away. */
function takesAwayOnly(
  { live: { holds }, declared }: ContentSubject,
  changed: readonly ContentPart[],
  policies: LivePolicies,
): boolean {
  if (!holds) return false;
  const { gained, lost } = changeOf(
    declared,
    withParts(declared, holds, { added: changed, removed: [] }),
    policies,
  );
  return gained.more === 'no' && lost.more !== 'no';
}

function extraPart(part: ContentPart, live: LiveRole, policies: LivePolicies): ContentDraft {
  const narrowing = narrowsWithout(part, live, policies);
  return narrowing === 'restricts' ? restrictingPart(part) : byHand(part, narrowing === 'narrows');
}
