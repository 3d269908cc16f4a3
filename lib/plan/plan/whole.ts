import { refusal, type Refusal } from '../refusals.js';
import type { PlanJson } from './shape.js';

/** Terraform says since 1.8 whether a plan is whole; before, and OpenTofu ever, only `errored` tells. */
const SAYS_WHOLE = [1, 8] as const;

/** Refuses a plan that is not whole, or that does something beside its resources. */
export function refuseBeside(plan: PlanJson, tool: 'terraform' | 'opentofu'): readonly Refusal[] {
  const { root_module: root } = plan.configuration;
  const { values: prior } = plan.prior_state ?? {};
  const has = (value: unknown): boolean =>
    Array.isArray(value) ? value.length > 0 : Object.keys(value ?? {}).length > 0;
  const refusals: (Refusal | false)[] = [
    plan.errored === true && refusal('PLAN_ERRORED', 'planning ended with an error'),
    plan.complete === false && refusal('PLAN_INCOMPLETE', 'it says that it is not complete'),
    tool === 'terraform' &&
      isSince(plan.terraform_version, SAYS_WHOLE) &&
      typeof plan.complete !== 'boolean' &&
      refusal(
        'PLAN_INCOMPLETE',
        `Terraform ${plan.terraform_version} says whether a plan is complete, and this does not`,
      ),
    has(plan.deferred_changes) && refusal('PLAN_DEFERS', 'it has deferred changes'),
    has(plan.deferred_action_invocations) && refusal('PLAN_DEFERS', 'it has deferred invocations of actions'),
    has(plan.action_invocations) && refusal('PLAN_INVOKES', 'it invokes actions of providers'),
    has(root.actions) && refusal('PLAN_INVOKES', 'the configuration has actions'),
    has(plan.output_changes) && refusal('PLAN_OUTPUTS', 'it changes outputs'),
    has(root.outputs) && refusal('PLAN_OUTPUTS', 'the configuration has outputs'),
    has(prior?.outputs) && refusal('PLAN_OUTPUTS', 'the state has outputs'),
    has(plan.variables) && refusal('PLAN_VARIABLES', 'it was planned with input variables'),
    has(root.variables) && refusal('PLAN_VARIABLES', 'the configuration has input variables'),
    has(root.module_calls) && refusal('PLAN_MODULES', 'the configuration calls modules'),
    has(prior?.root_module?.child_modules) && refusal('PLAN_MODULES', 'the state has modules'),
    has(plan.checks) && refusal('PLAN_CHECKS', 'it has checks'),
  ];
  return refusals.filter((each): each is Refusal => each !== false);
}

/** Whether a version is one or later; one that cannot be read is. */
function isSince(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, first, second] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  if (first === undefined || second === undefined) return true;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
