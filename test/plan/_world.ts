import { linksOf, type IdentitySnapshot } from '../../lib/identity/index.js';
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
import { synthesize, type Synthesis, type SynthInputs } from '../../lib/synth/index.js';
import {
  ADMIN,
  ADMINS_AWS,
  AS_OF,
  AUDITORS,
  catalogue,
  identity,
  inputs,
  person,
  READ,
  set,
  ticket,
} from '../synth/builders.js';
import { bytesOf, codesOf, planText, planWith, type Json } from './_plan.js';

/** What the plans of the fixtures were made of: the synthesis of test/journeys/terraform-apply.test.ts. */
export const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}/*' }],
};
export const READ_SET = set(READ, {
  managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  sessionMinutes: 90,
  inline: POLICY,
});
export const ADMIN_SET = set(ADMIN, {
  boundary: { path: '/', name: 'limit' },
  customerManaged: [{ path: '/a/', name: 'own' }],
});
export const SNAPSHOT: IdentitySnapshot = identity(person('1'));
const PACKAGES = ['prod-admin', 'audit', 'stage-direct'];

/** The synthesis of the fixtures, with something declared or decided otherwise. */
export function synthesisWith(
  more: Partial<SynthInputs> = {},
  decisions: Parameters<typeof inputs>[1] = {},
): Synthesis {
  return synthesize(
    inputs(
      {
        catalogue: catalogue({ permissionSets: [READ_SET, ADMIN_SET] }),
        identity: SNAPSHOT,
        tickets: PACKAGES.map((pack, index) => ticket(`ACC-${index + 1}`, { package: pack })),
        shards: { structure: 1, standing: 1, ticketed: 1 },
        ...more,
      },
      decisions,
    ),
  );
}
export const SYNTHESIS = synthesisWith();

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
