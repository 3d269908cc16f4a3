import { counted, groupBy, listed, sortedTexts } from '../../kernel/index.js';
import type { PermissionSetDeclaration, ScopeMode } from '../../manifest/index.js';
import {
  managedArns,
  privilegeOf,
  publishedPolicy,
  textEffect,
  withoutText,
  type LivePolicy,
  type PublishedPolicy,
  type TextEffect,
} from '../../meaning/index.js';
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
  const effects = using.map((set) => ({ set, effect: textEffect(set.content, arn, ground.policies) }));
  const isWider = effects.some(({ effect }) => WIDENS[effect.allows]);
  const code = isWider ? 'ALTERED_BY_AWS' : 'NARROWED_BY_AWS';
  const privileged = isWider ? privilegesGained(ground, live, using) : [];
  const attribution: Attribution = { by: 'publisher' };
  const id = observationIdOf({ arn, digest, what: 'policy' });
  return {
    gives: `AWS changed its policy ${published.path} (${versions(live, published)}): ${effectWords(effects)}`,
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
    reaches: [],
    attribution,
    firstSeen: ground.sightings.since(id) ?? ground.at,
    privileged,
  };
}

/** Whether it counts as more. */
const WIDENS: Readonly<Record<TextEffect['allows'], boolean>> = {
  more: true,
  'cannot-tell': true,
  less: false,
  same: false,
};

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

interface SetEffect {
  readonly set: PermissionSetDeclaration;
  readonly effect: TextEffect;
}

const MOST_SETS = 6;

/** Sets that it means the same for are told together. */
function effectWords(effects: readonly SetEffect[]): string {
  const alike = groupBy(effects, ({ effect }) => effectText(effect));
  return [...alike]
    .map(([text, of]) => {
      const names = sortedTexts(of.map(({ set }) => set.ref.name));
      return `permission ${names.length === 1 ? 'set' : 'sets'} ${listed(names, MOST_SETS)} ${text}`;
    })
    .join('; ');
}

function effectText(effect: TextEffect): string {
  switch (effect.allows) {
    case 'more':
      return `can do more: ${amount(effect, 'more')}`;
    case 'less':
      return `can do less, and nothing more: ${amount(effect, 'fewer')}`;
    case 'same':
      return 'can do neither more nor less';
    case 'cannot-tell':
      return effect.action === undefined
        ? 'may do more: its new text is not understood here, which counts as more'
        : `may do more, which cannot be told and so counts as more: look at ${amount(effect, 'more')}`;
  }
}

/** `14 more actions, among them iam:PassRole on every resource`. */
function amount(effect: TextEffect, than: 'more' | 'fewer'): string {
  const { actions, action = '' } = effect;
  const named = `${action} ${onWhat(effect)}`;
  if (actions === 0) return `${named}, which AWS has not documented yet`;
  const many = counted(actions, `${than} action`);
  return actions === 1 ? `${many}, ${named}` : `${many}, among them ${named}`;
}

function onWhat({ resources = [], conditional }: TextEffect): string {
  const on = resources.length === 0 ? 'on every resource' : `on ${resources.join(' that is in ')}`;
  return conditional ? `${on} under conditions` : on;
}
