import { CORRECTED_LEVELS, VENDED_LOGS } from './corrections.js';

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
 * action that reads, and of those whose level is corrected.
 */
export function levelLetter(service: string, action: string, listed: string): LevelLetter {
  const corrected = CORRECTED_LEVELS.get(`${service}:${action}`);
  if (corrected) return corrected;
  const levels = listed.split(',').map((each) => each.trim());
  const found = (['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const).find((level) =>
    levels.includes(level),
  );
  if (!found) throw new RangeError(`\`${listed}\` is no access level that is known here`);
  if (found === 'Permissions management' && isReadingName(action))
    return action.startsWith('List') ? 'l' : 'r';
  return found === 'Permissions management' && action === VENDED_LOGS ? 'w' : LETTERS[found];
}

/** Whether the name of an action says that it reads. */
export function isReadingName(action: string): boolean {
  return READS.test(action);
}
