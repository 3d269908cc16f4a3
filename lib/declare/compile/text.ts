import type { Declaration } from '../declaration.js';
import type { Faults } from '../faults.js';

/** Ids that tickets and carriers name; a double dash is left to carriers, which join two of them by it. */
const ID = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A fault unless the construct id of `at` can stand on a ticket. */
export function checkId(at: Declaration, faults: Faults): void {
  if (ID.test(at.id)) return;
  faults.add(at, {
    what: `id \`${at.id}\` is not allowed; allowed are lower-case letters and digits, joined by single dashes, 64 at most`,
    remedy: 'rename the construct, like `prod-admin`',
  });
}

/** A fault when `text` says nothing. */
export function checkSaid(at: Declaration, field: string, text: string | undefined, faults: Faults): void {
  if (text?.trim()) return;
  faults.add(at, {
    what: `\`${field}\` is empty; a sentence is allowed`,
    remedy: `say the ${field} in words`,
  });
}

/** What a text may be. */
export interface Pattern {
  readonly pattern: RegExp;
  readonly max: number;
  /** Follows "allowed are 1 to … characters". */
  readonly words: string;
}

/** A fault unless `text` fits `pattern` and is 1 to `max` characters. */
export function checkPattern(
  at: Declaration,
  field: string,
  text: string | undefined,
  allowed: Pattern,
  faults: Faults,
): void {
  // A caller that no compiler checked may leave it out.
  if (text !== undefined && allowed.pattern.test(text) && text.length <= allowed.max) return;
  const given = text ?? '';
  const shown = given.length > 80 ? `${given.slice(0, 80)}…` : given;
  faults.add(at, {
    what: `\`${field}\` \`${shown}\` is not allowed; allowed are 1 to ${allowed.max} characters: ${allowed.words}`,
    remedy: `change ${field} to fit`,
  });
}
