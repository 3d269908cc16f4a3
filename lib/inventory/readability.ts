import { groupBy, WritError } from '../kernel/index.js';
import {
  isGroup,
  ofTarget,
  refKey,
  sourceOf,
  type Assignment,
  type Ends,
  type Group,
  type ObjectRef,
  type OktaAppRef,
  type PermissionSetRef,
  type PerTarget,
} from '../model/index.js';
import { isUnnamed } from './ambiguity.js';
import { FailureIndex } from './failures.js';
import { liveObjects, type Inventory } from './inventory.js';
import { LISTING } from './listing.js';
import type { PartFailure } from './source.js';

/**
 * Whether an edge that the inventory does not show is proven absent: `true`, or a failure that prevents the proof.
 * Presence may always be believed; absence only from parts that were read whole.
 */
export type AbsenceProof = (edge: Ends) => true | PartFailure;

/** The proof of absence over `inventory`. Build it once; each question is answered in constant time. */
export function readability(inventory: Inventory): AbsenceProof {
  const failures = new FailureIndex(inventory.sources);
  const names = new NameIndex(inventory);
  return ({ holder, target }) =>
    (isGroup(holder) ? holderFailure(holder) : undefined) ??
    ofTarget<PartFailure | undefined, [AbsenceReading]>(UNPROVED, target, {
      failures,
      names,
      of: isGroup(holder) ? 'groups' : 'users',
    }) ??
    failures.unexplained(sourceOf({ target })) ??
    true;

  /** What a group holds is recognized by the group's name, so the name has to be known. */
  function holderFailure(holder: Group): PartFailure | undefined {
    return failures.ofListing(holder.source, LISTING[holder.kind]) ?? names.ambiguous(holder);
  }
}

/** What is known of a sweep's failures and of the names that it saw. */
interface AbsenceReading {
  readonly failures: FailureIndex;
  readonly names: NameIndex;
  /** What the holder is. */
  readonly of: 'users' | 'groups';
}

/** Which failure keeps the absence of an edge from being believed, by kind. A kind without an entry does not compile. */
const UNPROVED: PerTarget<PartFailure | undefined, [AbsenceReading]> = {
  'okta.group-membership': membershipFailure,
  'aws.group-membership': membershipFailure,
  'aws.assignment': assignmentFailure,
  'okta.app-assignment': appFailure,
};

function membershipFailure(group: Group, reading: AbsenceReading): PartFailure | undefined {
  const { failures, names } = reading;
  const { source } = group;
  const natives = names.nativesOf(group);
  return (
    objectFailure(group, reading) ??
    first(natives, (native) => failures.ofGroup(source, native)) ??
    (natives.length === 0 ? failures.ofGroupNamed(source, group.name) : undefined)
  );
}

function assignmentFailure({ set, account }: Assignment, reading: AbsenceReading): PartFailure | undefined {
  const { failures, names } = reading;
  const { source } = set;
  const natives = names.nativesOf(set);
  return (
    objectFailure(set, reading) ??
    (natives.length === 0 ? names.unnamedIn(set) : undefined) ??
    first(natives, (native) => failures.ofSet(source, native) ?? failures.ofPair(source, native, account))
  );
}

function appFailure(app: OktaAppRef, reading: AbsenceReading): PartFailure | undefined {
  const { failures, names, of } = reading;
  return (
    objectFailure(app, reading) ??
    first(names.nativesOf(app), (native) => failures.ofApp(app.source, native, of))
  );
}

/** Why the object that an edge leads to cannot be told, or may be there unseen. */
function objectFailure(object: ObjectRef, { failures, names }: AbsenceReading): PartFailure | undefined {
  return (
    failures.ofListing(object.source, 'instances') ??
    failures.ofListing(object.source, LISTING[object.kind]) ??
    names.ambiguous(object)
  );
}

function first<T>(values: readonly string[], find: (value: string) => T | undefined): T | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names of the live objects, and which of them tell nothing apart. */
class NameIndex {
  private readonly natives: ReadonlyMap<string, readonly { readonly native: string }[]>;
  private readonly ambiguities: ReadonlySet<string>;
  private readonly unnamed: ReadonlyMap<string, PermissionSetRef>;

  constructor(inventory: Inventory) {
    const { roles, ambiguous } = inventory;
    this.natives = groupBy(liveObjects(inventory), (object) => refKey(object.ref));
    this.ambiguities = new Set(
      ambiguous.filter(({ known }) => known === undefined).map(({ ref }) => refKey(ref)),
    );
    this.unnamed = new Map(roles.filter(isUnnamed).map((role) => [role.ref.source, role.ref]));
  }

  nativesOf(ref: ObjectRef): string[] {
    return (this.natives.get(refKey(ref)) ?? []).map((object) => object.native);
  }

  ambiguous(ref: ObjectRef): PartFailure | undefined {
    return this.ambiguities.has(refKey(ref))
      ? nameFailure(ref, 'is carried by several live objects')
      : undefined;
  }

  /** A set that nobody could name may be any set that was not found. */
  unnamedIn({ source, name }: PermissionSetRef): PartFailure | undefined {
    const unnamed = this.unnamed.get(source);
    return (
      unnamed &&
      nameFailure({ kind: unnamed.kind, name, source }, 'may be that of a set whose name is unreadable')
    );
  }
}

function nameFailure(ref: ObjectRef, why: string): PartFailure {
  return {
    part: { part: 'listing', of: LISTING[ref.kind] },
    error: new WritError('NAME_AMBIGUOUS', `the name \`${ref.name}\` ${why}`, {
      remedy: 'rename or remove all but one in the provider, or mend what could not be read',
    }),
  };
}
