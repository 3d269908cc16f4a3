import type { Ticket } from '../../manifest/index.js';
import type { RequestFacts } from './tables.js';

/** What a ticket says of itself, as it says it: rules compare it with what is computed. */
export function claimedFacts({
  tier,
  class: declaredClass,
  exception,
  recovery,
  reaches,
}: Ticket): Pick<
  RequestFacts,
  'declaredTier' | 'declaredClass' | 'exceptionRule' | 'recovery' | 'declaredReach'
> {
  return {
    ...(tier === undefined ? {} : { declaredTier: tier }),
    ...(declaredClass === undefined ? {} : { declaredClass }),
    ...(exception === undefined ? {} : { exceptionRule: exception.policy }),
    ...(recovery === undefined ? {} : { recovery: recovery.action }),
    ...(reaches === undefined ? {} : { declaredReach: reaches }),
  };
}
