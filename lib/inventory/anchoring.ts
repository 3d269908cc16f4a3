import { groupBy } from '../kernel/index.js';
import { OBJECT_KINDS, refKey, type ObjectRef } from '../model/index.js';
import type { Anchor, Anchors } from './anchors.js';
import { isUnnamed } from './ambiguity.js';
import type { Ambiguity } from './inventory.js';
import { listedWhole } from './listed-whole.js';
import { LISTING } from './listing.js';
import type { ObservedGroup, ObservedObject, SourceSweep } from './source.js';

/** A sweep whose refs say which object each declared name stands for. */
export interface AnchoredSweep extends SourceSweep {
  /** Names that do not tell for sure what they stand for. */
  readonly doubtful: readonly Ambiguity[];
  /** Remembered objects that may be there unseen, by native id. */
  readonly unseen: ReadonlyMap<string, ObjectRef>;
}

/**
 * Decides what each name of a sweep stands for: the object with the remembered native id, whatever it is called now;
 * else the one object of the name that can be it. What else carries the name keeps it, apart, with its native id.
 */
export function anchored(sweep: SourceSweep, anchors: Anchors): AnchoredSweep {
  const { source } = sweep.completeness;
  const isListed = listedWhole([sweep.completeness]);
  const ours = groupBy(
    [...anchors.remembered.values()].filter(({ ref }) => ref.source === source),
    ({ ref }) => ref.kind,
  );
  const named = OBJECT_KINDS.map((kind) => ({
    kind,
    naming: new Naming<ObservedObject>(sweep.seen.objects[kind] ?? [], ours.get(kind) ?? [], anchors),
    isWhole: isListed(source, LISTING[kind]),
  }));
  const unlisted = named.filter(({ isWhole }) => !isWhole);
  return {
    ...sweep,
    seen: {
      ...sweep.seen,
      objects: Object.fromEntries(named.map(({ kind, naming }) => [kind, naming.renamed()])),
    },
    doubtful: [
      ...named.flatMap(({ naming }) => naming.twins()),
      ...unlisted.flatMap(({ naming }) => naming.doubtful()),
    ],
    unseen: new Map(unlisted.flatMap(({ naming }) => naming.unseen())),
  };
}

class Naming<T extends ObservedObject> {
  private readonly held: ReadonlyMap<string, Anchor>;
  private readonly lost: readonly Anchor[];
  private readonly taken: ReadonlySet<string>;
  private readonly byName: ReadonlyMap<string, readonly T[]>;

  constructor(
    private readonly objects: readonly T[],
    remembered: readonly Anchor[],
    private readonly anchors: Anchors,
  ) {
    const there = new Set(objects.map(({ native }) => native));
    const found = remembered.filter(({ native }) => there.has(native));
    this.held = new Map(found.map((anchor) => [anchor.native, anchor]));
    this.lost = remembered.filter(({ native }) => !there.has(native));
    this.taken = new Set(found.map(({ ref }) => refKey(ref)));
    this.byName = groupBy(
      objects.filter(({ native }) => !this.held.has(native)),
      ({ ref }) => refKey(ref),
    );
  }

  renamed(): T[] {
    return this.objects.map((object) => {
      const anchor = this.held.get(object.native);
      if (!anchor) return this.standsFor(object) ? object : apart(object);
      return anchor.ref.name === object.ref.name ? object : calledOtherwise(object, anchor.ref);
    });
  }

  /** Whether the name means this object, or may mean it as well as another. */
  private standsFor(object: T): boolean {
    const key = refKey(object.ref);
    if (this.taken.has(key)) return false;
    const rivals = this.byName.get(key) ?? [];
    const best = rivals.reduce((least, rival) => Math.min(least, keeping(rival)), BY_DIRECTORY);
    if (keeping(object) !== best) return false;
    if (best < BY_DIRECTORY) return true;
    const declared = this.anchors.declared.get(key);
    return declared ? !declared.made : rivals.length === 1;
  }

  /** What carries the name of a remembered object beside it, as ours could; the object itself is known by its id. */
  twins(): Ambiguity[] {
    return this.objects.flatMap(({ ref, native }) => {
      const anchor = this.held.get(native);
      const others = anchor?.ref.name === ref.name ? (this.byName.get(refKey(ref)) ?? []) : [];
      const alike = others.filter((other) => keeping(other) === 0).map((other) => other.native);
      return anchor && alike.length > 0
        ? [{ ref: anchor.ref, natives: [native, ...alike].sort(), known: native }]
        : [];
    });
  }

  /** Who goes by the name of what is remembered and not shown. */
  doubtful(): Ambiguity[] {
    return this.lost.flatMap(({ ref, native }) => {
      const others = (this.byName.get(refKey(ref)) ?? []).filter((object) => this.standsFor(object));
      return others.length > 0
        ? [{ ref, natives: [native, ...others.map((other) => other.native)].sort() }]
        : [];
    });
  }

  unseen(): (readonly [string, ObjectRef])[] {
    return this.lost.map(({ ref, native }) => [native, ref] as const);
  }
}

const BY_DIRECTORY = 2;

/** Who keeps an object: whoever made it, the provider, or a directory, whose names are not ours to count on. */
function keeping(object: ObservedObject): number {
  const origin: ObservedGroup['origin'] = 'origin' in object ? object.origin : 'managed';
  return origin === 'managed' ? 0 : origin === 'service' ? 1 : BY_DIRECTORY;
}

function apart<T extends ObservedObject>(object: T): T {
  return { ...object, ref: { ...object.ref, native: object.native } };
}

function calledOtherwise<T extends ObservedObject>(object: T, ref: ObjectRef): T {
  // What goes by its native id has a name that could not be read: nothing says that it is another one now.
  return isUnnamed(object) ? { ...object, ref } : { ...object, ref, called: object.ref.name };
}
