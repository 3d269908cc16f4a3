import { canonicalJson, counted, listed, sortedTexts } from '../../lib/kernel/index.js';
import type { Access } from '../../lib/meaning/access.js';
import { broadens, type AccessGain } from '../../lib/meaning/compare/broadens.js';
import type { Point } from '../../lib/meaning/compare/points.js';
import {
  EVERY_ACTION,
  type ActionPattern,
  type Policy,
  type PolicyStatement,
} from '../../lib/meaning/grammar/index.js';
import { pinnedActions, type ActionIndex } from '../../lib/meaning/index/action-index.js';
import type { ManagedPoliciesFile } from '../../lib/meaning/managed/format.js';
import { PublishedPolicies, type PublishedPolicy } from '../../lib/meaning/managed/published.js';
import { EVERY_RESOURCE } from '../../lib/meaning/resource.js';
import { heaviestFirst } from '../../lib/meaning/weight.js';

const NOTHING: Policy = { statements: [] };
const SHOWN = 5;

/** What changed in meaning from one file to the next, in lines for whoever reviews it. */
export function differenceLines(
  before: ManagedPoliciesFile,
  after: ManagedPoliciesFile,
  index: ActionIndex = pinnedActions(),
): string[] {
  const [old, now] = [new PublishedPolicies(before), new PublishedPolicies(after)];
  const found = sortedTexts([...old.paths, ...now.paths]).flatMap((path) =>
    changeOf(named(old, path), named(now, path), index),
  );
  const count = (what: Change['what']): string =>
    `${String(found.filter((each) => each.what === what).length)} ${what}`;
  return [
    `managed policies ${before.version} to ${after.version}: ${count('new')}, ${count('gone')}, ${count('changed')}`,
    ...found.flatMap(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]),
  ];
}

interface Change {
  readonly what: 'new' | 'gone' | 'changed';
  readonly title: string;
  readonly lines: readonly string[];
}

function named(policies: PublishedPolicies, path: string): PublishedPolicy | undefined {
  return policies.find(`arn:aws:iam::aws:policy/${path}`);
}

function changeOf(
  old: PublishedPolicy | undefined,
  now: PublishedPolicy | undefined,
  index: ActionIndex,
): Change[] {
  const [before, after] = [old?.policy ?? NOTHING, now?.policy ?? NOTHING];
  if (old && now) {
    if (old.digest === now.digest && old.everHeld === now.everHeld) return [];
    const title = `${now.path} ${old.version} to ${now.version} of ${now.published}`;
    const lines = [...meaningLines(before, after, index), ...heldLines(old, now)];
    return [{ what: 'changed', title, lines: lines.length > 0 ? lines : ['means the same'] }];
  }
  const lines = meaningLines(before, after, index);
  if (now) return [{ what: 'new', title: `${now.path} ${now.version} of ${now.published}: new`, lines }];
  return old ? [{ what: 'gone', title: `${old.path} ${old.version}: gone`, lines }] : [];
}

/** A Deny means something only beside what others allow. */
function meaningLines(before: Policy, after: Policy, index: ActionIndex): string[] {
  const more = (a: Access, b: Access): readonly AccessGain[] => broadens(a, b, index).gains;
  const [allowed, allows] = [access(before), access(after)];
  const either = deniedBy(before, after);
  const [denied, denies] = [denying(before, either), denying(after, either)];
  return [
    ...gainLines('possible now', more(allowed, allows), index),
    ...gainLines('no longer possible', more(allows, allowed), index),
    ...gainLines('no longer denied', more(denied, denies), index),
    ...gainLines('denied now', more(denies, denied), index),
  ];
}

function access(policy: Policy): Access {
  return { policies: [policy] };
}

/** A policy's denials in a role that may do all that one of the two denies. */
function denying({ statements }: Policy, denied: readonly ActionPattern[]): Access {
  const everything: PolicyStatement = {
    effect: 'Allow',
    actions: { except: false, of: denied },
    resources: { except: false, of: [EVERY_RESOURCE] },
    conditions: [],
  };
  return access({ statements: [everything, ...statements.filter(isDeny)] });
}

function deniedBy(...policies: readonly Policy[]): readonly ActionPattern[] {
  const denials = policies.flatMap(({ statements }) => statements.filter(isDeny));
  return sortedTexts(denials.flatMap(({ actions: { except, of } }) => (except ? [EVERY_ACTION] : of)));
}

function isDeny({ effect }: PolicyStatement): boolean {
  return effect === 'Deny';
}

/** What is shown by an example, and then what could be told neither way, which counts the same. */
function gainLines(what: string, gains: readonly AccessGain[], index: ActionIndex): string[] {
  const shown = pointsOf(gains.filter(({ example }) => example !== undefined));
  const untold = pointsOf(gains.filter(({ example }) => example === undefined));
  for (const key of shown.keys()) untold.delete(key);
  return [...pointLines(what, shown, index), ...pointLines(`perhaps ${what}`, untold, index)];
}

function pointsOf(gains: readonly AccessGain[]): Map<string, Point> {
  return new Map(gains.flatMap(({ points }) => points.map((point) => [canonicalJson(point), point])));
}

/** The most telling first. */
function pointLines(what: string, points: ReadonlyMap<string, Point>, index: ActionIndex): string[] {
  const all = [...points.values()];
  const known = all.flatMap((point) => ('action' in point ? [index.facts(point.action)] : []));
  const names = heaviestFirst(known, (facts) => facts).map(({ name }) => name);
  const beyond = sortedTexts(all.flatMap((point) => ('beyond' in point ? [point.beyond] : [])));
  const told = [
    ...(names.length > 0 ? [`${counted(names.length, 'action')}: ${listed(names, SHOWN)}`] : []),
    ...(beyond.length > 0 ? [`what AWS has or adds beyond the index under ${listed(beyond, SHOWN)}`] : []),
  ];
  return told.length > 0 ? [`${what}: ${told.join('; ')}`] : [];
}

function heldLines(old: PublishedPolicy, now: PublishedPolicy): string[] {
  if (old.everHeld === now.everHeld) return [];
  const said = { Allow: 'Allow alone', Deny: 'Deny alone', both: 'both Allow and Deny' };
  return [`its versions held ${said[old.everHeld]}, and hold ${said[now.everHeld]} now`];
}
