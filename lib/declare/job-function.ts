import type { Construct } from 'constructs';
import type { HolderClass } from '../manifest/index.js';
import { Declaration } from './declaration.js';
import type { EntitlementPackage, PackageRef } from './entitlement-package.js';
import type { OneOrMore } from './words.js';

interface Attributes {
  readonly department: OneOrMore<string>;
  readonly jobCode: OneOrMore<string>;
  readonly worker: OneOrMore<Exclude<HolderClass, 'workload'>>;
}

/** At least one attribute, each from its authority (HR); every one given must fit. */
export type When = {
  [K in keyof Attributes]: Pick<Attributes, K> & Partial<Omit<Attributes, K>>;
}[keyof Attributes];

/** What may be given without asking: low risk, and ending only with the job. */
export type BirthrightPackage = EntitlementPackage<'low', 'standing'>;

/** Props of a {@link JobFunction}. */
export interface JobFunctionProps {
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
  readonly declares = 'job-function';

  constructor(
    scope: Construct,
    id: string,
    readonly props: JobFunctionProps,
  ) {
    super(scope, id);
  }
}
