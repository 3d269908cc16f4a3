import { by, canonicalJson, sorted, sortedTexts } from '../../kernel/index.js';
import { digestedContent } from '../../meaning/index.js';
import {
  objectOf,
  refKey,
  type ObjectRef,
  type PermissionSetContent,
  type SourceId,
} from '../../model/index.js';
import type { PlannedChange } from '../plan/reading.js';
import { isContent, setOf, type PlannedSetContent } from './contents.js';
import type { Effect, PlannedEdge } from './effect.js';
import { alteredIn } from './objects.js';
import type { Resolver } from './resolve.js';
import { afterOf, beforeOf } from './side.js';
import { stateOf, type ShardState } from './state.js';

/** What changes do, and what is there before and after them. */
export interface EffectsTold {
  readonly before: ShardState;
  readonly after: ShardState;
  readonly effects: readonly Effect[];
}

/** What changes do, in total order. */
export function tell(changes: readonly PlannedChange[], source: SourceId, resolve: Resolver): EffectsTold {
  const before = stateOf(changes, beforeOf, source, resolve);
  const after = stateOf(changes, afterOf, source, resolve);
  const was = byAddress(before);
  const is = byAddress(after);
  const effects = changes.flatMap((change) => [
    ...edgeEffects(change, was.edges.get(change.address) ?? [], is.edges.get(change.address) ?? []),
    ...groupEffects(change, was.groups.get(change.address), is.groups.get(change.address)),
    ...alterEffects(change, is, source, resolve),
  ]);
  return {
    before,
    after,
    effects: sorted([...effects, ...contentEffects(changes, before, after, source, resolve)], IN_ORDER),
  };
}

const IN_ORDER = by<Effect>(
  ({ what }) => what,
  (effect) => (effect.what === 'content' ? refKey(effect.of) : effect.address),
  (effect) => (effect.what === 'edge' ? `${effect.op} ${effect.id}` : ''),
  (effect) => (effect.what === 'object' ? effect.op : ''),
);

interface ByAddress {
  readonly edges: ReadonlyMap<string, readonly PlannedEdge[]>;
  readonly groups: ReadonlyMap<string, ObjectRef>;
}

function byAddress({ edges, groups }: ShardState): ByAddress {
  const found = new Map<string, PlannedEdge[]>();
  for (const edge of edges) {
    const at = found.get(edge.address);
    if (at) at.push(edge);
    else found.set(edge.address, [edge]);
  }
  return { edges: found, groups: new Map(groups.map(({ address, object }) => [address, object])) };
}

/** A replacement takes away and gives anew, also what is the same. */
function edgeEffects(
  { action }: PlannedChange,
  was: readonly PlannedEdge[],
  is: readonly PlannedEdge[],
): Effect[] {
  const anew = action === 'replace';
  const old = new Set(anew ? [] : was.map(({ id }) => id));
  const now = new Set(anew ? [] : is.map(({ id }) => id));
  return [
    ...was.filter(({ id }) => !now.has(id)).map((edge): Effect => ({ what: 'edge', op: 'remove', ...edge })),
    ...is.filter(({ id }) => !old.has(id)).map((edge): Effect => ({ what: 'edge', op: 'add', ...edge })),
  ];
}

function groupEffects(
  { action, address }: PlannedChange,
  was: ObjectRef | undefined,
  is: ObjectRef | undefined,
): Effect[] {
  if (action !== 'replace' && was && is && refKey(was) === refKey(is)) return [];
  const effect = (op: 'add' | 'remove', object: ObjectRef | undefined): Effect[] =>
    object ? [{ what: 'object', op, object, address, attributes: [] }] : [];
  return [...effect('remove', was), ...effect('add', is)];
}

function alterEffects(change: PlannedChange, is: ByAddress, source: SourceId, resolve: Resolver): Effect[] {
  const attributes = alteredIn(change);
  const after = afterOf(change);
  if (attributes.length === 0 || !after) return [];
  const [edge] = is.edges.get(change.address) ?? [];
  const object = edge
    ? objectOf(edge.edge.target)
    : (is.groups.get(change.address) ?? setOf(after, source, resolve));
  return object ? [{ what: 'object', op: 'alter', object, address: change.address, attributes }] : [];
}

function contentEffects(
  changes: readonly PlannedChange[],
  before: ShardState,
  after: ShardState,
  source: SourceId,
  resolve: Resolver,
): Effect[] {
  const touched = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    if (change.action === 'no-op' || !isContent(change.type)) continue;
    for (const side of [beforeOf(change), afterOf(change)]) {
      const of = side && setOf(side, source, resolve);
      if (of) touched.set(refKey(of), [...(touched.get(refKey(of)) ?? []), change]);
    }
  }
  return [...touched].flatMap(([key, all]): Effect[] => {
    const of = (after.contents.get(key) ?? before.contents.get(key))?.of;
    if (!of) return [];
    const was = before.contents.get(key)?.content ?? 'absent';
    const is = after.contents.get(key)?.content ?? 'absent';
    const anew = all.some(({ action }) => action === 'replace');
    if (!anew && sameContent(of, was, is)) return [];
    return [
      {
        what: 'content',
        of,
        before: was,
        after: is,
        addresses: sortedTexts(all.map(({ address }) => address)),
        anew,
      },
    ];
  });
}

function sameContent(
  of: PlannedSetContent['of'],
  a: PermissionSetContent | 'absent',
  b: PermissionSetContent | 'absent',
): boolean {
  if (a === 'absent' || b === 'absent') return a === b;
  return canonicalJson(digestedContent(of, a)) === canonicalJson(digestedContent(of, b));
}
