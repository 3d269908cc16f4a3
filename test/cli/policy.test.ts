import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { factsSchema, type DecideDocument, type PolicyTestDocument } from '../../lib/policy/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ } from './_io.js';
import { project } from './_project.js';

const ROOT = join(__dirname, '../..');
const AT = ['--at', '2026-11-20T09:00:00Z'];

describe('writ policy schema', () => {
  it('prints every fact that a rule can ask for, to the byte of the copy beside the rules', async () => {
    const { code, out } = await writ(['policy', 'schema']);
    expect([code, out]).toEqual([EXIT.done.code, factsSchema()]);
  });

  it('as a document too', async () => {
    const { out } = await writ(['policy', 'schema', '--json']);
    expect(JSON.parse(out)).toEqual({ schema: 'writ.policy-schema/1', cedar: factsSchema() });
  });
});

describe('writ policy test', () => {
  it('is done where the rules are whole and say what they must', async () => {
    const { code, out } = await writ(['policy', 'test', ...AT, '--json'], { cwd: ROOT });
    expect(code).toBe(EXIT.done.code);
    expect(JSON.parse(out)).toMatchObject({ faults: [], unnoticed: [], due: [] });
  });

  it('holds review dates to WRIT_AS_OF where no instant is asked for', async () => {
    const run = (env: Record<string, string>, ...more: string[]) =>
      writ(['policy', 'test', ...more, '--json'], { cwd: ROOT, env });
    const early = await run({ WRIT_AS_OF: '2020-01-01T00:00:00Z' });
    const { faults } = JSON.parse(early.out) as PolicyTestDocument;
    expect(early.code).toBe(EXIT.failed.code);
    expect(faults.length).toBeGreaterThan(0);
    expect((await run({ WRIT_AS_OF: '2020-01-01T00:00:00Z' }, ...AT)).code).toBe(EXIT.done.code);
  });

  it('tells which rules are to be reviewed within 30 days, and fails for none of them', async () => {
    const at = ['--at', '2027-05-20T09:00:00Z'];
    const { code, out } = await writ(['policy', 'test', ...at, '--json'], { cwd: ROOT });
    const { due, rules } = JSON.parse(out) as PolicyTestDocument;
    expect([code, due.length]).toEqual([EXIT.done.code, rules]);
    expect(due[0]).toMatchObject({ owner: 'security', reviewBy: '2027-05-31T00:00:00.000Z' });
    expect((await writ(['policy', 'test', ...at], { cwd: ROOT })).out).toContain('by 2027-05-31');
  });

  it('fails where the golden table says otherwise, and shows both', async () => {
    const cwd = tempFolder({});
    for (const each of ['writ.config.ts', 'entitlements', 'package.json']) {
      cpSync(join(ROOT, each), join(cwd, each), { recursive: true });
    }
    const file = join(cwd, 'entitlements/policy/golden.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('expect: deny SUBJECT_NOT_ACTIVE', 'expect: deny SOMETHING'),
    );
    const { code, out } = await writ(['policy', 'test', ...AT, '--config', join(cwd, 'writ.config.ts')], {
      cwd,
    });
    expect(code).toBe(EXIT.failed.code);
    expect(out).toContain('expected deny SOMETHING');
    expect(out).toContain('got      deny SUBJECT_NOT_ACTIVE');
  });
});

describe('writ policy explain', () => {
  it('REQ-024 shows the rules of the example with what they saw, as words and as a document', async () => {
    const { code, out } = await writ(['policy', 'explain', 'ACC-0043', ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT.done.code);
    expect(out).toMatch(/ACC-0043 {2}deny\n {2}hr:10287 \(Dmitri Volkonsky\)/);
    expect(out).toMatch(
      /rules that hold\n[^]*separation-held {2}forbid, deny SOD_CONFLICT {2}entitlements\/policy\/separation\.cedar:\d+\n[^]*context\.conflicts\.held = payment-prepare\n[^]*rules that do not hold/,
    );
    const json = await writ(['policy', 'explain', 'ACC-0043', ...AT, '--json'], { cwd: ROOT });
    expect(JSON.parse(json.out)).toMatchObject({ explained: [{ outcome: 'deny' }] });
  });

  it('decides as `writ decide` does', async () => {
    const decided = JSON.parse(
      (await writ(['decide', ...AT, '--json'], { cwd: ROOT })).out,
    ) as DecideDocument;
    expect(decided.decisions.length).toBeGreaterThan(1);
    for (const { ticket, outcome, reasons, inputs, policy } of decided.decisions) {
      const { out } = await writ(['policy', 'explain', ticket, ...AT, '--json'], { cwd: ROOT });
      expect(JSON.parse(out)).toMatchObject({ inputs, policy, explained: [{ outcome, reasons }] });
    }
  });

  it('says of a ticket that is not there which is meant', async () => {
    const { code, err } = await writ(['policy', 'explain', 'ACC-043', ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('did you mean `ACC-0043`?');
  });

  it('names those who can still approve', async () => {
    const { out } = await writ(['decide', 'ACC-0042', ...AT], { cwd: ROOT });
    expect(out).toContain('ask hr:10110 (Adaeze Okonjo)');
  });
});

describe('writ policy whatif', () => {
  const RULES = join(ROOT, 'entitlements/policy');
  const separation = readFileSync(join(RULES, 'separation.cedar'), 'utf8');

  /** The example's rules with another text of `separation.cedar`, as a folder. */
  function branch(text: string): string {
    const folder = tempFolder({});
    cpSync(RULES, folder, { recursive: true });
    writeFileSync(join(folder, 'separation.cedar'), text);
    return folder;
  }

  it('ends with 0 and says how much was compared where nothing differs', async () => {
    const { code, out } = await writ(['policy', 'whatif', RULES, ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT.done.code);
    expect(out).toMatch(/nothing differs: 2 open tickets and \d+ approved tickets that give/);
  });

  it('ends with 2 where a ticket would be decided differently, named by person and rule', async () => {
    const looser = branch(separation.replace('@outcome("deny")', '@outcome("escalate")'));
    const { code, out } = await writ(['policy', 'whatif', looser, ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT.drift.code);
    expect(out).toMatch(/loosened\n {2}ACC-0043 {2}deny SOD_CONFLICT -> escalate /);
    expect(out).toContain('hr:10287 (Dmitri Volkonsky)');
    const json = await writ(['policy', 'whatif', looser, ...AT, '--json'], { cwd: ROOT });
    expect(JSON.parse(json.out)).toMatchObject({ differing: [{ ticket: 'ACC-0043', change: 'loosens' }] });
  });

  it('names ticket files that cannot be read, of which nothing is compared, and is no clean answer then', async () => {
    const asked = readFileSync(join(ROOT, 'entitlements/requests/2026/ACC-0043.yaml'), 'utf8');
    const requests = { 'ACC-0099.yaml': asked.replace('justification:', 'justifcation:') };
    const at = project({ requests });
    const found = await writ(['policy', 'whatif', RULES, ...AT], at);
    expect(found.code).toBe(EXIT.drift.code);
    expect(found.out).toMatch(
      /1 ticket file cannot be read, so nothing is compared of it\s+ACC-0099\.yaml: /,
    );
    const json = await writ(['policy', 'whatif', RULES, ...AT, '--json'], at);
    expect(JSON.parse(json.out)).toMatchObject({
      differing: [],
      unreadable: [{ file: 'ACC-0099.yaml', code: 'TICKET_INVALID' }],
    });
    // Honest twin: every file can be read.
    const clean = await writ(
      ['policy', 'whatif', RULES, ...AT],
      project({ requests: { 'ACC-0043.yaml': asked } }),
    );
    expect([clean.code, clean.out]).toEqual([EXIT.done.code, expect.not.stringContaining('cannot be read')]);
  });

  it('takes files as well as folders, each once', async () => {
    const files = readdirSync(RULES).filter((name) => name.endsWith('.cedar'));
    const named = files.map((name) => join('entitlements/policy', name));
    const { code } = await writ(['policy', 'whatif', 'entitlements/policy', ...named, ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT.done.code);
  });

  it('says of rules that are wrong where they are', async () => {
    const wrong = branch(separation.replace('context.conflicts.held', 'context.conflicts.helt'));
    const { code, err } = await writ(['policy', 'whatif', wrong, ...AT], { cwd: ROOT });
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toMatch(/RULE_INVALID[^]*separation\.cedar/);
    const none = await writ(['policy', 'whatif', join(wrong, 'nowhere'), ...AT], { cwd: ROOT });
    expect([none.code, none.err]).toEqual([
      EXIT['bad-input'].code,
      expect.stringContaining('INPUT_UNREADABLE'),
    ]);
  });
});

describe('writ policy who', () => {
  const who = (...argv: string[]) =>
    writ(['policy', 'who', ...argv, '--as-of', '2026-11-20T09:00:00Z'], { cwd: ROOT });

  it('names who may ask and who may approve, assets of which the same is so together', async () => {
    const { code, out } = await who('prod-admin');
    expect(code).toBe(EXIT.done.code);
    expect(out).toMatch(
      /on ledger, payments-platform\n {2}may ask\n {4}10 employees as site-reliability-engineer/,
    );
    expect(out).toMatch(/team security-oncall\n {6}hr:10517 \(Ibrahim Touré\), login ibrahim-toure-mp/);
  });

  it('as a document, of one asset', async () => {
    const { out } = await who('prod-admin', '--asset', 'ledger', '--json');
    expect(JSON.parse(out)).toMatchObject({
      package: 'prod-admin',
      assets: [{ asset: 'ledger', findings: [] }],
    });
  });

  it('does not call it a dead end that nobody asks for what is given by birthright', async () => {
    const { code, out } = await who('workforce-baseline');
    expect([code, out.includes('NOBODY_MAY_ASK')]).toEqual([EXIT.done.code, false]);
    expect(out).toContain('given by birthright to');
  });

  it('suggests the package that is meant', async () => {
    const { code, err } = await who('prod-admn');
    expect([code, err]).toEqual([
      EXIT['bad-input'].code,
      expect.stringContaining('did you mean `prod-admin`?'),
    ]);
  });

  it('ends with 2 at a dead end, and names whom it touches', async () => {
    const cwd = tempFolder({});
    for (const each of ['writ.config.ts', 'entitlements', 'package.json'])
      cpSync(join(ROOT, each), join(cwd, each), { recursive: true });
    const teams = join(cwd, 'entitlements/teams.ts');
    const before = readFileSync(teams, 'utf8');
    const after = before.replace(/(new Team\(scope, 'platform',[^]*?approvers: \[)[^\]]*\]/, "$1'hr:10117']");
    expect(after).not.toBe(before);
    writeFileSync(teams, after);
    const { code, out } = await writ(
      [
        'policy',
        'who',
        'prod-admin',
        '--as-of',
        '2026-11-20T09:00:00Z',
        '--config',
        join(cwd, 'writ.config.ts'),
      ],
      { cwd },
    );
    expect(out).toMatch(/DEAD END ONLY_BENEFICIARY: [^]*\n {6}hr:10117 \(Henrik Vaskinn\)/);
    expect(code).toBe(EXIT.drift.code);
  });
});
