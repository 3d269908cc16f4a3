import type { PlannedAction } from './reading.js';

/** The lists of actions that the format has, and what each means. */
const ACTIONS: Readonly<Record<string, PlannedAction>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  read: 'read',
  'no-op': 'no-op',
  'delete create': 'replace',
  'create delete': 'replace',
};

/** What a list of actions means; undefined of one that is not known. */
export function actionOf(actions: readonly string[]): PlannedAction | undefined {
  const key = actions.join(' ');
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}
