import { epochOf, type Instant, type Milliseconds } from '../../kernel/index.js';
import { isProvedEnd } from '../findings/index.js';
import type { RevertGround } from '../revert-ground.js';
import { holdEach, type Rail } from './rail.js';

/** Holds everything but proved ends while the manifest, or what it knows of people, is older than its limit. */
export const age: Rail<'age'> = {
  id: 'age',
  prevents:
    'A manifest of last month is compared with the world of today, and what was approved since is taken away.',
  until: 'mended',
  hold: (lines, ground) => {
    const old = tooOld(ground);
    return holdEach(lines, ({ finding }) => (old === undefined || isProvedEnd(finding) ? undefined : old));
  },
};

function tooOld({ manifest, identity, rails, at }: RevertGround): string | undefined {
  const [oldest = identity.asOf] = identity.feeds.map(({ generatedAt }) => generatedAt).sort();
  return (
    beyond('the manifest is', manifest.asOf, rails.age.manifest, at) ??
    beyond('the identity feeds behind it are', oldest, rails.age.identity, at)
  );
}

function beyond(what: string, of: Instant, limit: Milliseconds, at: Instant): string | undefined {
  if (epochOf(at) - epochOf(of) <= limit) return undefined;
  return `${what} of ${of}, older than its limit of ${Math.round(limit / 3_600_000)} h; synthesize again from fresh feeds`;
}
