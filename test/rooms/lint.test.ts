import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';

const REPO = join(__dirname, '..', '..');
const config = jest.requireActual<Linter.Config[]>('../../eslint.config.js');

async function refused(file: string): Promise<readonly string[]> {
  const found = (await new ESLint({
    cwd: REPO,
    overrideConfigFile: true,
    overrideConfig: config,
  }).calculateConfigForFile(file)) as Linter.Config;
  const [, ...names] = [found.rules?.['no-restricted-globals']].flat();
  return names.map(String);
}

describe('the rules about globals', () => {
  test.each(['lib/cli/sandbox.ts', 'lib/cli/commands/scan.ts', 'lib/drift/judge.ts', 'lib/scan/scan.ts'])(
    '%s calls nobody over the network',
    async (file) => {
      expect(await refused(file)).toContain('fetch');
    },
  );

  test.each(['lib/adapters/okta/exchange.ts', 'sandbox/client/control.ts'])('%s may', async (file) => {
    expect(await refused(file)).not.toContain('fetch');
  });
});
