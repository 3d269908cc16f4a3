import type { PolicyTestDocument } from '../policy/index.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { clean } from './text.js';

/** Cases in words: what went otherwise than expected, what nobody would miss, then the count. */
export function policyTestText(
  { rules, results, unnoticed, faults, due }: PolicyTestDocument,
  paint: Paint,
  width: number,
): string[] {
  const fold = (line: string): string[] => wrapped(clean(line), width, '  ');
  const failed = results.filter(({ passed }) => !passed);
  return [
    ...faults.flatMap(({ code, message, place, remedy }) => [
      ...fold(`${code}: ${place === undefined ? '' : `${place}: `}${message}`),
      ...fold(`  ${remedy}`),
    ]),
    ...failed.flatMap((each) => [
      paint.strong(clean(each.case)),
      ...fold(`  expected ${each.expected}`),
      ...fold(`  got      ${each.got}`),
    ]),
    ...due.flatMap(({ rule, owner, reviewBy, place }) =>
      fold(`${place}: rule ${rule} is to be reviewed by ${owner} by ${reviewBy.slice(0, 10)}`),
    ),
    ...unnoticed.flatMap((id) => fold(`no case notices when rule ${id} is taken away`)),
    `${results.length - failed.length} of ${results.length} cases as expected; ${rules - unnoticed.length} of ${rules} rules noticed; ${faults.length} faults`,
  ];
}
