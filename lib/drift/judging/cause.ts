import {
  answerFor,
  edgeIdOf,
  edgeKey,
  type Cause,
  type Doubt,
  type LiveEdge,
  groupOf,
  sourceOf,
} from '../../model/index.js';
import { deedOn } from '../attribution.js';
import { ruleKey, type JudgeContext } from '../context.js';
import type { Bound } from '../finding.js';
import type { EdgeDraft } from './edge-finding.js';

/**
 * A live edge with what its source's log says of its cause: whom a rule brought in last is kept by it, whatever the
 * rule looks like from here. A rule that is proved to run no more, or to be gone, keeps nobody.
 */
export function withLoggedCause(context: JudgeContext, live: LiveEdge): LiveEdge {
  const { edge, cause, native } = live;
  if (!isOpen(cause) || groupOf(edge.target) === undefined) return live;
  const told = context.attribute(deedOn(edgeIdOf(edgeKey(edge)), edge, native, 'add'));
  if (told.by !== 'rule') return live;
  const rule = context.rules.get(ruleKey(sourceOf(edge), told.actor.native));
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

/** What keeps an edge of this cause from outside, where something does or may. */
export function boundBy(cause: Cause): Bound | undefined {
  return answerFor<Bound | undefined>(cause, {
    direct: () => undefined,
    service: () => undefined,
    push: () => undefined,
    rule: () => 'rule',
    // A copy that a push may bring is only brought again; a rule that may keep a member would be changed for good.
    'not-told': ({ doubt }) => (doubt.of === 'rule' ? 'not-told' : undefined),
  });
}

/** Whether an edge looks direct where it is, pushed there by a push that nobody could read or not. */
export function looksDirect(cause: Cause): boolean {
  return answerFor<boolean>(cause, {
    direct: () => true,
    'not-told': ({ doubt }) => doubt.of === 'push',
    rule: () => false,
    service: () => false,
    push: () => false,
  });
}

/** What an edge is because of its cause alone; undefined for those that have to be judged as what they are. */
export function ofItsCause(cause: Cause): EdgeDraft | undefined {
  return answerFor<EdgeDraft | undefined>(cause, {
    direct: () => undefined,
    push: () => undefined,
    service: () => SERVICE,
    rule: ({ rule }) => ({
      class: 'by-rule',
      code: 'BY_RULE',
      because: `group rule ${rule} puts the holder there`,
      cure: 'change the rule if this is not meant',
    }),
    'not-told': ({ doubt }) => ({
      class: 'unreadable',
      code: 'CAUSE_NOT_TOLD',
      because: `${doubtText(doubt)}; so it is not proved direct, and nothing explains it`,
      cure: doubtCure(doubt),
      bound: 'not-told',
    }),
  });
}

/** What ends an edge of this cause for a holder who can hold nothing any more. */
export function endedBy(cause: Cause): string {
  return answerFor(cause, {
    direct: () => 'revoke it',
    push: () => 'revoke it',
    service: () => 'revoke it',
    rule: ({ rule }) => `take the holder out of group rule ${rule}`,
    'not-told': ({ doubt }) => doubtCure(doubt),
  });
}

const SERVICE: EdgeDraft = {
  class: 'service',
  code: 'BY_SERVICE',
  because: 'the provider makes and keeps it',
  cure: 'nothing to do',
};

function doubtText(doubt: Doubt): string {
  if (doubt.of === 'push') return `the push mappings of ${doubt.source} were not read, and one may bring it`;
  if (doubt.rules.length === 0) return 'the group rules were not read whole, and one may keep it';
  return `${rulesText(doubt.rules)} may keep it, and cannot be evaluated here for this holder`;
}

function doubtCure(doubt: Doubt): string {
  if (doubt.of === 'push') return `let the push mappings of ${doubt.source} be read, and look again`;
  if (doubt.rules.length === 0) return 'let the group rules be read, and look again';
  return `look at ${rulesText(doubt.rules)} in Okta: take the holder out of it, or out of the group where it does not mean the holder`;
}

function rulesText(rules: readonly string[]): string {
  return `group ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
}
