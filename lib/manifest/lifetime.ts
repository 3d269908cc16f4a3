import type { Instant } from '../kernel/index.js';
import type { WorkloadDeclaration } from './catalogue.js';

/** Whether the declared lifetime of a workload is over: at its end it already is. */
export function lifetimeIsOver({ expires }: Pick<WorkloadDeclaration, 'expires'>, at: Instant): boolean {
  return expires <= at;
}
