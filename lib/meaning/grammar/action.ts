import { branded, type Id } from '../../kernel/index.js';
import type { DocumentPath, PolicyFaults } from './faults.js';

/** `service:pattern`, in lower case; `*` is every action of every service. */
export type ActionPattern = Id<'action-pattern'>;

/** Every action of every service. */
export const EVERY_ACTION: ActionPattern = branded<'action-pattern'>('*');

/**
 * `*`, or a service with a pattern of its actions. AWS refuses a pattern in place of the service (`ia*:PassRole`), and
 * whatever else stands there is no action.
 */
export function actionPattern(
  text: string,
  at: DocumentPath,
  faults: PolicyFaults,
): ActionPattern | undefined {
  if (/^\*+(?::\*+)?$/.test(text)) return EVERY_ACTION;
  if (/^[a-z0-9-]+:[a-z0-9*?_-]+$/i.test(text))
    return branded<'action-pattern'>(text.toLowerCase().replace(/\*{2,}/g, '*'));
  return faults.value(at, text, 'a service with an action, as in `s3:GetObject` or `s3:Get*`, or `*`');
}
