import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/index.js';
import { synthesize } from '../../lib/synth/index.js';
import {
  ADMIN,
  catalogue,
  identity,
  inputs,
  person,
  PROD,
  READ,
  set,
  STAGE,
  ticket,
} from '../synth/builders.js';
import { terraformIn, terraformTest, worldBefore } from './terraform.js';

const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}/*' }],
};
const NATIVE = person('1').accounts[0]?.native ?? '';

terraformTest()(
  'Terraform puts live what is synthesized, wave by wave, and then has nothing left to do',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'writ-tf-'));
    const sandbox = await startSandbox({ load: WORLD });
    try {
      const synthesis = wanted();
      const terraform = terraformIn(folder, synthesis, {
        AWS_ENDPOINT_URL: sandbox.awsUrl,
        AWS_REGION: sandbox.runtime.world.aws.region,
        AWS_ACCESS_KEY_ID: 'sandbox',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
        AWS_EC2_METADATA_DISABLED: 'true',
      });
      const jobs = [...synthesis.matrix.include]
        .filter(({ provider }) => provider === 'aws')
        .sort((a, b) => a.wave - b.wave);
      for (const { stack } of jobs) {
        const init = await terraform(stack, 'init', '-input=false', '-no-color');
        expect([stack, init.status, init.stderr]).toEqual([stack, 0, '']);
        const apply = await terraform(stack, 'apply', '-auto-approve', '-input=false', '-no-color');
        expect([stack, apply.stderr, apply.status]).toEqual([stack, '', 0]);
      }
      expect(liveEdges(sandbox.runtime.world.aws)).toEqual([
        ['Admin', PROD, 'GROUP prod-admins'],
        ['Read', PROD, 'GROUP auditors'],
        ['Read', STAGE, `USER ${NATIVE}`],
        ['member', 'auditors', NATIVE],
      ]);
      const sets = [...sandbox.runtime.world.aws.permissionSets.values()].find(({ name }) => name === 'Read');
      expect(JSON.parse(sets?.inlinePolicy ?? '')).toEqual(POLICY);
      for (const { stack } of jobs) {
        const plan = await terraform(stack, 'plan', '-detailed-exitcode', '-input=false', '-no-color');
        expect([stack, plan.stderr, plan.status]).toEqual([stack, '', 0]);
      }
    } finally {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);

const WORLD = worldBefore({ id: NATIVE, userName: 'p1@example.com', displayName: 'Person 1' });

function wanted(): ReturnType<typeof synthesize> {
  const declared = catalogue({
    permissionSets: [
      set(READ, { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], sessionMinutes: 90, inline: POLICY }),
      set(ADMIN, { boundary: { path: '/', name: 'limit' }, customerManaged: [{ path: '/a/', name: 'own' }] }),
    ],
  });
  const tickets = ['prod-admin', 'audit', 'stage-direct'].map((pack, index) =>
    ticket(`ACC-${index + 1}`, { package: pack }),
  );
  return synthesize(
    inputs({
      catalogue: declared,
      identity: identity(person('1')),
      tickets,
      shards: { structure: 1, standing: 1, ticketed: 1 },
    }),
  );
}

type Aws = Awaited<ReturnType<typeof startSandbox>>['runtime']['world']['aws'];

function liveEdges(aws: Aws): string[][] {
  const groupName = (id: string): string => aws.groups.get(id)?.displayName ?? id;
  const assignments = [...aws.assignments.values()].map((each) => [
    aws.permissionSets.get(each.permissionSetArn)?.name ?? '',
    each.accountId,
    `${each.principalType} ${each.principalType === 'GROUP' ? groupName(each.principalId) : each.principalId}`,
  ]);
  const members = [...aws.memberships.values()].map((each) => [
    'member',
    groupName(each.groupId),
    each.userId,
  ]);
  return [...assignments, ...members].sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
}
