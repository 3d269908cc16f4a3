import { linksOf } from '../../lib/identity/index.js';
import { digest, digestOf } from '../../lib/kernel/index.js';
import { AWS_SOURCE, type ObjectRef } from '../../lib/model/index.js';
import {
  judgePlan,
  nativesOf,
  readPlan,
  type JudgePlanInput,
  type Natives,
  type PlanExplained,
  type PlanJudged,
} from '../../lib/plan/index.js';
import type { Synthesis } from '../../lib/synth/index.js';
import { ADMIN, ADMINS_AWS, AS_OF, AUDITORS, READ } from '../synth/builders.js';
import { bytesOf, codesOf, planText, planWith, type Json } from './_plan.js';
import { SNAPSHOT, SYNTHESIS } from './_syntheses.js';

export interface Live {
  readonly ref: ObjectRef;
  readonly native: string;
}
const SETS_AT = 'arn:aws:sso:::permissionSet/ssoins-7223e1f2a4b5c6d7';

/** Native ids as the fixtures have them. */
export const LIVE: readonly Live[] = [
  { ref: AUDITORS, native: '9067f0e1a2-7d1f9bdd-1c4b-470b-889d-03cba30b2a78' },
  { ref: ADMINS_AWS, native: '9067f0e1a2-5148657f-4bee-43ad-b7e3-a354cfda27b8' },
  { ref: READ, native: `${SETS_AT}/ps-d8bb5b1d630a653a` },
  { ref: ADMIN, native: `${SETS_AT}/ps-34b0541192803c9f` },
];

/** What native ids stand for in the fixtures' world, where something is live that is another, or more. */
export function natives(live: readonly Live[] = LIVE, ambiguous: readonly ObjectRef[] = []): Natives {
  const some = (is: (kind: string) => boolean) => live.filter(({ ref }) => is(ref.kind)) as never;
  return nativesOf(
    {
      groups: some((kind) => kind.endsWith('.group')),
      roles: some((kind) => kind === 'aws.permission-set'),
      apps: some((kind) => kind === 'okta.app'),
      ambiguous: ambiguous.map((ref) => ({ ref, natives: [] })),
    },
    linksOf(SNAPSHOT),
  );
}

export interface Shown extends Partial<JudgePlanInput> {
  readonly change?: (plan: Json) => void;
  readonly synthesis?: Synthesis;
  /** What its configuration is made of, where it is another synthesis than the manifest. */
  readonly configured?: Synthesis;
}

/** The approval of the declarations of a synthesis. */
export const approved = ({ manifest }: Synthesis): JudgePlanInput['governance'] => [
  { declarations: digestOf(manifest.catalogue), approval: digest('approved by two governors') },
];

/** Judges the plan of a fixture, with something changed in its document or in what it is judged by. */
export function judged(name: string, shown: Shown = {}): PlanJudged {
  const { change, synthesis = SYNTHESIS, configured = synthesis, ...more } = shown;
  const read = readPlan(change ? planWith(name, change) : bytesOf(planText(name)));
  if (!('plan' in read)) throw new Error(`the reader refuses it already: ${codesOf(read).join(', ')}`);
  const stack = name.replace(/^[a-z]+-/, '');
  return judgePlan({
    plan: read.plan,
    configuration: bytesOf(configured.stacks.get(stack) ?? ''),
    stack,
    source: AWS_SOURCE,
    natives: natives(),
    manifest: synthesis.manifest,
    at: AS_OF,
    decisions: synthesis.seats.keys(),
    given: [],
    lost: new Set(),
    tombstones: [],
    feed: synthesis.manifest.inputs.identity,
    governance: approved(synthesis),
    ...more,
  });
}

/** What a plan that nothing refuses does, and why. */
export function explainedOf(name: string, shown: Shown = {}): PlanExplained {
  const answer = judged(name, shown);
  if ('explained' in answer) return answer.explained;
  throw new Error(
    answer.refusals.map(({ code, message, at }) => `${code} ${at ?? ''} ${message}`).join('\n'),
  );
}

/** The codes for which a plan is refused, or of what nothing explains, each once and sorted; none of a plan that may be bound. */
export function stoppedBy(name: string, shown: Shown = {}): readonly string[] {
  const answer = judged(name, shown);
  const refusals =
    'refusals' in answer ? answer.refusals : answer.explained.also.flatMap((each) => each.refusals);
  return [...new Set(refusals.map(({ code }) => code))].sort();
}
