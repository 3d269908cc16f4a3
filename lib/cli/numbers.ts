import { WritError } from '../kernel/index.js';

/** A whole number given as an option. Throws USAGE. */
export function wholeNumber<Name extends string>(
  options: { readonly [Key in Name]?: string },
  name: Name,
  least: number,
): number {
  const text = options[name] ?? '';
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new WritError('USAGE', `\`${text}\` is not a whole number from ${least} up`, {
    remedy: `give --${kebab(name)} a whole number`,
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
