import { by, sorted } from '../kernel/index.js';
import { livePolicyOf, type LivePolicies } from '../meaning/index.js';
import type { SourceSweep } from './source.js';

/** The policies whose live text any of the sweeps read, by ARN and in order of it: AWS has one text for all. */
export function policiesOf(sweeps: readonly SourceSweep[]): LivePolicies {
  const read = sorted(
    sweeps.flatMap(({ seen }) => seen.policies),
    by(({ arn }) => arn),
  );
  return new Map(read.map(({ arn, version, text }) => [arn, livePolicyOf(arn, version, text)]));
}
