import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TIERS } from '../../lib/meaning/index.js';
import { pinnedPolicies, publishedPolicy } from '../../lib/meaning/managed/index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';

/** A row of docs/managed-policy-tiers.md. */
interface Reviewed {
  readonly path: string;
  readonly tier: string;
  readonly privileged: string;
  readonly why: string;
}

const document = readFileSync(join(__dirname, '..', '..', 'docs', 'managed-policy-tiers.md'), 'utf8');
const reviewed: readonly Reviewed[] = document.split('\n').flatMap((line) => {
  const [, path, tier, privileged, why] =
    /^\| `(\S+)`\s*\| `(\S+)`\s*\| (\S+)\s*\| (.*\S)\s*\|$/.exec(line) ?? [];
  return path && tier && privileged && why ? [{ path, tier, privileged, why }] : [];
});

function judged(path: string) {
  const published = publishedPolicy(`arn:aws:iam::aws:policy/${path}`);
  if (!published) throw new Error(`no policy ${path}`);
  return meaningOf({ policies: [published.policy] });
}

describe('what AWS publishes has the tier that a reviewer gave it', () => {
  test.each(reviewed.map((row) => [row.path, row.tier, row.privileged] as const))(
    '%s: %s, privileged: %s',
    (path, tier, privileged) => {
      const { tier: said, reasons } = judged(path);
      expect([said, reasons.length > 0 ? 'yes' : 'no']).toEqual([tier, privileged]);
    },
  );
});

describe('the reviewed table', () => {
  it('has each of its lines read', () => {
    const lines = document.split('\n').filter((line) => line.startsWith('| `'));
    expect(reviewed).toHaveLength(lines.length);
    expect(reviewed.length).toBeGreaterThanOrEqual(200);
  });

  it('names each policy once', () => {
    const paths = reviewed.map(({ path }) => path);
    expect(paths.filter((path, i) => paths.indexOf(path) !== i)).toEqual([]);
  });

  it('has policies of every tier, privileged and not wherever there are both', () => {
    expect(new Set(reviewed.map(({ tier }) => tier))).toEqual(new Set(TIERS));
    for (const tier of ['data-read', 'write', 'tagging'])
      expect(new Set(reviewed.filter((row) => row.tier === tier).map((row) => row.privileged)).size).toBe(2);
  });

  it('has each policy that the list of names had wrong, and each that somebody would try first', () => {
    const paths = reviewed.map(({ path }) => path);
    // AWSBackupAdminPolicy was renamed by AWS.
    expect(paths).toEqual(
      expect.arrayContaining([
        'AWSCodeBuildAdminAccess',
        'AWSDataPipeline_PowerUser',
        'CloudWatchFullAccessV2',
        'AWSBackupFullAccess',
        'SecurityAudit',
        'job-function/ViewOnlyAccess',
        'ReadOnlyAccess',
        'PowerUserAccess',
        'AdministratorAccess',
        'IAMFullAccess',
        'AWSDenyAll',
      ]),
    );
  });
});

describe('every policy that AWS publishes', () => {
  const meanings = pinnedPolicies().paths.map((path) => [path, judged(path)] as const);

  it('has a tier, and none only where nothing is allowed', () => {
    const nothing = meanings.filter(([, { tier }]) => tier === 'none').map(([path]) => path);
    const allowing = nothing.filter((path) =>
      publishedPolicy(`arn:aws:iam::aws:policy/${path}`)!.policy.statements.some(
        ({ effect }) => effect === 'Allow',
      ),
    );
    expect(allowing).toEqual([]);
  });

  it('is privileged where it changes who may do what, but for what was named', () => {
    const quiet = meanings.filter(
      ([, { tier, reasons }]) =>
        TIERS.indexOf(tier) >= TIERS.indexOf('permissions-management') && reasons.length === 0,
    );
    expect(quiet.map(([path]) => path)).toEqual([
      'AWSAgentlessDiscoveryService',
      'AWSQuickSetupDevOpsGuruPermissionsBoundary',
      'service-role/SageMakerStudioEMRServiceRolePolicy',
    ]);
  });

  it('by the name of read only is no writer, but for those that the table tells of', () => {
    const told = new Set(reviewed.map(({ path }) => path));
    const writers = meanings
      .filter(([path]) => /read-?only/i.test(path) && !told.has(path))
      .filter(([, { tier }]) => !['none', 'list', 'read', 'data-read'].includes(tier))
      .map(([path]) => path);
    expect(writers).toEqual([]);
  });
});
