import type { Instant } from '../kernel/index.js';
import { hasLeft } from './employment.js';
import type { IdentitySnapshot, PersonRecord } from './snapshot.js';

/** What a record says of a person, that job functions and tickets stand on. */
type PersonFact = (record: PersonRecord, at: Instant) => boolean;

const FACTS: readonly (readonly [words: string, says: PersonFact])[] = [
  ['without a department', ({ department }) => department.trim() !== ''],
  ['without a job code', ({ jobCode }) => jobCode.trim() !== ''],
  ['who have not started yet', ({ start }, at) => start <= at],
];

/** People of whom an HR feed says less than the last accepted one did: an emptied column, by what is missing. */
export interface LostFact {
  readonly words: string;
  readonly lost: number;
  readonly had: number;
}

/** What of the facts of `last` the same people lack now; those who left since, came or are gone are no matter of columns. */
export function lostFacts(now: IdentitySnapshot, last: IdentitySnapshot): LostFact[] {
  const before = new Map(last.people.map((record) => [record.id, record]));
  const staying = now.people.filter((record) => !hasLeft(record, now.asOf));
  return FACTS.map(([words, says]) => {
    const had = staying.filter(({ id }) => {
      const record = before.get(id);
      return record !== undefined && says(record, last.asOf);
    });
    return { words, had: had.length, lost: had.filter((record) => !says(record, now.asOf)).length };
  });
}
