import { plus, type Instant } from '../../../lib/kernel/index.js';
import type { ResolvedTicket } from '../../../lib/policy/index.js';
import { contextFacts } from '../../../lib/policy/facts/context.js';
import { groundOf, NOW, PEOPLE, resolvedOf, ticketOf } from './_ground.js';

const HOUR = 3_600_000;

/** A ticket of a line: when it starts, in hours from now, and how long it is. */
type Link = readonly [start: number | 'on-approval', hours: number];

/** Minutes of the line that the last of these ends, each a renewal of the one before it. */
function lineMinutes(links: readonly Link[], approvedAt?: (index: number) => Instant | undefined): number {
  const line = links.map(([start, hours], index): ResolvedTicket => {
    const window = { start: start === 'on-approval' ? start : plus(NOW, start * HOUR), for: hours * HOUR };
    const own = index === 0 ? {} : { kind: 'renewal', of: `ACC-000${String(index)}` };
    return resolvedOf(ticketOf({ ticket: `ACC-000${String(index + 1)}`, window, ...own }));
  });
  const [last] = line.slice(-1);
  const [subject] = PEOPLE.people;
  if (!last || !subject) throw new Error('nothing to measure');
  const ground = groundOf({
    tickets: new Map(line.map((each) => [each.ticket.ticket, each])),
    approvedAt: (digest) => {
      const index = line.findIndex((each) => each.digest === digest);
      return index < 0 ? undefined : approvedAt?.(index);
    },
  });
  return contextFacts(last, subject, 'medium', ground, []).window.lineMinutes;
}

describe('contiguous renewals count as one duration, from the first start to the last end', () => {
  test.each<[string, readonly Link[], number]>([
    ['one that renews nothing', [[0, 4]], 4],
    [
      'one after the other',
      [
        [-8, 4],
        [-4, 4],
        [0, 4],
      ],
      12,
    ],
    [
      'what overlaps counts once',
      [
        [-4, 6],
        [0, 4],
      ],
      8,
    ],
    [
      'a gap begins a duration of its own',
      [
        [-9, 4],
        [0, 4],
      ],
      4,
    ],
    [
      'a gap before the last two',
      [
        [-20, 4],
        [-4, 4],
        [0, 4],
      ],
      8,
    ],
    [
      'what lasts beyond its renewal bridges to the next',
      [
        [-10, 12],
        [-8, 1],
        [0, 4],
      ],
      14,
    ],
    [
      'not approved yet counts as from now',
      [
        ['on-approval', 6],
        [6, 6],
        [12, 6],
      ],
      18,
    ],
  ])('%s', (_, links, hours) => {
    expect(lineMinutes(links)).toBe(hours * 60);
  });

  test('from an approval on where there is one', () => {
    const at = (index: number) => (index === 0 ? plus(NOW, -5 * HOUR) : undefined);
    expect(
      lineMinutes(
        [
          ['on-approval', 6],
          ['on-approval', 4],
        ],
        at,
      ),
    ).toBe(9 * 60);
    expect(
      lineMinutes(
        [
          ['on-approval', 4],
          ['on-approval', 4],
        ],
        at,
      ),
    ).toBe(4 * 60);
  });
});
