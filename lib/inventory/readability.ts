import { groupBy, WritError } from '../kernel/index.js';
import { refKey, type Assignment, type Edge, type Group, type PermissionSetRef } from '../model/index.js';
import { isUnnamed } from './ambiguity.js';
import { FailureIndex } from './failures.js';
import type { Inventory } from './inventory.js';
import type { PartFailure } from './source.js';

/**
 * Whether an edge that the inventory does not show is proven absent: `true`, or a failure that prevents the proof.
 * Presence may always be believed; absence only from parts that were read whole.
 */
export type AbsenceProof = (edge: Edge) => true | PartFailure;

/** The proof of absence over `inventory`. Build it once; each question is answered in constant time. */
export function readability(inventory: Inventory): AbsenceProof {
  const failures = new FailureIndex(inventory.sources);
  const names = new NameIndex(inventory);
  return ({ holder, target }) => {
    const failure =
      target.kind === 'aws.assignment'
        ? (holderFailure(holder) ?? assignmentFailure(target))
        : membershipFailure(target);
    return (
      failure ??
      failures.unexplained(target.kind === 'aws.assignment' ? target.set.source : target.source) ??
      true
    );
  };

  function membershipFailure(group: Group): PartFailure | undefined {
    const { source } = group;
    const natives = names.nativesOf(group);
    return (
      failures.ofListing(source, 'instances') ??
      failures.ofListing(source, 'groups') ??
      names.ambiguous(group) ??
      first(natives, (native) => failures.ofGroup(source, native)) ??
      (natives.length === 0 ? failures.ofGroupNamed(source, group.name) : undefined)
    );
  }

  function assignmentFailure({ set, account }: Assignment): PartFailure | undefined {
    const { source } = set;
    const natives = names.nativesOf(set);
    return (
      failures.ofListing(source, 'instances') ??
      failures.ofListing(source, 'permission-sets') ??
      names.ambiguous(set) ??
      (natives.length === 0 ? names.unnamedIn(set) : undefined) ??
      first(natives, (native) => failures.ofSet(source, native) ?? failures.ofPair(source, native, account))
    );
  }

  /** An assignment to a group is recognized by the group's name, so the name has to be known. */
  function holderFailure(holder: Edge['holder']): PartFailure | undefined {
    if (holder.kind !== 'aws.group' && holder.kind !== 'okta.group') return undefined;
    return failures.ofListing(holder.source, 'groups') ?? names.ambiguous(holder);
  }
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

  constructor({ groups, roles, ambiguous }: Inventory) {
    this.natives = groupBy<{ ref: Group | PermissionSetRef; native: string }, string>(
      [...groups, ...roles],
      (o) => refKey(o.ref),
    );
    this.ambiguities = new Set(
      ambiguous.filter(({ known }) => known === undefined).map(({ ref }) => refKey(ref)),
    );
    this.unnamed = new Map(roles.filter(isUnnamed).map((role) => [role.ref.source, role.ref]));
  }

  nativesOf(ref: Group | PermissionSetRef): string[] {
    return (this.natives.get(refKey(ref)) ?? []).map((object) => object.native);
  }

  ambiguous(ref: Group | PermissionSetRef): PartFailure | undefined {
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

function nameFailure(ref: Group | PermissionSetRef, why: string): PartFailure {
  const of = ref.kind === 'aws.permission-set' ? 'permission-sets' : 'groups';
  return {
    part: { part: 'listing', of },
    error: new WritError('NAME_AMBIGUOUS', `the name \`${ref.name}\` ${why}`, {
      remedy: 'rename or remove all but one in the provider, or mend what could not be read',
    }),
  };
}
