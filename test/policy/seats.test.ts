import { linksOf } from '../../lib/identity/index.js';
import type { ResolvedTicket } from '../../lib/policy/index.js';
import { unfit } from '../../lib/policy/seats.js';
import { inactivity, type Subject } from '../../lib/policy/subject.js';
import { person, workload } from '../../lib/model/index.js';
import { identity, LAST_WEEK, NOON, record, TOMORROW } from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';

type Fields = Parameters<typeof record>[1];

const beneficiary = { principal: person('9') } as ResolvedTicket;
const isUnfit = (fields: Fields, at = NOON): boolean => {
  const people = linksOf(identity(record('1', fields)));
  return unfit('hr:1', beneficiary, at, { people }) !== undefined;
};

describe('an approver', () => {
  it('who is at work counts', () => {
    expect(isUnfit({})).toBe(false);
  });

  it('counts until the end of the last day, and of the contract', () => {
    const over = { before: false, on: true, after: true };
    expect(atBounds(TOMORROW, (at) => isUnfit({ lastDay: TOMORROW }, at))).toEqual(over);
    expect(
      atBounds(TOMORROW, (at) => isUnfit({ contract: { start: LAST_WEEK, end: TOMORROW } as never }, at)),
    ).toEqual(over);
  });

  it('counts until the earlier of both, whichever that is', () => {
    const contract = (end: typeof NOON) => ({ start: LAST_WEEK, end }) as never;
    expect(isUnfit({ lastDay: TOMORROW, contract: contract(LAST_WEEK) })).toBe(true);
    expect(isUnfit({ lastDay: LAST_WEEK, contract: contract(TOMORROW) })).toBe(true);
    expect(isUnfit({ lastDay: TOMORROW, contract: contract(TOMORROW) })).toBe(false);
  });

  it('counts from the first day on', () => {
    expect(atBounds(TOMORROW, (at) => isUnfit({ start: TOMORROW }, at))).toEqual({
      before: true,
      on: false,
      after: false,
    });
  });

  it('H6 is not terminated by HR, whenever the last day is; one who is to leave counts until then', () => {
    expect(isUnfit({ status: 'terminated', lastDay: TOMORROW })).toBe(true);
    expect(isUnfit({ lastDay: TOMORROW })).toBe(false);
    expect(isUnfit({ status: 'terminated' })).toBe(true);
  });

  it('is not on leave', () => {
    expect(isUnfit({ status: 'on-leave' })).toBe(true);
  });

  it('is neither the beneficiary, nor a machine, nor somebody whom HR does not know', () => {
    const people = linksOf(identity(record('1'), record('9')));
    for (const who of ['hr:9', 'workload:deploy', 'hr:404', 'Dana Fox'])
      expect([who, unfit(who, beneficiary, NOON, { people })]).not.toEqual([who, undefined]);
    expect(unfit('hr:1', beneficiary, NOON, { people })).toBeUndefined();
  });
});

describe('a beneficiary', () => {
  const someone = (fields: Fields): Subject => ({
    principal: person('1'),
    holder: 'employee',
    facts: record('1', fields),
  });
  const code = (subject: Subject, at: typeof NOON): string | undefined => {
    try {
      return inactivity(subject, at)?.code;
    } catch (error) {
      return `throws ${(error as { code: string }).code}`;
    }
  };
  const over = { before: undefined, on: 'SUBJECT_INACTIVE', after: 'SUBJECT_INACTIVE' };

  it('is inactive from the end of the last day on', () => {
    expect(atBounds(TOMORROW, (at) => code(someone({ lastDay: TOMORROW }), at))).toEqual(over);
  });

  it('is inactive from the end of the contract on', () => {
    const contract = { start: LAST_WEEK, end: TOMORROW } as never;
    expect(atBounds(TOMORROW, (at) => code(someone({ contract }), at))).toEqual(over);
  });

  it('is inactive from the end of its lifetime on, where it is a workload', () => {
    const robot = {
      principal: workload('deploy'),
      holder: 'workload',
      facts: { id: 'deploy', expires: TOMORROW },
    } as unknown as Subject;
    expect(atBounds(TOMORROW, (at) => code(robot, at))).toEqual(over);
  });

  it('is refused until the first day', () => {
    expect(atBounds(TOMORROW, (at) => code(someone({ start: TOMORROW }), at))).toEqual({
      before: 'throws SUBJECT_INACTIVE',
      on: undefined,
      after: undefined,
    });
  });

  it('is inactive once terminated', () => {
    expect(code(someone({ status: 'terminated' }), NOON)).toBe('SUBJECT_INACTIVE');
    expect(code(someone({ status: 'on-leave' }), NOON)).toBeUndefined();
  });
});
