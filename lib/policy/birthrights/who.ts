import { isList, type List } from '../../kernel/index.js';
import type { BirthrightRule, HolderClass } from '../../manifest/index.js';
import { jobFunctionMatches, type JobRecord } from '../job-functions.js';

/** Whom a birthright is for. */
export type ForWhom = Pick<BirthrightRule, 'when' | 'holders'>;

/** Whether somebody has a birthright by what HR says of them. */
export function isFor(rule: ForWhom, record: JobRecord): boolean {
  return jobFunctionMatches(rule, record) && rule.holders.includes(record.worker);
}

/** Whom both are for; undefined where that is nobody. */
export function bothFor(a: ForWhom, b: ForWhom): ForWhom | undefined {
  const holders = common(a.holders, b.holders);
  const department = narrowed(a.when.department, b.when.department);
  const jobCode = narrowed(a.when.jobCode, b.when.jobCode);
  const worker = narrowed(a.when.worker, b.when.worker);
  if (!holders || department === NOBODY || jobCode === NOBODY || worker === NOBODY) return undefined;
  if (!department && !jobCode && !worker) return undefined;
  return {
    holders,
    when: {
      ...(department ? { department } : {}),
      ...(jobCode ? { jobCode } : {}),
      ...(worker ? { worker } : {}),
    },
  };
}

/**
 * One of each sort of people that a rule is for, as far as the others tell people apart: what holds of each of them holds of everybody.
 */
export function sortsOf(rule: ForWhom, others: readonly ForWhom[]): readonly JobRecord[] {
  const values = (attribute: 'department' | 'jobCode'): readonly string[] =>
    rule.when[attribute] ?? [...new Set(others.flatMap(({ when }) => when[attribute] ?? [])), SOMETHING_ELSE];
  const workers = rule.holders.filter(isPerson);
  return values('department').flatMap((department) =>
    values('jobCode').flatMap((jobCode) =>
      workers.map((worker) => ({ department, jobCode, worker })).filter((each) => isFor(rule, each)),
    ),
  );
}

/** A value that no rule names: none has a line break. */
const SOMETHING_ELSE = '\n';
const NOBODY = 'nobody';

function narrowed<T>(a: List<T> | undefined, b: List<T> | undefined): List<T> | undefined | typeof NOBODY {
  if (!a || !b) return a ?? b;
  return common(a, b) ?? NOBODY;
}

function common<T>(a: readonly T[], b: readonly T[]): List<T> | undefined {
  const both = a.filter((each) => b.includes(each));
  return isList(both) ? both : undefined;
}

function isPerson(holder: HolderClass): holder is JobRecord['worker'] {
  return holder !== 'workload';
}
