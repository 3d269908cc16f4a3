import { hasLeft } from '../employment.js';
import type { BarePerson } from '../rows.js';
import type { FeedFacts, CheckFound, Lined } from './check.js';

/** People whom HR does not say to have left, in order of their rows. */
export function atWork({ people, asOf }: FeedFacts): Lined<BarePerson>[] {
  return [...people.values()].filter(({ value }) => !hasLeft(value, asOf));
}

/** What is wrong with one person's row. */
export function ofRow({ value, line }: Lined<BarePerson>, message: string): CheckFound {
  return { feed: 'hr', lines: [line], about: [`hr:${value.id}`], message };
}
