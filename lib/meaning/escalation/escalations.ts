import type { Allowances } from '../allowances.js';
import { heldAsDemanded, type HeldInCells, type HeldAction } from '../held.js';
import type { EscalationPath } from './path.js';
import { ESCALATION_PATHS } from './paths.js';
import { haveSameThing } from './same-thing.js';

/** A way that is open. */
export interface Escalation extends Pick<EscalationPath, 'id' | 'name' | 'gives'> {
  /** The actions that it goes through, in their order. */
  readonly through: readonly HeldAction[];
  /** Whether none of them is allowed under conditions only. */
  readonly always: boolean;
}

/** The published ways that an access opens, in order of their ids; one that is open only under conditions is among them. */
export function escalationsOf(allowances: Allowances): readonly Escalation[] {
  return ESCALATION_PATHS.flatMap((path) => openWay(path, allowances) ?? []);
}

function openWay({ id, name, gives, needs }: EscalationPath, allowances: Allowances): Escalation | undefined {
  if (needs.some(({ action }) => !allowances.of(action))) return undefined;
  const met: HeldInCells[] = [];
  for (const need of needs) {
    const action = heldAsDemanded(allowances.of(need.action), need);
    if (!action) return undefined;
    met.push(action);
  }
  const shared = met.filter((_, i) => needs[i]?.sameThing).map(({ cells }) => cells);
  if (!haveSameThing(shared)) return undefined;
  const through = met.map(({ action, reach, always }) => ({ action, reach, always }));
  return { id, name, gives, through, always: through.every(({ always }) => always) };
}
