import { COMMANDS } from '../../lib/cli/commands/index.js';
import { parse } from '../../lib/cli/parse.js';

const io = { out: () => undefined, err: () => undefined, columns: 80 } as never;
const [ONE, OTHER] = ['2026-11-20T09:00:00Z', '2026-11-21T09:00:00Z'] as const;

async function optionsOf(...argv: string[]): Promise<Readonly<Record<string, unknown>>> {
  const asked = await parse(argv, io);
  if (asked.ask !== 'command') throw new Error('nothing was asked');
  return asked.parsed.options;
}

describe('the instant that a command judges at', () => {
  it('is taken by either name, by every command that has one', async () => {
    for (const { name, load } of COMMANDS) {
      const { options, arguments: args } = await load();
      const own = options.find(({ flags }) => /^--(at|as-of) <instant>$/.test(flags));
      if (!own) continue;
      const key = own.flags.startsWith('--at') ? 'at' : 'asOf';
      const words = [
        ...name.split(' '),
        ...args.flatMap(({ name: each }) => (each.startsWith('<') ? ['x'] : [])),
      ];
      for (const flag of ['--at', '--as-of']) {
        const found = await optionsOf(...words, flag, ONE);
        expect([
          name,
          flag,
          found[key],
          Object.keys(found).filter((each) => /^(at|asOf)$/.test(each)),
        ]).toEqual([...[name, flag, ONE], [key]]);
      }
    }
  });

  it('is not guessed where both names say something else', async () => {
    await expect(optionsOf('decide', '--at', ONE, '--as-of', OTHER)).rejects.toMatchObject({
      code: 'USAGE',
    });
    expect(await optionsOf('decide', '--at', ONE, '--as-of', ONE)).toMatchObject({ at: ONE });
  });

  it('is no option of a command that has none', async () => {
    await expect(optionsOf('ledger', 'checkpoint', '--as-of', ONE)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
