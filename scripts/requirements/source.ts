import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small replacement in the code after which the named tests have to be red. */
export interface Replacement {
  /** @default - the file that `failsWhen` points to */
  readonly file?: string;
  readonly from: string;
  readonly to: string;
  /** The test files of which at least one test of this requirement goes red. */
  readonly by: readonly string[];
  /** Digest of the replacement that a run saw noticed; another replacement has to be run again. */
  readonly confirmed?: string;
}

export interface Requirement {
  readonly id: string;
  readonly text: string;
  /** What of it is not there yet, of one that is proven in part. */
  readonly lacks?: string;
  /** The behaviour whose removal turns its tests red, and `file#name` of where that behaviour is. */
  readonly failsWhen?: { readonly says: string; readonly place: string };
  readonly mutant?: Replacement;
}

export interface RequirementGroup {
  readonly group: string;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** The requirements as `docs/requirements.json` words them. */
export function readRequirements(root: string): readonly RequirementGroup[] {
  return JSON.parse(
    readFileSync(join(root, 'docs', 'requirements.json'), 'utf8'),
  ) as readonly RequirementGroup[];
}

/** Where a replacement is made. */
export function fileOf({ mutant, failsWhen }: Requirement): string {
  return mutant?.file ?? failsWhen?.place.split('#')[0] ?? '';
}

export function digestOf(requirement: Requirement): string {
  const { from, to, by } = requirement.mutant ?? { from: '', to: '', by: [] };
  const text = JSON.stringify([fileOf(requirement), from, to, by]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Whether a run saw exactly this replacement noticed. */
export function isConfirmed(requirement: Requirement): boolean {
  return requirement.mutant?.confirmed === digestOf(requirement);
}
