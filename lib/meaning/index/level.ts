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

/** Verbs that change nothing, whatever the reference calls their level: it calls `glue:GetQueries` permissions management. */
const READS = /^(?:BatchGet|Describe|Get|List|Search|Test|Validate|View)/i;

/**
 * The most telling of the levels that are listed: `Permissions management, Write` is permissions management, except of an
 * action that reads.
 */
export function levelLetter(action: string, listed: string): LevelLetter {
  const levels = listed.split(',').map((each) => each.trim());
  const found = (['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const).find((level) =>
    levels.includes(level),
  );
  if (!found) throw new RangeError(`\`${listed}\` is no access level that is known here`);
  if (found === 'Permissions management' && isReadingName(action))
    return action.startsWith('List') ? 'l' : 'r';
  return LETTERS[found];
}

/** Whether the name of an action says that it reads. */
export function isReadingName(action: string): boolean {
  return READS.test(action);
}
