import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { outputFiles, synthesize } from '../../lib/synth/index.js';
import { ADMIN, AUDITORS, catalogue, group, inputs, READ, set, ticket } from '../synth/builders.js';

/** Terraform on the machine and a folder of provider plugins (WRIT_TF_MIRROR) for it. */
const mirror = process.env['WRIT_TF_MIRROR'];
const found = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;
const journey = mirror && found ? test : test.skip;

if (journey === test.skip) {
  process.stderr.write(
    'SKIPPED terraform validate: needs terraform and WRIT_TF_MIRROR, a folder of provider plugins\n',
  );
}

journey(
  'Terraform accepts every AWS stack',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'writ-tf-'));
    try {
      const config = join(folder, 'terraformrc');
      writeFileSync(
        config,
        `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
      );
      const env = {
        ...process.env,
        TF_CLI_CONFIG_FILE: config,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
      };
      const { manifest } = written(folder);
      for (const { stack } of manifest.shards.filter(({ provider }) => provider === 'aws')) {
        const cwd = join(folder, 'stacks', stack);
        const init = spawnSync('terraform', ['init', '-input=false', '-no-color'], {
          cwd,
          env,
          encoding: 'utf8',
        });
        expect([stack, init.status, init.stderr]).toEqual([stack, 0, '']);
        const { stdout } = spawnSync('terraform', ['validate', '-json'], { cwd, env, encoding: 'utf8' });
        const { valid, diagnostics } = JSON.parse(stdout) as { valid: boolean; diagnostics: unknown[] };
        expect({ stack, valid, diagnostics }).toEqual({ stack, valid: true, diagnostics: [] });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);

function written(folder: string): ReturnType<typeof synthesize> {
  const rich = catalogue({
    permissionSets: [
      set(READ, { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], sessionMinutes: 90, inline: POLICY }),
      set(ADMIN, { boundary: { path: '/', name: 'limit' }, customerManaged: [{ path: '/a/', name: 'own' }] }),
    ],
    groups: catalogue().groups.map((each) =>
      each.ref === AUDITORS ? group(AUDITORS, { description: 'price: ${100}' }) : each,
    ),
  });
  const tickets = ['prod-admin', 'audit', 'stage-direct'].map((wanted, index) =>
    ticket(`ACC-${index + 1}`, { package: wanted }),
  );
  const synthesis = synthesize(
    inputs({ catalogue: rich, tickets, shards: { structure: 1, standing: 1, ticketed: 1 } }),
  );
  for (const [path, text] of outputFiles(synthesis)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return synthesis;
}

const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}/*' }],
};
