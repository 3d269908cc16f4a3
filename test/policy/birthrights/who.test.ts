import type { BirthrightRule } from '../../../lib/manifest/index.js';
import {
  birthrightRules,
  bothFor,
  isFor,
  isPartOf,
  isWithin,
  mayBeGiven,
  sortsOf,
  type ForWhom,
  type JobRecord,
} from '../../../lib/policy/index.js';
import { catalogueBy } from '../../workflow/governance/_stage.js';

const EMPLOYEE: JobRecord = { department: 'payments', jobCode: 'SRE1', worker: 'employee' };
const CONTRACTOR: JobRecord = { ...EMPLOYEE, worker: 'contractor' };

const rule = (when: ForWhom['when'], ...more: BirthrightRule['holders'][number][]): ForWhom => ({
  when,
  holders: ['employee', ...more],
});

test.each<readonly [string, JobRecord, boolean]>([
  ['of the job and class', EMPLOYEE, true],
  ['of another job', { ...EMPLOYEE, jobCode: 'CLERK' }, false],
  ['of another department', { ...EMPLOYEE, department: 'risk' }, false],
  ['of a class that may not hold it', CONTRACTOR, false],
])('a birthright is for somebody %s: %o, %s', (_, record, is) => {
  expect(isFor(rule({ department: ['payments'], jobCode: ['SRE1', 'SRE2'] }), record)).toBe(is);
});

describe('whom two are both for', () => {
  const own = rule({ department: ['payments', 'risk'], jobCode: ['SRE1', 'SRE2'], worker: ['employee'] });

  test.each<readonly [string, ForWhom]>([
    ['department', rule({ department: ['sales'] })],
    ['job code', rule({ jobCode: ['CLERK'] })],
    ['class of worker', rule({ worker: ['vendor'] })],
    ['class that may hold it', { when: { jobCode: ['SRE1'] }, holders: ['contractor'] }],
  ])('is nobody where they have no %s in common', (_, other) => {
    expect([bothFor(own, other), bothFor(other, own)]).toEqual([undefined, undefined]);
    expect([isWithin(own, other), isWithin(other, own)]).toEqual([false, false]);
  });

  test('honest twin: is what they have in common, and what only one of them asks', () => {
    expect(bothFor(own, rule({ department: ['risk', 'sales'] }, 'contractor'))).toEqual({
      when: { department: ['risk'], jobCode: ['SRE1', 'SRE2'], worker: ['employee'] },
      holders: ['employee'],
    });
  });

  test('is nobody where neither says of whom: a rule that names nothing fits nobody', () => {
    expect(bothFor(rule({}), rule({}))).toBeUndefined();
  });
});

test('one is within another that has all of its people, in whatever order they are named', () => {
  const [few, many] = [rule({ jobCode: ['SRE1'] }), rule({ jobCode: ['SRE2', 'SRE1'] }, 'contractor')];
  expect([isWithin(few, many), isWithin(many, few)]).toEqual([true, false]);
  expect(isWithin(many, { when: { jobCode: ['SRE1', 'SRE2'] }, holders: ['contractor', 'employee'] })).toBe(
    true,
  );
});

describe('one of each sort of people', () => {
  test('is of every class that may hold it, and of those whom the others do not name', () => {
    const sorts = sortsOf(rule({ department: ['payments'] }, 'contractor', 'workload'), [
      rule({ jobCode: ['SRE1'] }),
    ]);
    expect(sorts.map(({ worker }) => worker).sort()).toEqual([
      'contractor',
      'contractor',
      'employee',
      'employee',
    ]);
    expect(new Set(sorts.map(({ jobCode }) => jobCode === 'SRE1'))).toEqual(new Set([true, false]));
  });

  test('has nobody whom the rule is not for', () => {
    expect(sortsOf(rule({ worker: ['vendor'], jobCode: ['SRE1'] }), [])).toEqual([]);
  });
});

describe('what was accepted', () => {
  const catalogue = catalogueBy();
  const [baseline] = birthrightRules(catalogue);
  const [path] = catalogue.packages.find(({ id }) => id === 'baseline')!.grants[0].entitlements;
  const part = { ...baseline!, reach: {} };

  test('is given to whom it was accepted for, and to nobody else', () => {
    const may = mayBeGiven(catalogue, [baseline!]);
    expect([may(path, EMPLOYEE), may(path, CONTRACTOR)]).toEqual([true, false]);
    expect(may(path, { ...EMPLOYEE, jobCode: 'CLERK' })).toBe(false);
  });

  test('is part of what says the same and more, of the same job function, package and asset', () => {
    expect([isPartOf(part, baseline!), isPartOf(baseline!, baseline!)]).toEqual([true, true]);
    expect(isPartOf(baseline!, { ...baseline!, when: { jobCode: ['SRE1', 'SRE2'] } })).toBe(true);
  });

  test.each<readonly [string, Partial<BirthrightRule>]>([
    ['job function', { jobFunction: 'other' }],
    ['package', { package: 'other' }],
    ['asset', { asset: 'other' }],
    ['people', { when: { jobCode: ['SRE2'] } }],
    ['reach', { reach: {} }],
  ])('and not of what is of another %s', (_, other) => {
    expect(isPartOf(baseline!, { ...baseline!, ...other })).toBe(false);
  });
});
