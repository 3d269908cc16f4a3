import { canonicalJson, sortedTexts } from '../kernel/index.js';
import { digestedContent } from '../meaning/index.js';
import {
  refKey,
  type Basis,
  type Content,
  type Edge,
  type EdgeId,
  type PermissionSetRef,
  type Window,
} from '../model/index.js';
import type { Carriage, Manifest, Provenance, WantedEdge } from './manifest.js';

/** What differs between two manifests, one thing each. */
export type Change =
  | { readonly what: 'edge'; readonly op: 'add' | 'remove'; readonly id: EdgeId; readonly edge: Edge }
  | {
      readonly what: 'content';
      readonly of: PermissionSetRef;
      readonly before: Content | 'absent';
      readonly after: Content | 'absent';
    }
  /** A basis of an edge comes, goes, or changes its window. */
  | {
      readonly what: 'window';
      readonly edge: EdgeId;
      readonly package: string;
      readonly asset: string;
      readonly basis: Basis;
      readonly before: Window | 'absent';
      readonly after: Window | 'absent';
    }
  /** An edge stays and moves to another place in Terraform. */
  | { readonly what: 'carriage'; readonly edge: EdgeId; readonly before: Carriage; readonly after: Carriage };

/** What a manifest wants, as far as changes speak of it. */
export type ComparedManifest = Pick<Manifest, 'edges'> & {
  readonly catalogue: Pick<Manifest['catalogue'], 'permissionSets'>;
};

/** The change set from one manifest to another, in total order. Of a manifest with itself: empty. */
export function changesBetween(before: ComparedManifest, after: ComparedManifest): Change[] {
  const old = new Map(before.edges.map((each) => [each.id, each]));
  const now = new Map(after.edges.map((each) => [each.id, each]));
  const ids = sortedTexts([...old.keys(), ...now.keys()]);
  return [...ids.flatMap((id) => edgeChanges(old.get(id), now.get(id))), ...contentChanges(before, after)];
}

function edgeChanges(before: WantedEdge | undefined, after: WantedEdge | undefined): Change[] {
  const either = after ?? before;
  if (!either) return [];
  const { id, edge } = either;
  const changes: Change[] = [];
  if (!before) changes.push({ what: 'edge', op: 'add', id, edge });
  if (!after) changes.push({ what: 'edge', op: 'remove', id, edge });
  if (before && after && !same(before.carriage, after.carriage)) {
    changes.push({ what: 'carriage', edge: id, before: before.carriage, after: after.carriage });
  }
  return [...changes, ...windowChanges(id, before?.because ?? [], after?.because ?? [])];
}

function windowChanges(edge: EdgeId, before: readonly Provenance[], after: readonly Provenance[]): Change[] {
  const old = standings(before);
  const now = standings(after);
  return sortedTexts([...old.keys(), ...now.keys()]).flatMap((key): Change[] => {
    const either = now.get(key) ?? old.get(key);
    const was = old.get(key)?.window ?? 'absent';
    const is = now.get(key)?.window ?? 'absent';
    if (!either || same(was, is)) return [];
    return [
      {
        what: 'window',
        edge,
        package: either.package,
        asset: either.asset,
        basis: either.basis,
        before: was,
        after: is,
      },
    ];
  });
}

interface Stood {
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly window: Window;
}

function standings(because: readonly Provenance[]): Map<string, Stood> {
  const found = new Map<string, Stood>();
  for (const { package: pack, asset, standing } of because) {
    if (standing)
      found.set(canonicalJson([pack, asset, standing.basis]), { package: pack, asset, ...standing });
  }
  return found;
}

function contentChanges(before: ComparedManifest, after: ComparedManifest): Change[] {
  const old = contents(before);
  const now = contents(after);
  return sortedTexts([...old.keys(), ...now.keys()]).flatMap((key): Change[] => {
    const was = old.get(key);
    const is = now.get(key);
    const of = is?.of ?? was?.of;
    if (!of || same(was ?? null, is ?? null)) return [];
    return [{ what: 'content', of, before: was ?? 'absent', after: is ?? 'absent' }];
  });
}

function contents({ catalogue }: ComparedManifest): Map<string, Content> {
  return new Map(
    catalogue.permissionSets.map(({ ref, content }) => [refKey(ref), digestedContent(ref, content)]),
  );
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
