import { tryParsePrincipal, principalText } from '../model/index.js';
import type { NameOf } from './drift-words.js';
import { clean } from './text.js';

/** No name is longer on a line; one that is says nothing more. */
const LONGEST = 80;

/** A worker id within a sentence, with what may end the sentence. */
const PERSON = /\bhr:[A-Za-z0-9][A-Za-z0-9._-]*/g;

/** Somebody by id and name, the id first: a name is what HR was told, and can say anything. */
export function personText(id: string, name: string | undefined): string {
  return name === undefined || name === id ? clean(id) : `${clean(id)} (${nameText(name)})`;
}

/** A name on one line, of bounded length, that closes no bracket it did not open. */
function nameText(name: string): string {
  const shown = clean(name).replace(/[()]/g, ' ').trim();
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1).toWellFormed()}…` : shown;
}

/** A sentence in which everybody who is named by id is named by name too. */
export function withNames(sentence: string, nameOf: NameOf): string {
  return clean(sentence).replace(PERSON, (found) => {
    const id = found.replace(/[._-]+$/, '');
    return named(found, nameOf) ?? `${named(id, nameOf) ?? id}${found.slice(id.length)}`;
  });
}

function named(id: string, nameOf: NameOf): string | undefined {
  const principal = tryParsePrincipal(id);
  if (!principal) return undefined;
  const name = nameOf(principal);
  return name === principalText(principal) ? undefined : personText(id, name);
}
