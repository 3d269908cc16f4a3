import {
  assignmentOf,
  isGroup,
  principalKey,
  type Assignment,
  type Holder,
  type ObjectKind,
  type ObjectRef,
  type Objects,
} from '../model/index.js';
import type { AccountId, SourceId } from '../model/index.js';
import type { HolderLinks } from './links.js';
import type { AnchoredSweep } from './anchoring.js';
import { groupsIn, objectsIn, type ObservedGroup, type ObservedUser } from './source.js';

/** A user of one source as an edge needs it: one holder object per user, however many edges it has. */
export interface KnownUser {
  readonly holder: Holder;
  /** What the same person is called in every source: the principal's key, when linked. */
  readonly principal: string | undefined;
  readonly login: string | undefined;
}

/** Native ids of one source → references. Every object is made once and shared, so that a million edges stay small. */
export class SourceNames {
  readonly source: SourceId;
  private readonly groups: ReadonlyMap<string, ObservedGroup>;
  private readonly objects: ReadonlyMap<string, ObjectRef>;
  private readonly listedUsers: ReadonlyMap<string, ObservedUser>;
  /** Objects that a listing which is not whole does not show, and that are known by their id. */
  private readonly unseen: ReadonlyMap<string, ObjectRef>;
  private readonly gone = new Map<string, ObjectRef>();
  private readonly users = new Map<string, KnownUser>();
  private readonly strangers = new Map<string, Holder>();
  private readonly assignments = new Map<string, Map<AccountId, Assignment>>();

  constructor(
    { completeness, seen, unseen }: AnchoredSweep,
    private readonly links: HolderLinks,
  ) {
    this.source = completeness.source;
    this.groups = new Map(groupsIn(seen).map((group) => [group.native, group]));
    this.objects = new Map(objectsIn(seen).map(({ native, ref }) => [native, ref]));
    this.unseen = unseen;
    this.listedUsers = new Map(seen.users.map((user) => [user.native, user]));
  }

  tryFindGroup(native: string): ObservedGroup | undefined {
    return this.groups.get(native);
  }

  user(native: string): KnownUser {
    const known = this.users.get(native) ?? this.makeUser(native);
    this.users.set(native, known);
    return known;
  }

  /**
   * The object of a kind that a native id stands for. One that no listing shows goes by that id: a group is then apart from
   * all that are named so, since people are told by what they are in.
   */
  object<K extends ObjectKind>(kind: K, native: string): Objects[K] {
    const known = this.objects.get(native) ?? this.unseen.get(native);
    return (known?.kind === kind ? known : this.unlisted(kind, native)) as Objects[K];
  }

  assignment(set: string, account: AccountId): Assignment {
    const ofSet = this.assignments.get(set) ?? new Map<AccountId, Assignment>();
    this.assignments.set(set, ofSet);
    const known = ofSet.get(account) ?? assignmentOf(this.object('aws.permission-set', set), account);
    ofSet.set(account, known);
    return known;
  }

  private unlisted(kind: ObjectKind, native: string): ObjectRef {
    const key = `${kind} ${native}`;
    const ref = { kind, name: native, source: this.source } as ObjectRef;
    const known = this.gone.get(key) ?? (isGroup(ref) ? { ...ref, native } : ref);
    this.gone.set(key, known);
    return known;
  }

  private makeUser(native: string): KnownUser {
    const principal = this.links.principalOf(this.source, native);
    return {
      holder: principal ?? this.stranger(native),
      principal: principal && principalKey(principal),
      login: this.listedUsers.get(native)?.login.toLowerCase(),
    };
  }

  private stranger(native: string): Holder {
    const known = this.strangers.get(native) ?? { kind: 'unlinked', native, source: this.source };
    this.strangers.set(native, known);
    return known;
  }
}
