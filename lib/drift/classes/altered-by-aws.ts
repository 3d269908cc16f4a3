import { reachOfSets } from '../../inventory/index.js';
import { sortedTexts } from '../../kernel/index.js';
import type { PermissionSetDeclaration, ScopeMode } from '../../manifest/index.js';
import {
  changeOf,
  managedArns,
  privilegeOf,
  publishedPolicy,
  withoutText,
  type LivePolicy,
  type PublishedPolicy,
} from '../../meaning/index.js';
import { effectWords, unknownEffectWords } from '../content/effect-words.js';
import type { Ground } from '../ground.js';
import { observationIdOf } from '../finding-id.js';
import type { Attribution, Finding } from '../finding.js';
import { modeOfSet } from '../judging/content-finding.js';
import { saidOf } from '../said.js';
import { stricter } from '../scope.js';
import { severityOf } from '../severity.js';

/**
 * One finding for each policy of AWS's own that declared permission sets use and whose live text does not say what AWS had published.
 * What was not read, and what Writ knows no text of, has none: nothing is concluded from it.
 */
export function alteredByAws(ground: Ground): Finding[] {
  return ground.inventory.policies.flatMap((live) => {
    const published = publishedPolicy(live.arn);
    // The text of another partition may differ from the one that stands in for it.
    if (!published?.ofItsPartition || published.digest === live.digest) return [];
    const using = ground.manifest.catalogue.permissionSets.filter(({ content }) =>
      managedArns(content).includes(live.arn),
    );
    return using.length === 0 ? [] : [alteredPolicy(ground, live, published, using)];
  });
}

function alteredPolicy(
  ground: Ground,
  live: LivePolicy,
  published: PublishedPolicy,
  using: readonly PermissionSetDeclaration[],
): Finding {
  const { arn, version, digest } = live;
  const before = withoutText(ground.policies, arn);
  const effects = using.map((set) => ({
    set,
    change: changeOf(set.content, set.content, ground.policies, before),
  }));
  // A text that nobody can read may say anything.
  const isUnderstood = live.policy !== undefined;
  const isWider = !isUnderstood || effects.some(({ change }) => change.gained.more !== 'no');
  const code = isWider ? 'ALTERED_BY_AWS' : 'NARROWED_BY_AWS';
  const privileged = isWider ? privilegesGained(ground, live, using) : [];
  const attribution: Attribution = { by: 'publisher' };
  const id = observationIdOf({ arn, digest, what: 'policy' });
  return {
    gives: `AWS changed its policy ${published.path} (${versions(live, published)}): ${isUnderstood ? effectWords(effects) : unknownEffectWords(using)}`,
    ...saidOf({ code }),
    severity: severityOf(code, { privileged: privileged.length > 0 }, attribution),
    subject: {
      what: 'policy',
      id,
      arn,
      published: { version: published.version, digest: published.digest },
      live: { version, digest },
      sets: using.map(({ ref }) => ref),
    },
    mode: using.reduce<ScopeMode>((mode, { ref }) => {
      const role = ground.carried.roleOf(ref);
      return role ? stricter(mode, modeOfSet(ground, role)) : mode;
    }, 'observe'),
    reaches: reachOfSets(
      ground.inventory,
      using.map(({ ref }) => ref),
    ),
    attribution,
    firstSeen: ground.sightings.since(id) ?? ground.at,
    privileged,
  };
}

/** What makes one of the sets privileged by the live text and did not by the published one. */
function privilegesGained(
  { policies }: Ground,
  { arn }: LivePolicy,
  using: readonly PermissionSetDeclaration[],
): readonly string[] {
  const before = withoutText(policies, arn);
  const gained = using.flatMap(({ content }) => {
    const had = new Set(privilegeOf(content, before));
    return privilegeOf(content, policies).filter((reason) => !had.has(reason));
  });
  return sortedTexts([...new Set(gained)]);
}

/** `v188 to v189`; or back to a text that it had before. */
function versions(live: LivePolicy, published: PublishedPolicy): string {
  const former = published.versionOf(live.digest);
  const back = former === undefined ? '' : `, which says what ${former} said`;
  return `${published.version} to ${live.version}${back}`;
}
