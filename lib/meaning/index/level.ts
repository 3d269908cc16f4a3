/** What AWS calls the access level of an action. Source: Service Authorization Reference. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** A level as the data file holds it. */
export type LevelLetter = 'l' | 'r' | 'w' | 't' | 'p';

const LETTERS: Readonly<Record<AccessLevel, LevelLetter>> = {
  List: 'l',
  Read: 'r',
  Write: 'w',
  Tagging: 't',
  'Permissions management': 'p',
};

/** The most telling of the levels that are listed: `Permissions management, Write` is permissions management. */
export function levelLetter(listed: string): LevelLetter {
  const levels = listed.split(',').map((each) => each.trim());
  for (const level of ['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const) {
    if (levels.includes(level)) return LETTERS[level];
  }
  throw new RangeError(`\`${listed}\` is no access level that is known here`);
}
