import { COMMANDS } from '../../lib/cli/commands/index.js';
import { EXIT } from '../../lib/cli/exit.js';
import { knownFor } from '../../lib/cli/program.js';
import { writ } from './_io.js';

describe('the command line', () => {
  test('help names every command and ends well', async () => {
    const { code, out, err } = await writ(['--help']);
    expect(code).toBe(EXIT.done.code);
    expect(err).toBe('');
    for (const spec of COMMANDS) expect(out).toContain(spec.name.split(' ')[0]);
  });

  test.each(COMMANDS.map((entry) => [entry.name, entry] as const))(
    'help on `%s` says what help on all says, and has its own examples and options',
    async (name, entry) => {
      const spec = await entry.load();
      const { code, out } = await writ([...name.split(' '), '--help']);
      expect(code).toBe(EXIT.done.code);
      expect(spec.examples.length).toBeGreaterThan(0);
      for (const text of [...spec.examples, ...spec.options.map(({ flags }) => flags)])
        expect(out).toContain(text);
      const said = (text: string): string => text.replace(/\s+/g, ' ');
      expect(said(out)).toContain(said(entry.summary));
    },
  );

  test.each(COMMANDS.map((entry) => [entry.name, entry] as const))(
    '`%s` takes --json where its document has a schema',
    async (_name, { load }) => {
      const { schema, options } = await load();
      expect(options.some(({ flags }) => flags === '--json')).toBe(schema !== undefined);
    },
  );

  test('help loads no command but the one that is asked for', async () => {
    const load = jest.fn(() => Promise.reject(new Error('loaded')));
    const entries = [
      { name: 'show grant', summary: 'one grant', load },
      { name: 'scan', summary: 'findings', load: COMMANDS[0]!.load },
    ];
    const known = await knownFor(entries, ['scan', '--help']);
    expect(known.map(({ name, spec }) => [name, spec !== undefined])).toEqual([
      ['show grant', false],
      ['scan', true],
    ]);
    await expect(knownFor(entries, ['help', 'show', 'grant'])).rejects.toThrow('loaded');
  });

  test.each([
    [['scna'], 'scan'],
    [['scan', '--jsno'], '--json'],
    [['show', 'grnt', 'x'], 'grant'],
  ])('a slip in %j is bad input with the nearest word', async (argv, near) => {
    const { code, err, out } = await writ(argv);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(out).toBe('');
    expect(err).toContain('error USAGE');
    expect(err).toContain(`did you mean \`${near}\``);
  });

  test.each([[[]], [['show']], [['sandbox']], [['show', 'grant']], [['scan', 'surplus']]])(
    'what is missing or left over in %j is bad input',
    async (argv) => {
      const { code, err } = await writ(argv);
      expect(code).toBe(EXIT['bad-input'].code);
      expect(err).toMatch(/^error USAGE: .+\n {2}try: .+\n$/);
    },
  );

  test('with --json a fault is one document on standard output', async () => {
    const { code, out } = await writ(['drift', '--json', '--config', '/nowhere/writ.config.js']);
    expect(code).toBe(EXIT['bad-input'].code);
    const document = JSON.parse(out) as { schema: string; error: { code: string; remedy: string } };
    expect(document.schema).toBe('writ.error/1');
    expect(document.error.code).toBe('CONFIG_INVALID');
    expect(document.error.remedy).not.toBe('');
  });

  test('a scan of nothing says what to name', async () => {
    const { code, err } = await writ(['scan']);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('--okta-url');
  });

  test.each(['0', '-1', 'many', '1e3', ''])('a count of `%s` is bad input', async (count) => {
    const { code, err } = await writ(['scan', '--okta-url', 'https://example.okta.com', `--top=${count}`]);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('error USAGE');
  });

  test('without a running sandbox --sandbox says how to start one', async () => {
    const { code, err } = await writ(['scan', '--sandbox']);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('error INPUT_UNREADABLE');
    expect(err).toContain('writ sandbox start');
  });
});
