import { CliStage, MORNING } from './_stage.js';

describe('whoever runs a revert', () => {
  let stage: CliStage;
  beforeEach(async () => {
    stage = await CliStage.open();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    await stage.done('sandbox', 'load', '--manifest', 'out/manifest.json');
  });
  afterEach(() => stage.close());

  const said = async (): Promise<string> =>
    (await stage.run(['revert', '--manifest', 'out/manifest.json', '--json'])).err;

  it('H3.16 is said to be unknown when STS is silent; of a role that is nobody the rail has nothing to say', async () => {
    expect(await said()).not.toContain('last privileged access');
    await stage.done('sandbox', 'tamper', 'fault', 'match=sts:GetCallerIdentity', 'effect.kind=denied');
    expect(await said()).toContain('STS does not say whose credential this is');
  });
});
