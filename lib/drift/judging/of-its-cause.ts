import { answerFor, type Cause } from '../../model/index.js';
import { byRule } from '../classes/by-rule.js';
import { BY_SERVICE } from '../classes/service.js';
import { causeNotTold } from '../classes/unreadable.js';
import type { EdgeDraft } from './edge-finding.js';

/** What an edge is because of its cause alone; undefined for those that have to be judged as what they are. */
export function ofItsCause(cause: Cause): EdgeDraft | undefined {
  return answerFor<EdgeDraft | undefined>(cause, {
    direct: () => undefined,
    push: () => undefined,
    service: () => BY_SERVICE,
    rule: ({ rule }) => byRule(rule),
    'not-told': ({ doubt }) => causeNotTold(doubt),
  });
}
