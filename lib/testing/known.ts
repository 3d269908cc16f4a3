import { nearest, quoted, sortedTexts, WritError } from '../kernel/index.js';
import type { Catalogue } from '../manifest/index.js';
import type { TestPerson } from './person.js';

const ATTRIBUTES = ['department', 'jobCode', 'worker'] as const;
const WORKERS = ['employee', 'contractor', 'vendor'];

/**
 * The person, when the declarations know what is said of them. A misspelt value would make "may not request" true for
 * ever, and whom no job function names is nobody's department at all: leave it out. Throws NOT_FOUND.
 */
export function known(who: TestPerson, catalogue: Catalogue): TestPerson {
  for (const [attribute, value] of Object.entries(who) as [string, string | undefined][]) {
    const among = ATTRIBUTES.find((each) => each === attribute);
    if (!among) throw unknown('attribute of a person', attribute, ATTRIBUTES);
    const names = namesOf(among, catalogue);
    if (value !== undefined && !names.includes(value)) throw unknown(among, value, names);
  }
  return who;
}

function namesOf(attribute: (typeof ATTRIBUTES)[number], { jobFunctions }: Catalogue): readonly string[] {
  if (attribute === 'worker') return WORKERS;
  return sortedTexts(jobFunctions.flatMap(({ when }) => when[attribute] ?? []));
}

function unknown(what: string, value: string, names: readonly string[]): WritError {
  const meant = nearest(value, names);
  const said = names.length === 0 ? 'none are named' : `known are ${names.join(', ')}`;
  return new WritError('NOT_FOUND', `no job function goes by ${what} ${quoted(value)}; ${said}`, {
    remedy: 'correct it, or leave it out for somebody whom no job function names',
    candidates: meant === undefined ? names : [meant],
  });
}
