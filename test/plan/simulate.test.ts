import { readPlan, type PlanReading } from '../../lib/plan/index.js';
import { bytesOf, planText } from './_plan.js';
import { nativeOf, planBytes, simulated } from './_simulate.js';
import { ALTERED, ENDED, SYNTHESIS } from './_syntheses.js';
import { LIVE } from './_world.js';

const NATIVES = new Map(LIVE.map(({ ref, native }) => [nativeOf(ref), native]));

/** What is derived from, with the native ids of the fixtures. */
function readOf(bytes: Uint8Array): unknown {
  const read = readPlan(bytes);
  if (!('plan' in read)) throw new Error(read.refusals.map(({ message }) => message).join('\n'));
  const { changes, answers }: PlanReading = read.plan;
  const text = JSON.stringify({
    changes: changes.map(({ address, action, grants }) => ({ address, action, grants })),
    answers: answers.map(({ address }) => address),
  });
  const lasting = [...NATIVES].reduce((all, [made, real]) => all.replaceAll(made, real), text);
  return JSON.parse(lasting.replaceAll(/"managed_policy_arn":(?:""|null),?/g, '').replaceAll(/,\}/g, '}'));
}

test.each([
  ['create-aws-groups-0', undefined, SYNTHESIS],
  ['create-aws-sets-0', undefined, SYNTHESIS],
  ['create-aws-tickets-0', undefined, SYNTHESIS],
  ['noop-aws-groups-0', SYNTHESIS, SYNTHESIS],
  ['noop-aws-sets-0', SYNTHESIS, SYNTHESIS],
  ['noop-aws-tickets-0', SYNTHESIS, SYNTHESIS],
  ['altered-aws-sets-0', SYNTHESIS, ALTERED],
  ['ended-aws-tickets-0', SYNTHESIS, ENDED],
] as const)('the stand-in says of %s what Terraform said', (name, before, after) => {
  const stack = name.replace(/^[a-z]+-/, '');
  expect(readOf(planBytes(simulated(before, after, stack)))).toEqual(readOf(bytesOf(planText(name))));
});
