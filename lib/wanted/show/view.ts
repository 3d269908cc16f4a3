import type { Digest, Instant } from '../../kernel/index.js';
import type { PackageDeclaration } from '../../manifest/index.js';
import type { Beyond } from '../../meaning/index.js';
import type { EdgeId, WindowState } from '../../model/index.js';

/** Whether an edge is live: `not-asked` without a sweep; absent only where that was proved. */
export type Liveness = 'not-asked' | 'live' | 'absent' | 'unreadable';

/** One edge of a grant. */
export interface EdgeView {
  readonly id: EdgeId;
  readonly says: string;
  readonly carriedBy: string;
  readonly live: Liveness;
}

/** One basis with its window. */
export interface BasisView {
  readonly basis: string;
  readonly start: Instant;
  readonly end: Instant | 'standing';
  readonly state: WindowState;
}

/** One grant: what it gives, on which bases, through which edges. */
export interface GrantView {
  readonly principal: string;
  readonly name: string;
  readonly package: string;
  readonly title: string;
  readonly asset: string;
  readonly gives: string;
  readonly bases: readonly BasisView[];
  readonly edges: readonly EdgeView[];
}

/** A grant that ended, and whether it is live all the same. */
export interface EndedView {
  readonly principal: string;
  readonly name: string;
  readonly package: string;
  readonly asset: string;
  readonly basis: string;
  readonly endedAt: Instant;
  readonly why: string;
  readonly edges: readonly EdgeView[];
}

/** What `writ show` says. */
export interface ShowView {
  readonly schema: 'writ.show/1';
  readonly what: 'grant' | 'principal' | 'package';
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  readonly manifest: Digest;
  /** The person or workload, where one is shown: what the identity snapshot says. */
  readonly about: readonly { readonly label: string; readonly text: string }[];
  /** The declaration, where a package is shown. */
  readonly package?: PackageDeclaration;
  /** What the package allows beyond something else, where that is asked. */
  readonly against?: Beyond;
  readonly grants: readonly GrantView[];
  readonly ended: readonly EndedView[];
  /** Live edges that the manifest does not want; empty without a sweep. */
  readonly unwanted: readonly string[];
  /** False when part of the world could not be read. */
  readonly complete: boolean;
}
