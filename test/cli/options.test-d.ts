import { command, type ArgumentSpec, type Call, type OptionSpec } from '../../lib/cli/command.js';

/** What does not compile: `npm run check:types` fails when one of these lines does. */
const OPTIONS = [
  { flags: '--log-days <days>', about: 'a text that is always there', default: '30' },
  { flags: '--no-log', about: 'a switch that is on until it is given' },
  { flags: '--confirm', about: 'a switch' },
  { flags: '--held <file...>', about: 'a list' },
  { flags: '--format <format>', about: 'a choice', choices: ['text', 'markdown'] },
] as const satisfies readonly OptionSpec[];

const ARGUMENTS = [
  { name: '<id>', about: 'always there' },
  { name: '[package]', about: 'maybe there' },
] as const satisfies readonly ArgumentSpec[];

export function known({ options, args }: Call<typeof OPTIONS, typeof ARGUMENTS>): readonly unknown[] {
  const days: string = options.logDays;
  const log: boolean = options.log;
  const confirm: boolean | undefined = options.confirm;
  const held: readonly string[] | undefined = options.held;
  const format: 'text' | 'markdown' | undefined = options.format;
  const id: string = args[0];
  const pack: string | undefined = args[1];
  return [days, log, confirm, held, format, id, pack];
}

export function unknown({ options, args }: Call<typeof OPTIONS, typeof ARGUMENTS>): readonly unknown[] {
  return [
    // @ts-expect-error an option that the spec does not have
    options.logDay,
    // @ts-expect-error in the notation of the command line
    options['log-days'],
    // @ts-expect-error the switch is called `log`
    options.noLog,
    // @ts-expect-error no third argument
    args[2],
    // @ts-expect-error a choice that there is not
    options.format === 'html',
    // @ts-expect-error a switch is no text
    options.confirm?.length,
  ];
}

const BASE = { about: '', examples: [], arguments: ARGUMENTS, options: OPTIONS, schema: undefined } as const;

type By = Call<[{ flags: '--by <x>'; about: ''; default: '' }], typeof ARGUMENTS>;

export const commands = [
  command({ ...BASE, run: () => Promise.resolve('done') }),
  command({ ...BASE, schema: 'drift', run: () => Promise.resolve('held') }),
  // @ts-expect-error a document that is not published
  command({ ...BASE, schema: 'drfit', run: () => Promise.resolve('done') }),
  // @ts-expect-error an exit that there is not
  command({ ...BASE, run: () => Promise.resolve('fine') }),
  // @ts-expect-error asks for an option that is not in its spec
  command({ ...BASE, run: (call: By) => asked(call) }),
  // @ts-expect-error flags without dashes
  command({ ...BASE, options: [{ flags: 'json', about: '' }], run: () => Promise.resolve('done') }),
];

function asked(_call: unknown): Promise<'done'> {
  return Promise.resolve('done');
}
