import type { BarePerson } from '../rows.js';
import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck, Lined } from './check.js';

/** Going from manager to manager leads back: nobody in the circle answers to anybody outside. */
export const managerCircle: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'Going from manager to manager leads back to the person.',
  remedy: 'correct in HR which of them manages which',
  find: (facts) => {
    const circling = onCircles(facts.people);
    return atWork(facts)
      .filter(({ value }) => value.manager !== value.id && circling.has(value.id))
      .map((each) =>
        ofRow(each, `going from manager to manager leads from \`hr:${each.value.id}\` back to it`),
      );
  },
};

/** Everybody from whom going from manager to manager leads back; each person is passed once, however long the line. */
function onCircles(people: ReadonlyMap<string, Lined<BarePerson>>): ReadonlySet<string> {
  const circling = new Set<string>();
  const passed = new Set<string>();
  for (const id of people.keys()) {
    const line: string[] = [];
    let next: string | undefined = id;
    while (next !== undefined && !passed.has(next)) {
      passed.add(next);
      line.push(next);
      next = people.get(next)?.value.manager;
    }
    const back = next === undefined ? -1 : line.indexOf(next);
    if (back >= 0) for (const each of line.slice(back)) circling.add(each);
  }
  return circling;
}
