import type { Digest } from '../kernel/index.js';
import type { JobFunctionDeclaration, PackageDeclaration } from './catalogue.js';
import type { Reason } from './manifest.js';

/** What people have without asking for it: who, by which rule, and all that it reaches. */
export interface BirthrightRule {
  readonly jobFunction: string;
  readonly package: string;
  readonly asset: string;
  /** The rule of the job function, and the classes that may hold the package. */
  readonly when: JobFunctionDeclaration['when'];
  readonly holders: PackageDeclaration['holders'];
  /** Digest of the declared content of each target reached, by its key. */
  readonly reach: Readonly<Record<string, Digest>>;
}

/** A birthright that is declared and not given as it is declared, since no approved governance change covers it. */
export interface HeldBirthright {
  readonly jobFunction: string;
  readonly package: string;
  readonly asset: string;
  /** Digest of the rule as declared: what an approved governance change has to give. */
  readonly content: Digest;
  /** What of it is not given, or not with its content, in words; sorted. */
  readonly targets: readonly string[];
  readonly reason: Reason;
}
