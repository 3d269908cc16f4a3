import type { PlannedAction, PlanReading } from '../plan/index.js';

/** What would be done to one resource. */
export interface ToDo {
  readonly address: string;
  readonly action: Exclude<PlannedAction, 'no-op' | 'read'>;
}

/** What a plan would do, in order of address. */
export function toDoOf({ changes }: PlanReading): readonly ToDo[] {
  return changes.flatMap(({ address, action }) =>
    action === 'no-op' || action === 'read' ? [] : [{ address, action }],
  );
}
