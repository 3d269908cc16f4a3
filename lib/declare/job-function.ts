import type { Construct } from 'constructs';
import type { HolderClass } from '../manifest/index.js';
import { Declaration } from './declaration.js';
import type { EntitlementPackage, PackageRef } from './entitlement-package.js';
import type { OneOrMore } from './words.js';

/** The attributes that a job function can go by, each from its authority (HR). */
export interface JobAttributes {
  /** The department, as HR writes it. */
  readonly department: OneOrMore<string>;
  /** The job code, as HR writes it. */
  readonly jobCode: OneOrMore<string>;
  /** The class of the contract. */
  readonly worker: OneOrMore<Exclude<HolderClass, 'workload'>>;
}

/** At least one attribute, each from its authority (HR); every one given must fit. */
export type When = {
  [K in keyof JobAttributes]: Pick<JobAttributes, K> & Partial<Omit<JobAttributes, K>>;
}[keyof JobAttributes];

/** What may be given without asking: low risk, for people, and ending only with the job. */
export type BirthrightPackage = EntitlementPackage<'low', 'standing'> & { readonly forPeople: true };

/** Props of a {@link JobFunction}. */
export interface JobFunctionProps {
  /** Whose job it is. */
  readonly when: When;
  /** @default - the construct id */
  readonly title?: string;
  /** Given on all their assets to whoever has the job, as long as they have it. */
  readonly birthright?: readonly BirthrightPackage[];
  /** What people of this function may ask for. */
  readonly mayRequest?: readonly PackageRef[];
}

/** A rule over authoritative attributes, and the packages that come with it. */
export class JobFunction extends Declaration {
  /** Says what it declares. */
  readonly declares = 'job-function';
  /** What people call it. */
  readonly title: string;

  constructor(scope: Construct, id: string, props: JobFunctionProps) {
    super(scope, id, props);
    this.title = props.title ?? id;
  }
}
