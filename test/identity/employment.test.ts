import fc from 'fast-check';
import { employmentAt, employmentEnds, hasLeft, leftBecause } from '../../lib/identity/employment.js';
import { instantOf } from '../../lib/kernel/index.js';
import { LAST_WEEK, NOON, record, TOMORROW } from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';

const stateAround = (bound: typeof NOON, says: Parameters<typeof record>[1]) =>
  Object.values(atBounds(bound, (at) => employmentAt(record('1', says), at).state));
const contract = (end: typeof NOON) => ({ vendor: 'Acme', sponsor: record('2').id, end });

describe('an employment', () => {
  it('begins at its start and is over at its last day, its contract, or the earlier of both', () => {
    expect(stateAround(TOMORROW, { start: TOMORROW })).toEqual(['ahead', 'at-work', 'at-work']);
    expect(stateAround(TOMORROW, { lastDay: TOMORROW })).toEqual(['at-work', 'left', 'left']);
    expect(stateAround(TOMORROW, { contract: contract(TOMORROW) })).toEqual(['at-work', 'left', 'left']);
    const both = { lastDay: TOMORROW, contract: contract(NOON) };
    expect(stateAround(NOON, both)).toEqual(['at-work', 'left', 'left']);
    expect(stateAround(NOON, { lastDay: NOON, contract: contract(TOMORROW) })).toEqual([
      'at-work',
      'left',
      'left',
    ]);
  });

  it('on leave begins at its start too, and ends as any other', () => {
    expect(stateAround(NOON, { status: 'on-leave', start: NOON })).toEqual(['ahead', 'on-leave', 'on-leave']);
    expect(stateAround(NOON, { status: 'on-leave', lastDay: NOON })).toEqual(['on-leave', 'left', 'left']);
  });

  it('is over for whom HR calls terminated, whatever day is named and whether or not they ever came', () => {
    expect(stateAround(TOMORROW, { status: 'terminated', lastDay: TOMORROW })).toEqual([
      'left',
      'left',
      'left',
    ]);
    expect(stateAround(TOMORROW, { status: 'terminated', start: TOMORROW })).toEqual([
      'left',
      'left',
      'left',
    ]);
  });

  it.each([
    ['HR says terminated', { status: 'terminated', lastDay: LAST_WEEK }],
    [`the last working day ended at ${LAST_WEEK}`, { lastDay: LAST_WEEK, contract: contract(NOON) }],
    [`the contract ended at ${LAST_WEEK}`, { lastDay: TOMORROW, contract: contract(LAST_WEEK) }],
  ] as const)('is told to be over because %s', (why, says) => {
    expect(leftBecause(record('1', says), NOON)).toBe(why);
  });

  it('that goes on has no reason to be over', () => {
    expect(leftBecause(record('1', { lastDay: TOMORROW }), NOON)).toBeUndefined();
  });

  it('is over exactly from the earliest of its ends on', () => {
    const instant = fc.integer({ min: 0, max: 20 }).map(instantOf);
    const says = fc.record({
      status: fc.constantFrom('active', 'on-leave', 'terminated'),
      start: instant,
      lastDay: fc.option(instant, { nil: undefined }),
      contract: fc.option(instant.map(contract), { nil: undefined }),
    });
    fc.assert(
      fc.property(says, instant, ({ lastDay, contract: until, ...rest }, at) => {
        const whole = { ...rest, ...(lastDay && { lastDay }), ...(until && { contract: until }) };
        expect(employmentEnds(whole, at).some((end) => end <= at)).toBe(hasLeft(whole, at));
      }),
    );
  });
});
