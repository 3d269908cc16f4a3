import { CliStage, documentOf, MORNING } from './_stage.js';

/** Has accounts, and no access. */
const NOBODY = 'hana.kobayakawa@meridianpay.example';
const LINNEA = 'linnea.forsgren@meridianpay.example';
const SSO =
  'arn:aws:iam::190347725816:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef';

interface Line {
  readonly finding: { readonly privileged: readonly string[] };
  readonly verdict: { readonly state: string; readonly rail?: string };
}

describe('whoever runs a revert', () => {
  let stage: CliStage;
  beforeEach(async () => {
    stage = await CliStage.open();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    await stage.done('sandbox', 'load', '--manifest', 'out/manifest.json');
    await stage.done('ledger', 'init', '--manifest', 'out/manifest.json');
  });
  afterEach(() => stage.close());

  const said = async (): Promise<string> =>
    (await stage.run(['revert', '--manifest', 'out/manifest.json', '--json'])).err;

  const reverted = async (key?: string): Promise<Record<string, unknown>> =>
    documentOf(
      'revert',
      await stage.run(
        ['revert', '--manifest', 'out/manifest.json', '--json'],
        key === undefined ? {} : { WRIT_SANDBOX_ACCESS_KEY_ID: key },
      ),
    );
  const sessionOf = (session: string): string => {
    const key = `AKIA${session.replace(/\W/g, '')}`;
    stage.sandbox.runtime.setActor(key, { kind: 'iam-role', arn: SSO, session });
    return key;
  };
  const privileged = (document: Record<string, unknown>): string[] =>
    (document['plan'] as { lines: readonly Line[] }).lines
      .filter(({ finding }) => finding.privileged.length > 0)
      .map(({ verdict }) => verdict.rail ?? verdict.state);
  /** Somebody who has no other access is given the production account by hand. */
  const intrude = (): Promise<unknown> =>
    stage.done(
      ...['sandbox', 'tamper', 'aws.assign', 'permissionSet=ProductionAdmin', 'account=190347725816'],
      ...['principal.type=USER', `principal.name=${NOBODY}`, `actor=${LINNEA}`],
    );

  it('H3.16 is in the result: a person, a role of nobody, or a session that no record links', async () => {
    expect((await reverted())['actor']).toMatchObject({ state: 'nobody' });
    expect((await reverted(sessionOf(LINNEA)))['actor']).toMatchObject({ state: 'known' });
    expect((await reverted(sessionOf('who@elsewhere.example')))['actor']).toMatchObject({ state: 'unknown' });
  });

  it('M5 H3.16 holds what may be their last privileged access while STS is silent, and lets it go when STS answers', async () => {
    await intrude();
    expect(privileged(await reverted())).toEqual(['go']);
    await stage.done('sandbox', 'tamper', 'fault', 'match=sts:GetCallerIdentity', 'effect.kind=denied');
    const silent = await reverted();
    expect(silent['actor']).toMatchObject({ state: 'unknown' });
    expect(privileged(silent)).toEqual(['last-access']);
    await stage.done('sandbox', 'tamper', 'faults-off');
    expect(privileged(await reverted(sessionOf('who@elsewhere.example')))).toEqual(['last-access']);
  });

  it('H3.16 is said to be unknown when STS is silent; of a role that is nobody the rail has nothing to say', async () => {
    expect(await said()).not.toContain('last privileged access');
    await stage.done('sandbox', 'tamper', 'fault', 'match=sts:GetCallerIdentity', 'effect.kind=denied');
    expect(await said()).toContain('STS does not say whose credential this is');
  });
});
