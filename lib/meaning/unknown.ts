import type { Allowances } from './allowances.js';
import { isOpen } from './glob.js';
import { isReadingName } from './index/level.js';
import { higher, type Tier } from './tiers.js';

/**
 * Actions and patterns that are allowed and that nobody can judge here: of services that the index does not have, and names
 * that it does not have of those that it has. A pattern of a known service is judged by what it has today.
 */
export function unknownIn({ beyond, index }: Allowances): readonly string[] {
  return beyond.filter(
    (pattern) => pattern !== '*' && (!index.knowsService(serviceOf(pattern)) || !isOpen(pattern)),
  );
}

/** Whether the name of an unknown action says that it reads. */
export function saysThatItReads(unknown: string): boolean {
  return isReadingName(nameOf(unknown));
}

/** The tier of what is not known: what its name says, and the highest that an action has where that says nothing. */
export function unknownTier(allowances: Allowances): Tier {
  return unknownIn(allowances).reduce<Tier>((most, unknown) => higher(most, tierBy(nameOf(unknown))), 'none');
}

function tierBy(name: string): Tier {
  if (name.startsWith('list')) return 'list';
  if (isReadingName(name)) return 'read';
  return /^(?:un)?tag/.test(name) ? 'tagging' : 'permissions-management';
}

function serviceOf(pattern: string): string {
  return pattern.slice(0, pattern.indexOf(':'));
}

function nameOf(pattern: string): string {
  return pattern.slice(pattern.indexOf(':') + 1);
}
