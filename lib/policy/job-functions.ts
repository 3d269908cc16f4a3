import { nearest, type List } from '../kernel/index.js';
import type { Catalogue, JobFunctionDeclaration, WorkloadDeclaration } from '../manifest/index.js';
import type { IdentitySnapshot, PersonRecord } from '../identity/index.js';

/** What HR says of somebody that job functions go by. */
export type JobRecord = Pick<PersonRecord, 'department' | 'jobCode' | 'worker'>;

/** Whether every attribute that the rule names has one of its values, as HR states it. A rule that names none fits nobody. */
export function jobFunctionMatches(rule: Pick<JobFunctionDeclaration, 'when'>, record: JobRecord): boolean {
  const { department, jobCode, worker } = rule.when;
  if (ATTRIBUTES.every((attribute) => rule.when[attribute] === undefined)) return false;
  return (
    holds(department, record.department) && holds(jobCode, record.jobCode) && holds(worker, record.worker)
  );
}

/** The job functions that a person has now, in catalogue order. */
export function jobFunctionsOf(
  catalogue: Catalogue,
  record: PersonRecord,
): readonly JobFunctionDeclaration[] {
  return catalogue.jobFunctions.filter((rule) => jobFunctionMatches(rule, record));
}

/** Package ids that a person or a workload may ask for. */
export function requestable(
  catalogue: Catalogue,
  subject: PersonRecord | WorkloadDeclaration,
): ReadonlySet<string> {
  if ('mayRequest' in subject) return new Set(subject.mayRequest);
  return new Set(jobFunctionsOf(catalogue, subject).flatMap((rule) => rule.mayRequest));
}

function holds(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed === undefined || allowed.includes(value);
}

/** Job functions that fit nobody whom HR has: most often a misspelt attribute. In catalogue order. */
export function idleJobFunctions(
  { jobFunctions }: Catalogue,
  { people }: Pick<IdentitySnapshot, 'people'>,
): readonly string[] {
  return jobFunctions
    .filter((rule) => !people.some((record) => jobFunctionMatches(rule, record)))
    .map(({ id }) => id);
}

/** An attribute of a job function that HR has of nobody, whatever else is asked; `meant` is what it may be misspelt for. */
export interface UnmatchedAttribute {
  readonly jobFunction: string;
  readonly attribute: 'department' | 'jobCode' | 'worker';
  readonly values: List<string>;
  readonly meant?: string;
}

/** The attributes of which HR has no value that a job function names: misspelt, or of a department that is still empty. */
export function unmatchedAttributes(
  { jobFunctions }: Catalogue,
  { people }: Pick<IdentitySnapshot, 'people'>,
): readonly UnmatchedAttribute[] {
  return jobFunctions.flatMap(({ id, when }) =>
    ATTRIBUTES.flatMap((attribute): UnmatchedAttribute[] => {
      const values = when[attribute];
      const had = new Set<string>(people.map((record) => record[attribute]));
      if (!values || values.some((value) => had.has(value))) return [];
      const meant = nearest(values[0], had);
      return [{ jobFunction: id, attribute, values, ...(meant === undefined ? {} : { meant }) }];
    }),
  );
}

const ATTRIBUTES = ['department', 'jobCode', 'worker'] as const;
