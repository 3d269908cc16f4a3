import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { EXIT } from '../../lib/cli/exit.js';
import { epochOf, parseInstant } from '../../lib/kernel/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';

const ROOT = resolve(__dirname, '..', '..');
const MORNING = '2026-11-20T09:00:00Z';
const PROD_ADMINS = 'writ-prod-admin--payments-platform';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({
    startAt: epochOf(parseInstant(MORNING)),
    settings: { scimDelayMs: 0, assignmentDelayMs: 0 },
  });
  sandbox.runtime.setActor('sandbox-keeper-token', {
    kind: 'okta-token',
    id: '00uKeeper',
    login: 'keeper@sandbox.invalid',
    displayName: 'Keeper',
  });
});

afterEach(() => sandbox.close());

/** A folder that knows the running sandbox, and the commands run in it. */
function stage(): (...argv: string[]) => Promise<Ran> {
  const file = {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws: {
      url: sandbox.awsUrl,
      region: 'us-east-1',
      accessKeyId: 'AKIASANDBOXKEEPER',
      secretAccessKey: 'sandbox',
    },
    okta: { url: sandbox.oktaUrl, token: 'sandbox-keeper-token' },
    control: { url: sandbox.controlUrl },
    limits: false,
  };
  const cwd = tempFolder({ 'sandbox.json': JSON.stringify(file) });
  const env = { WRIT_SANDBOX: join(cwd, 'sandbox.json'), WRIT_CONFIG: join(ROOT, 'writ.config.ts') };
  return (...argv) => writ(argv, { cwd, env });
}

/** The document of a run, held to its published schema. */
function documentOf(name: string, ran: Ran): Record<string, unknown> {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8')) as object;
  const document = JSON.parse(ran.out) as Record<string, unknown>;
  ajv.validate(schema, document);
  expect(ajv.errors).toBeNull();
  return document;
}

describe('show', () => {
  const shown = async (...argv: string[]): Promise<Ran> => {
    const run = stage();
    await run('synth', '--as-of', MORNING, '--out', 'out');
    return run('show', ...argv, '--manifest', 'out/manifest.json', '--json');
  };

  test('REQ-034 a package tells what it allows beyond another package, in words and as data', async () => {
    const run = stage();
    await run('synth', '--as-of', MORNING, '--out', 'out');
    const manifest = ['--manifest', 'out/manifest.json'];
    const more = await run(
      'show',
      'package',
      'prod-admin',
      '--against',
      'production-read',
      ...manifest,
      '--json',
    );
    const { against } = documentOf('show', more) as {
      against: { broadens: string; gained: { actions: number } };
    };
    expect(against).toMatchObject({
      name: expect.stringContaining('package production-read') as string,
      broadens: 'yes',
      gained: { more: 'yes', tier: 'permissions-management', unread: [] },
    });
    const words = await run('show', 'package', 'prod-admin', '--against', 'production-read', ...manifest);
    expect(words.out.replace(/\s+/g, ' ')).toMatch(
      new RegExp(
        `more: than package production-read: .*: ${String(against.gained.actions)} more actions, among them iam:\\w+ on`,
      ),
    );
    const meaning = await run(
      'meaning',
      '--package',
      'prod-admin',
      '--against',
      'production-read',
      ...manifest,
      '--json',
    );
    expect([meaning.code, documentOf('meaning', meaning)['against']]).toEqual([EXIT.failed.code, against]);
    // The other way round, and against a policy by its ARN: nothing more is a proof.
    for (const other of ['prod-admin', 'arn:aws:iam::aws:policy/AdministratorAccess']) {
      const less = await run(
        'meaning',
        '--package',
        'production-read',
        '--against',
        other,
        ...manifest,
        '--json',
      );
      expect([less.code, documentOf('meaning', less)['against']]).toEqual([
        EXIT.done.code,
        expect.objectContaining({ broadens: 'no', gains: [] }),
      ]);
    }
    const unknown = await run(
      'show',
      'package',
      'prod-admin',
      '--against',
      'production-reed',
      ...manifest,
      '--json',
    );
    expect(JSON.parse(unknown.out)).toMatchObject({
      error: { code: 'NOT_FOUND', candidates: ['production-read'] },
    });
  });

  test('REQ-011 a name that two people share is refused with the ids that fit', async () => {
    const { code, out } = await shown('principal', 'Jordan Smith');
    expect(code).toBe(EXIT['bad-input'].code);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'NAME_AMBIGUOUS', candidates: ['hr:10152', 'hr:10301'] },
    });
  });

  test('a person is found by e-mail, with every grant and its bases', async () => {
    const document = documentOf('show', await shown('principal', 'henrik.vaskinn@meridianpay.example'));
    expect(document).toMatchObject({ id: 'hr:10117', title: 'Henrik Vaskinn', complete: true });
    expect((document['grants'] as { package: string }[]).map((grant) => grant.package)).toContain(
      'prod-admin',
    );
  });

  test('an edge leads to the grants that go through it', async () => {
    const person = documentOf('show', await shown('principal', 'hr:10117')) as {
      grants: { edges: { id: string }[] }[];
    };
    const id = person.grants[0]?.edges[0]?.id ?? '';
    expect(documentOf('show', await shown('grant', id))).toMatchObject({ what: 'grant', id });
  });

  test.each([
    ['principal', 'hr:99999'],
    ['principal', 'Nobody'],
    ['grant', '0123456789abcdef'],
    ['package', 'prod'],
  ])('%s `%s` that is not there is bad input', async (what, id) => {
    const { code, err } = await shown(what, id);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('error NOT_FOUND');
  });

  test('a package shows its route, what it allows and who holds it', async () => {
    const document = documentOf('show', await shown('package', 'prod-admin'));
    expect(document['about']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ label: 'approval' }),
        { label: 'allows', text: 'administrator, privileged' },
        { label: 'because it', text: 'allows every action on every resource' },
      ]),
    );
  });
});

describe('the commands against a running sandbox', () => {
  test('REQ-072 what is put there by hand is found, named and taken away; then the world is clean', async () => {
    const run = stage();
    const synth = await run('synth', '--as-of', MORNING, '--out', 'out', '--json');
    expect(synth.err).toBe('');
    documentOf('synth', synth);
    expect((await run('sandbox', 'load', '--manifest', 'out/manifest.json')).code).toBe(EXIT.done.code);
    const manifest = ['--manifest', 'out/manifest.json', '--json'];
    expect((await run('ledger', 'init', ...manifest)).code).toBe(EXIT.done.code);

    const clean = await run('drift', ...manifest);
    expect(documentOf('drift', clean)['verdict']).toBe('clean');
    expect(clean.code).toBe(EXIT.done.code);

    const by = 'actor=marek.havlicek@meridianpay.example';
    const who = 'user=mateo.villaseca@meridianpay.example';
    expect((await run('sandbox', 'tamper', 'okta.add-member', `group=${PROD_ADMINS}`, who, by)).code).toBe(
      EXIT.done.code,
    );
    const drift = await run('drift', ...manifest);
    expect(drift.code).toBe(EXIT.drift.code);
    expect(documentOf('drift', drift)['findings']).toEqual([
      expect.objectContaining({
        class: 'foreign',
        code: 'ORPHANED_GRANT',
        firstSeen: expect.stringMatching(/^2026-11-20T09:00/),
        attribution: expect.objectContaining({ by: 'person' }),
      }),
    ]);

    const [finding] = documentOf('drift', drift)['findings'] as { subject: { id: string } }[];
    const grant = await run('show', 'grant', finding?.subject.id ?? '', '--live', ...manifest);
    expect(documentOf('show', grant)).toMatchObject({ what: 'grant', id: finding?.subject.id, grants: [] });
    const unasked = await run('show', 'grant', finding?.subject.id ?? '', ...manifest);
    expect(JSON.parse(unasked.out)).toMatchObject({
      error: { remedy: expect.stringContaining('--live') as string },
    });
    const held = documentOf('show', await run('show', 'package', 'prod-admin', '--live', ...manifest));
    expect((held['unwanted'] as string[]).join()).toContain('Mateo Villaseca');

    const dry = await run('revert', ...manifest);
    expect(dry.code).toBe(EXIT.drift.code);
    expect(documentOf('revert', dry)['overall']).toBe('dry-run');
    const done = await run('revert', '--confirm', ...manifest);
    expect(documentOf('revert', done)['overall']).toBe('done');
    expect((await run('drift', ...manifest)).code).toBe(EXIT.done.code);
    const after = documentOf('show', await run('show', 'package', 'prod-admin', '--live', ...manifest));
    expect(after['unwanted']).toEqual([]);
  });

  test('what no sweep covers is one line, and listed when asked for', async () => {
    const run = stage();
    const scan = await run('scan');
    expect(scan.out).toMatch(/kinds of access are outside every sweep/);
    expect(scan.out).not.toContain('not covered by any sweep');
    expect((await run('scan', '--uncovered')).out).toContain('not covered by any sweep');
  });

  test('a denied listing never reads as nothing there: the scan is incomplete and says so', async () => {
    const run = stage();
    await run('sandbox', 'tamper', 'fault', 'match=identitystore:ListGroups', 'effect.kind=denied');
    const scan = await run('scan', '--json');
    expect(scan.code).toBe(EXIT.incomplete.code);
    const { findings } = documentOf('scan', scan) as { findings: { question: string; count: number }[] };
    expect(findings.find((finding) => finding.question === 'unreadable')?.count).toBeGreaterThan(0);
  });

  test.each([[['scan']], [['scan', '--json']]])(
    'H4.24 a scan that read nothing says one line and hands out nothing green: %j',
    async (argv) => {
      const run = stage();
      sandbox.runtime.faults.push({ id: 'all', match: '*', effect: { kind: 'unauthorized' } });
      const { code, out, err } = await run(...argv);
      expect(code).toBe(EXIT.incomplete.code);
      expect(out + err).toContain('INVENTORY_INCOMPLETE');
      expect(out + err).not.toContain('every assignment');
    },
  );

  test('a name from the provider cannot move the cursor of whoever reads the scan', async () => {
    const run = stage();
    const hostile = '\u001b[2JEve\u202e\u0007';
    const seed = {
      schema: 'writ.sandbox-seed/1',
      aws: {
        accounts: [{ id: '111111111111', name: 'prod' }],
        users: [{ userName: 'eve@example.org', displayName: hostile }],
        permissionSets: [{ name: 'Admin', managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] }],
        assignments: [
          { permissionSet: 'Admin', account: '111111111111', type: 'USER', principal: 'eve@example.org' },
        ],
      },
    };
    const file = join(tempFolder(), 'seed.json');
    writeFileSync(file, JSON.stringify(seed));
    expect((await run('sandbox', 'load', file)).code).toBe(EXIT.done.code);
    const { out, code } = await run('scan');
    expect(code).toBe(EXIT.done.code);
    expect(out).toContain('Eve');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test('a manifest of a newer schema is refused before anything is read', async () => {
    const run = stage();
    const file = join(tempFolder({ 'manifest.json': '{"schema":"writ.manifest/9"}' }), 'manifest.json');
    const { code, err } = await run('drift', '--manifest', file);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('SCHEMA_NEWER');
    expect(sandbox.runtime.calls).toEqual([]);
  });

  test('an id that is none is bad input: it must not look as if nothing were left to revert', async () => {
    const run = stage();
    await run('synth', '--as-of', MORNING, '--out', 'out');
    const ran = await run(
      'revert',
      '--only',
      'prod-admin',
      '--confirm',
      '--sandbox',
      '--manifest',
      'out/manifest.json',
    );
    expect(ran.code).toBe(EXIT['bad-input'].code);
    expect(ran.err).toContain('error USAGE');
  });

  test('an act on something that nobody knows is bad input with the nearest names', async () => {
    const { code, err } = await stage()(
      'sandbox',
      'tamper',
      'okta.add-member',
      'group=x',
      'user=y',
      'actor=z',
    );
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('error USAGE');
  });
});
