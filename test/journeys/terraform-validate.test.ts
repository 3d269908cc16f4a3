import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../lib/synth/index.js';
import { ADMIN, AUDITORS, catalogue, group, inputs, READ, set, ticket } from '../synth/builders.js';
import { terraformIn, terraformTest } from './terraform.js';

const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}/*' }],
};

terraformTest()(
  'Terraform accepts every AWS stack',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'writ-tf-'));
    try {
      const synthesis = rich();
      const terraform = terraformIn(folder, synthesis);
      for (const { stack } of synthesis.manifest.shards.filter(({ provider }) => provider === 'aws')) {
        const init = await terraform(stack, 'init', '-input=false', '-no-color');
        expect([stack, init.status, init.stderr]).toEqual([stack, 0, '']);
        const { stdout } = await terraform(stack, 'validate', '-json');
        const { valid, diagnostics } = JSON.parse(stdout) as { valid: boolean; diagnostics: unknown[] };
        expect({ stack, valid, diagnostics }).toEqual({ stack, valid: true, diagnostics: [] });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);

function rich(): ReturnType<typeof synthesize> {
  const declared = catalogue({
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
  return synthesize(
    inputs({ catalogue: declared, tickets, shards: { structure: 1, standing: 1, ticketed: 1 } }),
  );
}
