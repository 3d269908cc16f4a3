import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ } from './_io.js';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 1);
const ALLOW = { Effect: 'Allow', Resource: '*' };
const READS = policy({ ...ALLOW, Action: 's3:GetObject' });
const DELETES = policy({ ...ALLOW, Action: ['s3:GetObject', 's3:DeleteObject'] });

interface Told {
  readonly tier: string;
  readonly reasons: readonly { readonly code: string; readonly says: string }[];
  readonly escalations: readonly { readonly id: string }[];
  readonly against?: { readonly broadens: string; readonly gains: readonly { readonly example?: object }[] };
}

async function told(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const ran = await writ(['meaning', ...argv, '--json'], { cwd: tempFolder(files) });
  return { ...ran, view: (ran.out === '' ? {} : JSON.parse(ran.out)) as Told };
}

describe('writ meaning', () => {
  it('tells the tier of a document; reading contents is not privileged', async () => {
    const { code, view } = await told({ 'p.json': READS }, 'p.json');
    expect([code, view.tier, view.reasons]).toEqual([EXIT.done.code, 'data-read', []]);
  });

  it('tells the way that a document opens to more permissions', async () => {
    const document = policy({
      ...ALLOW,
      Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    });
    const { view } = await told({ 'p.json': document }, 'p.json');
    expect(view.escalations.map(({ id }) => id)).toContain('lambda-001');
    expect(view.reasons).not.toEqual([]);
    const { out } = await writ(['meaning', 'p.json'], { cwd: tempFolder({ 'p.json': document }) });
    expect(out).toContain('lambda-001: pass a role to Lambda');
  });

  it('tells what AWS publishes under an ARN', async () => {
    const { view } = await told({}, 'arn:aws:iam::aws:policy/AdministratorAccess');
    expect(view).toMatchObject({
      tier: 'administrator',
      reasons: [{ code: 'ADMINISTRATOR', says: 'allows every action on every resource' }],
    });
  });

  it('ends with 1 where more is allowed than by another, and shows a call', async () => {
    const { code, view } = await told(
      { 'old.json': READS, 'new.json': DELETES },
      'new.json',
      '--against',
      'old.json',
    );
    expect(code).toBe(EXIT.failed.code);
    expect(view.against).toMatchObject({
      broadens: 'yes',
      gains: [{ actions: ['s3:DeleteObject'], example: { action: 's3:DeleteObject' } }],
    });
  });

  it('ends with 0 where it is proved that no more is allowed', async () => {
    const { code, view } = await told(
      { 'old.json': DELETES, 'new.json': READS },
      'new.json',
      '--against',
      'old.json',
    );
    expect([code, view.against]).toEqual([
      EXIT.done.code,
      {
        name: 'old.json',
        broadens: 'no',
        gains: [],
        gained: expect.objectContaining({ more: 'no', actions: 0 }) as object,
      },
    ]);
  });

  it('a document that IAM would refuse is refused, each fault with file, line and column', async () => {
    const document = policy({ ...ALLOW, Effect: 'allow', Action: 's3:*' });
    const { code, err } = await writ(['meaning', 'p.json'], { cwd: tempFolder({ 'p.json': document }) });
    expect(code).not.toBe(EXIT.done.code);
    expect(err).toMatch(/p\.json:5:\d+/);
    expect(err).toContain('`Allow` or `Deny`');
  });

  test.each([
    ['nothing', [], 'USAGE'],
    ['a policy and a package', ['p.json', '--package', 'x'], 'USAGE'],
    ['no file', ['gone.json'], 'INPUT_UNREADABLE'],
    ['an ARN that AWS does not publish', ['arn:aws:iam::aws:policy/Nothing'], 'NOT_FOUND'],
  ])('%s is refused', async (_, argv, code) => {
    const { err } = await writ(['meaning', ...argv], { cwd: tempFolder({ 'p.json': READS }) });
    expect(err).toContain(code);
  });
});
