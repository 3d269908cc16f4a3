import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readTickets } from '../../lib/adapters/files/tickets.js';
import { EXIT } from '../../lib/cli/exit.js';
import { askAt, type Io } from '../../lib/cli/io.js';
import type { CheckReport, WrittenTicket } from '../../lib/report/index.js';
import { writ, type Ran } from './_io.js';
import { project, type ProjectFiles } from './_project.js';

const WHY = 'Roll back: the failed # ledger "migration", change CHG-7731';
const ALL = [
  '--principal',
  'hr:10131',
  '--package',
  'prod-admin',
  '--asset',
  'payments-platform',
  '--justification',
  WHY,
];

type Given = Pick<Io, 'cwd' | 'env'> & Partial<Io>;

/** Somebody at a terminal who answers in turn, and what they were asked. */
function terminal(...answers: readonly (string | undefined)[]): {
  ask: NonNullable<Io['ask']>;
  asked: string[];
} {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    ask: (text) => {
      asked.push(text);
      return Promise.resolve(left.shift());
    },
  };
}

const made = (ran: Ran): WrittenTicket => {
  expect([ran.err, ran.code]).toEqual(['', EXIT.done.code]);
  return JSON.parse(ran.out) as WrittenTicket;
};
const request = (given: Given, ...more: string[]): Promise<Ran> =>
  writ(['request', 'new', '--json', ...more], given);
const files = (given: Given): string[] =>
  readdirSync(join(given.cwd, 'requests'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.yaml'));

describe('writ request new', () => {
  it('writes a ticket that is read as what was asked for, and says who approves it', async () => {
    const given = project();
    const written = made(await request(given, ...ALL));

    expect(written.ticket).toMatch(/^ACC-\d{9}$/);
    expect(written.file).toBe(`requests/2026/${written.ticket}.yaml`);
    const { tickets, faults } = await readTickets(join(given.cwd, 'requests'));
    expect(faults).toEqual([]);
    expect(tickets).toEqual([
      {
        schema: 'writ.ticket/2',
        ticket: written.ticket,
        kind: 'standard',
        principal: 'hr:10131',
        package: 'prod-admin',
        asset: 'payments-platform',
        justification: WHY,
        window: { start: 'on-approval', for: 14_400_000 },
        file: `2026/${written.ticket}.yaml`,
      },
    ]);
    expect(written.text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../node_modules/writ/schemas/ticket.schema.json',
    );
    expect(written.route).toBe('dual');
    expect(written.approvals.map(({ role }) => role)).toEqual(['owner platform', 'team security-oncall']);
    expect(written.approvals[0]?.people).toContain('Adaeze Okonjo (hr:10110)');
    expect((await writ(['check'], given)).code).toBe(EXIT.done.code);
  });

  it.each(['rafael.domingues@meridianpay.example', 'Rafael Domingues', 'RAFAEL DOMINGUES'])(
    'takes `%s` for the one whom it fits',
    async (who) => {
      const known = /rafael[^,\s"]*@[^,\s"]+/i.exec(
        readFileSync(join(__dirname, '../../entitlements/feeds/hr.csv'), 'utf8'),
      )![0];
      const text = who.includes('@') ? known : who;
      const written = made(await request(project(), ...ALL.slice(2), '--principal', text));
      expect(written.principal).toBe('hr:10131');
    },
  );

  it('does not guess: who fits nobody is told with what may be meant, and nothing is written', async () => {
    const given = project();
    const ran = await request(given, ...ALL.slice(2), '--principal', 'Rafael Dominges');
    expect(ran.code).toBe(EXIT['bad-input'].code);
    expect(ran.err).toContain('SUBJECT_UNKNOWN');
    expect(ran.err).toContain('did you mean `Rafael Domingues`?');
    expect(files(given)).toEqual([]);
  });

  it('without a terminal never waits: it says all that is missing, with what is offered', async () => {
    const given = project();
    const nothing = await request(given);
    expect(nothing.code).toBe(EXIT['bad-input'].code);
    for (const option of ['--principal', '--package', '--asset', '--justification'])
      expect(nothing.err).toContain(option);
    const some = await request(given, '--principal', 'hr:10131');
    expect(some.err).toContain('break-glass, network-operate, prod-admin, production-read');
    expect(some.err).not.toContain('--principal');
    expect(files(given)).toEqual([]);
  });

  it.each([
    ['renewal', ['--of']],
    ['exception', ['--policy', '--reason']],
    ['account-recovery', ['--action', '--verification']],
    ['emergency', ['--trigger']],
  ])('without a terminal says what a ticket of kind %s needs beside', async (kind, options) => {
    const ran = await request(project(), '--kind', kind);
    for (const option of options) expect(ran.err).toContain(option);
  });

  it('at a terminal asks for what is missing, and offers only what may be asked for', async () => {
    const given = project();
    const { ask, asked } = terminal('hr:10131', '3', 'payments-platform', '', WHY);
    const written = made(await request({ ...given, ask }));

    expect(written).toMatchObject({
      principal: 'hr:10131',
      package: 'prod-admin',
      asset: 'payments-platform',
    });
    expect(asked).toHaveLength(5);
    const offer = asked.find((text) => text.includes('may ask for'))!;
    expect(offer.match(/^ {2}\d+\. [\w-]+/gm)?.map((line) => line.replace(/^ {2}\d+\. /, ''))).toEqual([
      'break-glass',
      'network-operate',
      'prod-admin',
      'production-read',
    ]);
  });

  it('at a terminal asks again where an answer is none, and gives up after three', async () => {
    const given = project();
    const { ask } = terminal(
      'nobody at all',
      'hr:10131',
      'prod-admim',
      'prod-admin',
      'payments-platform',
      '',
      WHY,
    );
    const ran = await request({ ...given, ask });
    expect(ran.code).toBe(EXIT.done.code);
    expect(ran.err).toContain('did you mean `prod-admin`?');

    const { ask: never } = terminal('a', 'b', 'c', 'hr:10131');
    expect((await request({ ...project(), ask: never })).code).toBe(EXIT['bad-input'].code);
  });

  it('at a terminal ends where the input ends', async () => {
    const given = project();
    const ran = await request({ ...given, ask: terminal('hr:10131', undefined).ask });
    expect(ran.code).toBe(EXIT['bad-input'].code);
    expect(ran.err).toContain('the input has ended');
    expect(files(given)).toEqual([]);
  });

  it('gives a second request of the same content and instant another id, and replaces no file', async () => {
    const given = project();
    const one = made(await request(given, ...ALL));
    const other = made(await request(given, ...ALL));
    expect(other.ticket).not.toBe(one.ticket);
    expect(files(given)).toHaveLength(2);

    const stray = project();
    const path = join(stray.cwd, one.file);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(stray.cwd, 'requests', '2026'));
    writeFileSync(path, 'mine: and no ticket\n');
    const third = made(await request(stray, ...ALL));
    expect(third.ticket).toBe(other.ticket);
    expect(readFileSync(path, 'utf8')).toBe('mine: and no ticket\n');
  });

  it('is a function of what is asked for and when: two branches do not take the same number', async () => {
    const id = async (at: string, ...more: string[]): Promise<string> =>
      made(await request(project(), ...ALL, ...more, '--as-of', at)).ticket;
    const [one, again, later] = [
      await id('2026-11-20T09:00:00Z'),
      await id('2026-11-20T09:00:00Z'),
      await id('2026-11-20T09:00:01Z'),
    ];
    expect(again).toBe(one);
    expect(later).not.toBe(one);
  });

  it.each<[string, string[], string]>([
    [
      'a package of others',
      ['--package', 'payment-prepare', '--asset', 'payments-platform'],
      'NOT_REQUESTABLE',
    ],
    ['no package', ['--package', 'prod-admim', '--asset', 'payments-platform'], 'PACKAGE_UNKNOWN'],
    ['no asset', ['--package', 'prod-admin', '--asset', 'nowhere'], 'ASSET_UNKNOWN'],
    [
      'too long',
      ['--package', 'prod-admin', '--asset', 'payments-platform', '--for', '90d'],
      'WINDOW_INVALID',
    ],
    [
      'a window that is over',
      ['--package', 'prod-admin', '--asset', 'payments-platform', '--start', '2026-11-01T00:00:00Z'],
      'WINDOW_INVALID',
    ],
  ])('writes nothing that would be refused: %s', async (_what, options, code) => {
    const given = project();
    const ran = await request(given, '--principal', 'hr:10131', '--justification', WHY, ...options);
    expect(ran.err).toContain(code);
    expect(ran.code).toBe(EXIT['bad-input'].code);
    expect(files(given)).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['how long', ['--for', '4 hours'], '--for'],
    ['longer than is given', ['--for', '90d'], '--for'],
    ['why', ['--justification', 'short'], '--justification'],
    ['when', ['--start', '2026-12-01T10:00'], '--start'],
    ['the tier', ['--on-behalf-of', 'nobody'], '--on-behalf-of'],
  ])('says by option what is wrong, since no file was written: %s', async (_what, options, option) => {
    const asked = ['--principal', 'hr:10131', '--package', 'prod-admin', '--asset', 'payments-platform'];
    const why = options.includes('--justification') ? [] : ['--justification', WHY];
    const ran = await request(project(), ...asked, ...why, ...options);
    expect(ran.code).toBe(EXIT['bad-input'].code);
    expect(ran.err).toContain(`in ${option}\n`);
    expect(ran.err).not.toContain('.yaml');
  });

  it('offers an exception for what no job function names, and for nothing else', async () => {
    const rest = ['--asset', 'payments-platform', '--justification', WHY];
    const others = await request(
      project(),
      '--principal',
      'hr:10131',
      '--package',
      'payment-prepare',
      ...rest,
    );
    expect(others.err).toMatch(/NOT_REQUESTABLE[^]*`--kind exception`, `--policy` and `--reason`/);
    const glass = ['--kind', 'emergency', '--principal', 'hr:10131', '--package', 'prod-admin'];
    const own = await request(project(), ...glass, ...rest, '--trigger', 'incident:INC-3391');
    expect(own.err).toContain('NOT_REQUESTABLE');
    expect(own.err).not.toContain('--kind exception');
  });

  it('names every package once where none is near', async () => {
    const rest = ['--asset', 'payments-platform', '--justification', WHY];
    const ran = await request(project(), '--principal', 'hr:10131', '--package', 'zzzzzzzzzz', ...rest);
    expect(ran.err).toContain('PACKAGE_UNKNOWN');
    expect(ran.err.split('prod-admin,')).toHaveLength(2);
  });

  it('writes no placeholder for a reason', async () => {
    const ran = await request(project(), ...ALL.slice(0, 6), '--justification', 'TODO: later on');
    expect(ran.err).toContain('JUSTIFICATION_MISSING');
  });

  it('renews and ends what another ticket gave', async () => {
    const given = project();
    const { ticket } = made(await request(given, ...ALL));
    const renewal = made(await request(given, '--kind', 'renewal', '--of', ticket, '--justification', WHY));
    expect(renewal.text).toContain(`of: ${ticket}`);
    expect(renewal).toMatchObject({ principal: 'hr:10131', package: 'prod-admin', route: 'dual' });
    const removal = made(await request(given, '--kind', 'removal', '--of', ticket, '--justification', WHY));
    expect(removal).toMatchObject({ route: 'none', approvals: [] });
  });

  it.each<[string, string[], string]>([
    [
      'exception',
      [
        '--package',
        'payment-prepare',
        '--asset',
        'payments-platform',
        '--policy',
        'vendor-cutover',
        '--reason',
        'VENDOR_CUTOVER',
      ],
      'exception: { policy: vendor-cutover, reason: VENDOR_CUTOVER }',
    ],
    [
      'emergency',
      ['--package', 'break-glass', '--trigger', 'incident:INC-3391'],
      'trigger: incident:INC-3391',
    ],
  ])('writes a ticket of kind %s', async (kind, options, line) => {
    const base = ['--kind', kind, '--principal', 'hr:10131', '--justification', WHY, ...options];
    const catalogued = kind === 'emergency' ? ['--asset', 'payments-platform'] : [];
    const ran = await request(project(), ...base, ...catalogued);
    expect(made(ran).text).toContain(line);
  });
});

describe('a question at a terminal', () => {
  it('is answered by a line, and by nothing where the input ends', async () => {
    const input = new PassThrough();
    const ask = askAt(input, new PassThrough());
    const never = new AbortController().signal;
    const answer = ask('who? ', never);
    input.write('hr:10131\n');
    expect(await answer).toBe('hr:10131');
    const none = ask('what? ', never);
    input.end();
    expect(await none).toBeUndefined();
  });

  it('stops when the command is stopped', async () => {
    const stop = new AbortController();
    const answer = askAt(new PassThrough(), new PassThrough())('who? ', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(answer).rejects.toThrow('stopped');
    await expect(askAt(new PassThrough(), new PassThrough())('who? ', stop.signal)).rejects.toThrow(
      'stopped',
    );
  });
});

describe('writ request validate', () => {
  const GOOD = `schema: writ.ticket/2
ticket: ACC-0100
kind: standard
principal: hr:10131
package: prod-admin
asset: payments-platform
justification: Roll back the failed ledger migration
window: { start: on-approval, for: 4h }
`;
  const validate = async (requests: ProjectFiles['requests'], ...more: string[]) => {
    const given = project(requests ? { requests } : {});
    const ran = await writ(['request', 'validate', '--json', ...more], given);
    const report = JSON.parse(ran.out) as CheckReport;
    const faults = report.checks.flatMap((check) =>
      check.faults.map(({ code, place }) => `${place?.file}:${place?.line} ${code}`),
    );
    return { code: ran.code, faults, report };
  };

  it('honest twin: finds nothing in a good ticket', async () => {
    expect(await validate({ 'a.yaml': GOOD })).toMatchObject({ code: EXIT.done.code, faults: [] });
    expect(await validate({ 'a.yaml': GOOD }, '--shape')).toMatchObject({ code: EXIT.done.code, faults: [] });
  });

  it('tells of the named files only, which it judges among all', async () => {
    const requests = { 'a.yaml': GOOD, 'b.yaml': GOOD, 'c.yaml': GOOD.replace('prod-admin', 'prod-admim') };
    expect(await validate(requests, 'requests/b.yaml')).toMatchObject({
      code: EXIT['bad-input'].code,
      faults: ['requests/b.yaml:2 TICKET_DUPLICATE'],
    });
  });

  it('takes a file from elsewhere too', async () => {
    const given = project({ more: { 'draft.yaml': GOOD.replace('prod-admin', 'prod-admim') } });
    const ran = await writ(['request', 'validate', 'draft.yaml'], given);
    expect(ran.out).toContain('draft.yaml:5:10 PACKAGE_UNKNOWN');
    expect(ran.code).toBe(EXIT['bad-input'].code);
  });

  it('is not done where a file is gone, or where it cannot be told whether claims resolve', async () => {
    expect(await validate({ 'a.yaml': GOOD }, 'requests/gone.yaml')).toMatchObject({
      code: EXIT['bad-input'].code,
      faults: [expect.stringMatching(/^requests\/gone\.yaml:.* INPUT_UNREADABLE$/)],
    });
    const given = project({ requests: { 'a.yaml': GOOD }, declare: `throw new Error('not today');` });
    const ran = await writ(['request', 'validate', '--json'], given);
    expect(JSON.parse(ran.out)).toMatchObject({ faults: 0 });
    expect(ran.code).toBe(EXIT['bad-input'].code);
  });

  it('looks at the shape alone with --shape, without declarations, feeds or configuration', async () => {
    const given = project({
      more: { 'draft.yaml': GOOD.replace('prod-admin', 'prod-admim').replace('asset', 'aset') },
    });
    const ran = await writ(['request', 'validate', '--shape', 'draft.yaml'], { cwd: given.cwd });
    expect(ran.out).toContain('draft.yaml:6:1 TICKET_INVALID');
    expect(ran.out).not.toContain('PACKAGE_UNKNOWN');
    expect(ran.code).toBe(EXIT['bad-input'].code);
    const gone = await writ(['request', 'validate', '--shape', 'gone.yaml'], { cwd: given.cwd });
    expect(gone.code).toBe(EXIT['bad-input'].code);
  });
});
