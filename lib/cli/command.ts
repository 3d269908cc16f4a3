import type { Exit } from './exit.js';
import type { Io } from './io.js';
import type { DocumentName } from './schema/index.js';

/** One option as help, docs and completion show it. */
export interface OptionSpec {
  /** In commander's notation: `--config <file>`. */
  readonly flags: `--${string}`;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}

/** One positional argument. */
export interface ArgumentSpec {
  /** In commander's notation: `<name>`, `[name]`, `<name...>`. */
  readonly name: string;
  readonly about: string;
  readonly choices?: readonly string[];
}

/** One call of something that is told `Options`, by the names that the parser gives them. */
export interface CallOf<
  Options,
  Args extends readonly (string | undefined)[] = readonly (string | undefined)[],
> {
  readonly args: Args;
  readonly options: Options;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** One call of a command with these options and arguments: a name that its spec lacks does not compile. */
export type Call<Options extends readonly OptionSpec[], Args extends readonly ArgumentSpec[] = []> = CallOf<
  OptionsOf<Options>,
  ArgsOf<Args>
>;

/** What the parser makes of options: texts, lists of texts, switches; there without being given where there is a default. */
export type OptionsOf<Specs extends readonly OptionSpec[]> = {
  readonly [Spec in Specs[number] as Spec extends AlwaysGiven ? OptionName<Spec> : never]: ValueOf<Spec>;
} & {
  readonly [Spec in Specs[number] as Spec extends AlwaysGiven ? never : OptionName<Spec>]?: ValueOf<Spec>;
};

/** What the parser makes of arguments, by position. */
export type ArgsOf<Specs extends readonly ArgumentSpec[]> = Specs extends readonly [
  infer First extends ArgumentSpec,
  ...infer Rest extends readonly ArgumentSpec[],
]
  ? First['name'] extends `${string}...${string}`
    ? readonly string[]
    : First['name'] extends `[${string}]`
      ? readonly [string?, ...ArgsOf<Rest>]
      : readonly [string, ...ArgsOf<Rest>]
  : readonly [];

/** Options that have a value in every call: with a default, and `--no-x`, which is true until it is given. */
type AlwaysGiven = { readonly default: string } | { readonly flags: `--no-${string}` };

type ValueOf<Spec extends OptionSpec> = Spec['flags'] extends `${string}...>`
  ? readonly string[]
  : Spec['flags'] extends `${string}<${string}>`
    ? Spec extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : string
    : boolean;

type OptionName<Spec extends OptionSpec> = Spec['flags'] extends `--no-${infer Name}`
  ? Camel<Name>
  : Spec['flags'] extends `--${infer Name} <${string}`
    ? Camel<Name>
    : Spec['flags'] extends `--${infer Name}`
      ? Camel<Name>
      : never;

type Camel<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Text;

/** A command as it is found and listed. What it takes and does is loaded only when it is asked for, so that help stays quick. */
export interface CommandEntry {
  /** Noun, or noun and verb: `scan`, `show grant`. */
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandSpec>;
}

/** What a command takes and does, whatever its options are. */
export interface CommandSpec {
  /** What help says beyond the summary. */
  readonly about: string;
  readonly examples: readonly string[];
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** The published schema of its `--json` document: schemas/<name>.schema.json. */
  readonly schema: DocumentName | undefined;
  readonly run: (call: CallOf<Readonly<Record<string, unknown>>>) => Promise<Exit>;
}

/** A command as its file writes it: options and arguments give the type of the call. */
export interface TypedCommand<
  Options extends readonly OptionSpec[],
  Args extends readonly ArgumentSpec[],
> extends Omit<CommandSpec, 'run'> {
  readonly arguments: Args;
  readonly options: Options;
  readonly run: (call: Call<Options, Args>) => Promise<Exit>;
}

/** The one place that believes the parser: it gives what the spec says, since it is built from it. */
export function command<
  const Options extends readonly OptionSpec[],
  const Args extends readonly ArgumentSpec[],
>(spec: TypedCommand<Options, Args>): CommandSpec {
  return { ...spec, run: (call) => spec.run(call as unknown as Call<Options, Args>) };
}
