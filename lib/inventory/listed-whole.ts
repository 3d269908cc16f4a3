import type { SourceId } from '../model/index.js';
import { FailureIndex } from './failures.js';
import type { Listing } from './listing.js';
import type { Completeness } from './source.js';

/** Whether a source listed all its groups, or all its permission sets: only then is what it does not show not there. */
export function listedWhole(sources: readonly Completeness[]): (source: SourceId, of: Listing) => boolean {
  const failures = new FailureIndex(sources);
  return (source, of) =>
    !failures.ofListing(source, 'instances') &&
    !failures.ofListing(source, of) &&
    !failures.unexplained(source);
}
