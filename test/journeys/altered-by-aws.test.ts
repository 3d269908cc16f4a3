import { EXIT } from '../../lib/cli/exit.js';
import { CliStage, documentOf, MORNING } from '../cli/_stage.js';
import { awsPolicy } from '../_helpers/aws-texts.js';

const VIEW_ONLY = awsPolicy('job-function/ViewOnlyAccess');
const SCANNER = awsPolicy('AmazonS3ReadOnlyAccess');
const MANIFEST = ['--sandbox', '--manifest', 'out/manifest.json'];

let stage: CliStage;
beforeEach(async () => {
  stage = await CliStage.open();
  await stage.done('synth', '--as-of', MORNING, '--out', 'out');
  await stage.done('sandbox', 'load', '--manifest', 'out/manifest.json');
});
afterEach(() => stage.close());

const founded = () => stage.done('ledger', 'init', ...MANIFEST);
const publish = (policyArn: string, ...actions: readonly string[]) =>
  stage.done(
    'sandbox',
    'tamper',
    'aws.publish-policy',
    `policyArn=${policyArn}`,
    `statement=${JSON.stringify({ Effect: 'Allow', Action: actions, Resource: '*' })}`,
  );
const drift = (...more: readonly string[]) => stage.run(['drift', ...MANIFEST, ...more]);

interface Seen {
  readonly findings: readonly { code: string; subject: { id: string }; privileged: readonly string[] }[];
  readonly sources: readonly { source: string; complete: boolean; notRead?: readonly { arn: string }[] }[];
}
const seen = async (): Promise<Seen> => documentOf('drift', await drift('--json')) as unknown as Seen;

/** Words as they are, however they are wrapped. */
const flat = (out: string): string => out.replace(/\s+/g, ' ');

it('what AWS adds to a policy is told with what became possible, and nothing takes it away', async () => {
  await founded();
  expect((await drift()).code).toBe(EXIT.done.code);
  const said = await publish(VIEW_ONLY, 'iam:PassRole', 's3:PutObject');
  expect(said.out).toContain('published by AWS and in no log');

  const { out, code } = await drift();
  expect(code).toBe(EXIT.drift.code);
  expect(flat(out)).toMatch(
    /! altered ALTERED_BY_AWS \w{16} AWS changed its policy job-function\/ViewOnlyAccess \(v\d+ to v\d+\): permission sets Developer, PaymentsDebugger, Planner, ProductionReader can do more: 2 more actions, among them iam:PassRole on every resource why: altered by AWS:/,
  );
  expect(flat(out)).toContain('who: AWS, which publishes this policy');
  expect(flat(out)).toContain('take the text in with `npm run managed-policies`');
  expect((await drift('--format', 'markdown')).out).toContain('`ALTERED_BY_AWS`');

  const before = JSON.stringify([...stage.sandbox.runtime.world.aws.permissionSets]);
  const revert = await stage.run(['revert', ...MANIFEST, '--confirm', '--json']);
  expect(JSON.parse(revert.out)).toMatchObject({ plan: { lines: [] }, overall: 'remains' });
  expect(JSON.stringify([...stage.sandbox.runtime.world.aws.permissionSets])).toBe(before);
  expect((await seen()).findings).toMatchObject([{ code: 'ALTERED_BY_AWS' }]);
});

it('a denied call is said and changes no verdict; what was seen before is not called gone', async () => {
  await founded();
  await publish(VIEW_ONLY, 'iam:PassRole');
  const [first] = (await seen()).findings;
  stage.sandbox.runtime.advance(3_600_000);
  await stage.done('sandbox', 'tamper', 'fault', 'match=iam:GetPolicy', 'effect.kind=denied');

  const { out, code } = await drift('--brief');
  expect(code).toBe(EXIT.done.code);
  expect(flat(out)).toMatch(
    /not read: the live text of 8 policies of AWS’s own \(.*\), judged by what AWS had/,
  );
  expect(flat(out)).toContain('try: allow `iam:GetPolicy` to the role that Writ uses');
  expect(flat((await drift('--format', 'markdown')).out)).toContain('not read: the live text of 8 policies');
  const blind = await seen();
  expect(blind.findings).toEqual([]);
  expect(blind.sources[0]).toMatchObject({ source: 'aws', complete: true });
  expect(blind.sources[0]!.notRead).toHaveLength(8);

  await stage.done('sandbox', 'tamper', 'faults-off');
  expect((await seen()).findings).toEqual([first]);
});

it('a ledger is founded where the texts are denied, since all else is read', async () => {
  await stage.done('sandbox', 'tamper', 'fault', 'match=iam:*', 'effect.kind=denied');
  await founded();
  expect((await drift()).code).toBe(EXIT.done.code);
});

it('what somebody attaches is judged by its live text', async () => {
  const by = 'actor=marek.havlicek@meridianpay.example';
  const attach = ['sandbox', 'tamper', 'aws.attach-managed-policy', 'permissionSet=Planner'];
  await stage.done(...attach, `policyArn=${SCANNER}`, by);
  stage.sandbox.runtime.advance(1000);
  const { findings } = await seen();
  expect(findings).toMatchObject([{ code: 'CONTENT_BY_HAND', privileged: [] }]);
  await publish(SCANNER, 'iam:PassRole');
  expect((await seen()).findings).toMatchObject([
    {
      code: 'CONTENT_BY_HAND',
      privileged: ['lets its holder hand any role to a service (iam:PassRole)'],
    },
  ]);
});
