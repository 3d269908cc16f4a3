import { WritError } from '../kernel/index.js';
import { textOption, type Call } from './command.js';

/** A whole number given as an option. Throws USAGE. */
export function wholeNumber(call: Call, name: string, least: number): number {
  const text = textOption(call, name) ?? '';
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new WritError('USAGE', `\`${text}\` is not a whole number from ${least} up`, {
    remedy: `give --${kebab(name)} a whole number`,
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
