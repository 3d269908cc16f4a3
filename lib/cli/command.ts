import type { Exit } from './exit.js';
import type { Io } from './io.js';

/** One option as help, docs and completion show it. */
export interface OptionSpec {
  /** In commander's notation: `--config <file>`. */
  readonly flags: string;
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

/** A command as data; what it does is loaded only when it runs, so that help stays quick. */
export interface CommandSpec {
  /** Noun, or noun and verb: `scan`, `show grant`. */
  readonly name: string;
  readonly summary: string;
  /** What help says beyond the summary. */
  readonly about: string;
  readonly examples: readonly string[];
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** The published schema of its `--json` document: schemas/<name>.schema.json. */
  readonly schema: string | undefined;
  load(): Promise<Runnable>;
}

/** The module behind a command. */
export interface Runnable {
  run(call: Call): Promise<Exit>;
}

/** One call of a command. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** The text given for an option, undefined when it was not given. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts given for an option that may be repeated, undefined when it was not given. */
export function textsOption(call: Call, name: string): readonly string[] | undefined {
  const value = call.options[name];
  return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined;
}

/** Whether a switch was given. */
export function flag(call: Call, name: string): boolean {
  return call.options[name] === true;
}

/** The positional argument at `index`, empty when it is absent. */
export function argument(call: Call, index: number): string {
  return call.args[index] ?? '';
}
