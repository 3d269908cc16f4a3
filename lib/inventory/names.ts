import { WritError } from '../kernel/index.js';
import {
  principalKey,
  type Assignment,
  type Group,
  type Holder,
  type PermissionSetRef,
  isAwsGroup,
} from '../model/index.js';
import type { AccountId, SourceId } from '../model/index.js';
import type { HolderLinks } from './links.js';
import type { AnchoredSweep } from './anchoring.js';
import type { ObservedGroup, ObservedUser } from './source.js';

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
  private readonly sets: ReadonlyMap<string, PermissionSetRef>;
  private readonly listedUsers: ReadonlyMap<string, ObservedUser>;
  /** Groups that a listing which is not whole does not show, and that are known by their id. */
  private readonly unseen: ReadonlyMap<string, Group>;
  private readonly groupKind: Group['kind'];
  private readonly gone = new Map<string, Group>();
  private readonly users = new Map<string, KnownUser>();
  private readonly strangers = new Map<string, Holder>();
  private readonly assignments = new Map<string, Map<AccountId, Assignment>>();

  constructor(
    { completeness, seen, unseen }: AnchoredSweep,
    private readonly links: HolderLinks,
  ) {
    this.source = completeness.source;
    this.groups = new Map(seen.groups.map((group) => [group.native, group]));
    this.unseen = unseen;
    this.groupKind = seen.groups[0]?.ref.kind ?? 'aws.group';
    this.sets = new Map(seen.sets.map((set) => [set.native, set.ref]));
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

  /** The group of a native id; one that no listing shows goes by that id, apart from all that are named so. */
  group(native: string): Group {
    return this.groups.get(native)?.ref ?? this.unseen.get(native) ?? this.unlisted(native);
  }

  /** The group of a native id, as what can hold entitlements of its own source. */
  holdingGroup(native: string): Extract<Holder, Group> {
    const group = this.group(native);
    if (isAwsGroup(group)) return group;
    throw new WritError('BUG', `\`${native}\` of \`${this.source}\` cannot hold an assignment`, {
      remedy: 'report this with the command you ran',
    });
  }

  assignment(set: string, account: AccountId): Assignment {
    const ofSet = this.assignments.get(set) ?? new Map<AccountId, Assignment>();
    this.assignments.set(set, ofSet);
    const known = ofSet.get(account) ?? { account, kind: 'aws.assignment', set: this.set(set) };
    ofSet.set(account, known);
    return known;
  }

  private set(native: string): PermissionSetRef {
    return this.sets.get(native) ?? { kind: 'aws.permission-set', name: native, source: this.source };
  }

  private unlisted(native: string): Group {
    const known = this.gone.get(native) ?? {
      kind: this.groupKind,
      name: native,
      native,
      source: this.source,
    };
    this.gone.set(native, known);
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
