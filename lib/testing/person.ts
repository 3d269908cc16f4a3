import type { IdentitySnapshot, PersonRecord } from '../identity/index.js';
import { branded, instantOf, type Instant } from '../kernel/index.js';

/** Somebody at work, by the attributes that job functions go by. */
export interface TestPerson {
  /** As HR writes it; one that a job function names. @default - none that any of them names */
  readonly department?: string;
  /** As HR writes it; one that a job function names. @default - none that any of them names */
  readonly jobCode?: string;
  /** The class of the contract. @default 'employee' */
  readonly worker?: 'employee' | 'contractor' | 'vendor';
}

/** A person by attributes, or a declared workload by its id: `{ workload: 'deploy-pipeline' }`. */
export type Somebody =
  | TestPerson
  | {
      /** The id of a declared workload. */
      readonly workload: string;
    };

/** When the organization of a test is looked at, and since when everybody in it works there. */
export const AT: Instant = instantOf(0);

/** The record that HR would have of such a person. */
export function recordOf({ department = '', jobCode = '', worker = 'employee' }: TestPerson): PersonRecord {
  return {
    id: branded<'worker'>('1'),
    name: 'Somebody',
    email: 'somebody@example.org',
    title: '',
    department,
    jobCode,
    worker,
    status: 'active',
    start: AT,
    accounts: ['aws', 'okta'].map((source) => ({
      source: branded<'source'>(source),
      native: `${source}-1`,
      login: 'somebody@example.org',
    })),
  };
}

/** An organization in which such a person is the only one. */
export function snapshotOf(person: TestPerson): IdentitySnapshot {
  return {
    schema: 'writ.identity/1',
    asOf: AT,
    feeds: [],
    people: [recordOf(person)],
    workloads: [],
    shared: [],
  };
}

/** Somebody in words: `an employee of Platform, SRE2`. */
export function somebodyText(who: Somebody): string {
  if ('workload' in who) return `workload ${who.workload}`;
  const { department, jobCode, worker = 'employee' } = who;
  const article = worker === 'employee' ? 'an' : 'a';
  return `${article} ${worker}${department === undefined ? '' : ` of ${department}`}${jobCode === undefined ? '' : `, ${jobCode}`}`;
}
