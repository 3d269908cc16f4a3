import { by, digestOf, sorted, type Digest } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type { ObservedChange, ObservedPath } from '../observed/observation.js';
import type { EffectPart } from './record.js';

/** One end of a change: what it declares, and the digest of its rules. */
export interface GovernanceSide {
  readonly catalogue: Catalogue;
  readonly policy: Digest;
}

/** What of two ends differs, whatever the files are called. */
export function differing(base: GovernanceSide, head: GovernanceSide): readonly EffectPart[] {
  return [
    ...(digestOf(base.catalogue) === digestOf(head.catalogue) ? [] : (['declarations'] as const)),
    ...(base.policy === head.policy ? [] : (['rules'] as const)),
  ];
}

/**
 * What an approval of a governance change covers: where it goes, every file of it as git has it, and what is declared and ruled at both ends. Another
 * governance change that is merged before it makes it another one; a ticket does not.
 */
export function governanceDigest(
  { repository, base: branch, paths = [] }: ObservedChange,
  base: GovernanceSide,
  head: GovernanceSide,
): Digest {
  return digestOf({
    schema: 'writ.governance-content/1',
    organization: base.catalogue.organization,
    repository,
    branch,
    paths: sorted(
      paths,
      by<ObservedPath>(({ path }) => path, digestOf),
    ),
    declarations: [digestOf(base.catalogue), digestOf(head.catalogue)],
    rules: [base.policy, head.policy],
  });
}
