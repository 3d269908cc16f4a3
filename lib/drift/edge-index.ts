import {
  objectOf,
  targetPath,
  type AnyHolder,
  type Ends,
  type ObjectRef,
  type Path,
} from '../model/index.js';

/**
 * Positions of edges, found by structure. Equal edges are equal member by member, as their canonical keys are; the
 * members are looked up one after the other, so that no key text is made or kept: a million of them would be the
 * larger part of the memory and the time.
 */
export class EdgeIndex {
  private readonly numbers = new Branch();
  private readonly rows: Map<number, number>[] = [];

  /** Of two equal edges the last position is kept. */
  constructor(edges: Iterable<Ends>) {
    let position = 0;
    for (const { holder, target } of edges) {
      const at = this.numbers.take(targetPath(target));
      const row = (this.rows[at] ??= new Map<number, number>());
      row.set(this.numbers.take(holderPath(holder)), position++);
    }
  }

  find({ holder, target }: Ends): number | undefined {
    if (isApart(holder) || isApart(objectOf(target))) return undefined;
    const at = this.numbers.find(targetPath(target));
    const by = at === undefined ? undefined : this.numbers.find(holderPath(holder));
    return at === undefined || by === undefined ? undefined : this.rows[at]?.get(by);
  }
}

/** Whether an end goes by its native id since its name means another object: no declared edge has such an end. */
function isApart(end: AnyHolder | ObjectRef): boolean {
  return end.kind !== 'unlinked' && 'native' in end;
}

function holderPath(holder: AnyHolder): Path {
  switch (holder.kind) {
    case 'person':
    case 'workload':
      return [holder.kind, '', '', holder.id];
    case 'unlinked':
      return [holder.kind, holder.source, '', holder.native];
    default:
      return [holder.kind, holder.source, '', holder.name];
  }
}

type Positions = Map<string, number>;

/** Numbers for paths of four members, each member a level of maps. */
class Branch {
  private readonly tree = new Map<string, Map<string, Map<string, Positions>>>();
  private next = 0;

  find([kind, source, middle, name]: Path): number | undefined {
    return this.tree.get(kind)?.get(source)?.get(middle)?.get(name);
  }

  take([kind, source, middle, name]: Path): number {
    const sources = child(this.tree, kind, () => new Map<string, Map<string, Positions>>());
    const middles = child(sources, source, () => new Map<string, Positions>());
    const names = child(middles, middle, () => new Map<string, number>());
    return child(names, name, () => this.next++);
  }
}

function child<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
