import {
  answerFor,
  edgeIdOf,
  edgeKey,
  groupOf,
  sourceOf,
  type Cause,
  type LiveEdge,
} from '../../model/index.js';
import { changeOn } from '../attribution.js';
import { ruleKey, type Ground } from '../ground.js';
import type { KeptBy } from '../finding.js';
import { doubtCure } from './doubt-words.js';

/**
 * A live edge with what its source's log says of its cause: whom a rule brought in last is kept by it, whatever the
 * rule looks like from here. A rule that is proved to run no more, or to be gone, keeps nobody.
 */
export function withLoggedCause(ground: Ground, live: LiveEdge): LiveEdge {
  const { edge, cause, native } = live;
  if (!isOpen(cause) || groupOf(edge.target) === undefined) return live;
  const told = ground.attribute(changeOn(edgeIdOf(edgeKey(edge)), edge, native, 'add'));
  if (told.by !== 'rule') return live;
  const rule = ground.rules.get(ruleKey(sourceOf(edge), told.actor.native));
  const isOver = rule ? !rule.active : cause.by === 'direct';
  return isOver ? live : { ...live, cause: { by: 'rule', rule: rule?.name ?? told.actor.native } };
}

/** Whether a log can say more of this cause than the sweep does. */
function isOpen(cause: Cause): boolean {
  return answerFor<boolean>(cause, {
    direct: () => true,
    'not-told': ({ doubt }) => doubt.of === 'rule',
    rule: () => false,
    service: () => false,
    push: () => false,
  });
}

/** What other than Writ keeps an edge of this cause, or may keep it. */
export function boundBy(cause: Cause): KeptBy | undefined {
  return answerFor<KeptBy | undefined>(cause, {
    direct: () => undefined,
    service: () => undefined,
    push: () => undefined,
    rule: () => 'rule',
    // A removed copy would at worst be pushed again; removing a member whom a rule keeps would change the rule for good.
    'not-told': ({ doubt }) => (doubt.of === 'rule' ? 'not-told' : undefined),
  });
}

/** Whether an edge looks direct, even if a push that could not be read may have brought it. */
export function looksDirect(cause: Cause): boolean {
  return answerFor<boolean>(cause, {
    direct: () => true,
    'not-told': ({ doubt }) => doubt.of === 'push',
    rule: () => false,
    service: () => false,
    push: () => false,
  });
}

/** The cure that ends an edge of this cause for a holder who can hold nothing any more. */
export function endedBy(cause: Cause): string {
  return answerFor(cause, {
    direct: () => 'revoke it',
    push: () => 'revoke it',
    service: () => 'revoke it',
    rule: ({ rule }) => `take the holder out of group rule ${rule}`,
    'not-told': ({ doubt }) => doubtCure(doubt),
  });
}
