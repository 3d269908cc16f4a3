/** Why an id does not read as what it is, and the plain id that it looks like where that can be told. */
export interface LookAlike {
  /** Follows the id: `mixes Latin and Cyrillic letters`. */
  readonly why: string;
  readonly meant?: string;
}

/**
 * What makes an id pass for another one: something invisible, white space at its ends, a form or width of Unicode, a dash
 * that is not `-`, letters or digits of several scripts (UTS 39, sections 5.1 and 5.3). Undefined for an id that is none.
 */
export function lookAlikeOf(id: string): LookAlike | undefined {
  if (PLAIN.test(id)) return undefined;
  const why = reasonOf(id);
  if (why === undefined) return undefined;
  const meant = plainOf(id);
  return meant === undefined || meant === id ? { why } : { why, meant };
}

/** Printable ASCII without white space at its ends: nothing in it looks like anything else of it. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');
const ENDS = /^\p{White_Space}|\p{White_Space}$/u;
const DASHES = /(?!-)[\p{Pd}\u2212]/gu;

function reasonOf(id: string): string | undefined {
  const unseen = UNSEEN.exec(id)?.[0];
  if (unseen !== undefined) return `has an invisible character (${codePoint(unseen)})`;
  if (ENDS.test(id)) return 'has white space at its ends';
  if (id !== id.normalize('NFC')) return 'is not in Unicode normal form C';
  if (id !== id.normalize('NFKC')) return 'has another width or form of a character';
  const dash = id.match(DASHES)?.[0];
  if (dash !== undefined) return `has a dash that is not \`-\` (${codePoint(dash)})`;
  const scripts = scriptsOf(id);
  if (scripts.length > 1 && !TOGETHER.some((set) => scripts.every((script) => set.includes(script))))
    return `mixes ${scripts.join(' and ')} letters`;
  return /[0-9A-Za-z]/.test(id) && /(?![0-9])\p{Nd}/u.test(id)
    ? 'mixes digits or letters of several scripts'
    : undefined;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const SCRIPTS = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Cherokee',
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
] as const;
const OF_SCRIPT = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);
const ELSE = 'other';

/** Scripts that one language writes together (UTS 39, augmented script sets). */
const TOGETHER: readonly (readonly string[])[] = [
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Bopomofo'],
  ['Han', 'Hangul'],
];

/** The scripts of the letters, in the order of the table; those that it lacks count as one more. */
function scriptsOf(id: string): readonly string[] {
  const letters = Array.from(id).filter((character) =>
    /(?![\p{Script=Common}\p{Script=Inherited}])\p{L}/u.test(character),
  );
  const scriptOf = (letter: string): string => OF_SCRIPT.find(([, is]) => is.test(letter))?.[0] ?? ELSE;
  const found = new Set(letters.map(scriptOf));
  return [...SCRIPTS, ELSE].filter((script) => found.has(script));
}

/** Letters that are drawn like a Latin one (UTS 39, confusables): each pair is the letter, and what it looks like. */
const DRAWN_ALIKE =
  'аa еe оo рp сc уy хx ѕs іi јj һh ԁd ԛq ԝw ѵv кk мm тt нh вb ӏl ԍg АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ЅS ІI ЈJ ' +
  'οo αa νv ρp τt υu ιi κk χx ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ɑa ɡg ıi օo սu հh ոn';
const LATIN: ReadonlyMap<string, string> = new Map(
  DRAWN_ALIKE.split(' ').map((pair): [string, string] => [pair[0] ?? '', pair[1] ?? '']),
);

/** The ASCII id that somebody reads there; undefined where it is none. */
function plainOf(id: string): string | undefined {
  const plain = Array.from(id.normalize('NFKC').replace(ALL_UNSEEN, '').replace(DASHES, '-').trim())
    .map((character) => LATIN.get(character) ?? character)
    .join('');
  return PLAIN.test(plain) ? plain : undefined;
}
