import { isReleasedBy } from '../breaker.js';
import type { RevertLine } from '../line.js';
import type { RevertGround } from '../revert-ground.js';
import type { FindingId } from '../finding-id.js';

/**
 * Whether a line that was queued may go: two different people stand behind it, each proved by a key. Whoever runs this
 * is one of them when they say so, with a reason.
 */
export function isReleased({ finding }: RevertLine, ground: RevertGround): boolean {
  return isReleasedBy(voicesFor(finding.subject.id, ground));
}

/** Why a line that an earlier run queued still waits; undefined for what none queued. */
export function waitsBecause({ finding }: RevertLine, { breaker }: RevertGround): string | undefined {
  const queued = breaker.queued(finding.subject.id);
  if (!queued) return undefined;
  const voices = [...queued.voices].sort();
  const behind =
    voices.length > 0 ? `only ${voices.join()} stands behind it` : 'nobody is proved to stand behind it';
  return `run ${queued.run} queued it at ${queued.at}, and ${behind}; a second person has to release it`;
}

function voicesFor(
  id: FindingId,
  { breaker, release, provedOperator, isKnown }: RevertGround,
): ReadonlySet<string> | undefined {
  const queued = breaker.queued(id);
  if (!queued || !release || provedOperator === undefined) return queued?.voices;
  if (release.reason.trim() === '' || !isKnown(provedOperator)) return queued.voices;
  return new Set([...queued.voices, provedOperator]);
}
