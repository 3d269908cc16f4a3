import type { Seed } from '../../sandbox/index.js';

type AwsSeed = NonNullable<Seed['aws']>;

/** One thing done by hand, and the findings it must lead to, as `class subject` texts. */
export interface Tampering {
  readonly action: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
}

/** What the changes are made in. */
export interface Ground {
  readonly okta: readonly { readonly group: string; readonly user: string }[];
  readonly assignments: NonNullable<AwsSeed['assignments']>;
  readonly users: readonly string[];
  /** Groups that SCIM pushes to Identity Store. */
  readonly pushed: ReadonlySet<string>;
}

const SETS = ['admin', 'maintain', 'write', 'triage', 'read'];
/** An organization with too few places for what is drawn is refused instead of being drawn from for ever. */
const MOST_DRAWS = 100_000;

/**
 * A hundred changes behind Writ's back, drawn by `random`: 40 added (20 memberships, 10 in Identity Store beside the
 * push, 10 assignments), 40 removed (30 memberships, 10 assignments), 20 changed (assignments to another permission set).
 */
export function hundredChanges(ground: Ground, random: () => number): Tampering[] {
  const drawn = new Drawn(ground, random);
  return [
    ...times(20, () => drawn.addMember('okta')),
    ...times(10, () => drawn.addMember('aws')),
    ...times(10, () => drawn.assign()),
    ...times(30, () => drawn.removeMember()),
    ...times(10, () => drawn.unassign()),
    ...times(20, () => drawn.change()),
  ].flat();
}

/** How a finding about an edge is written down here. */
export function membershipText(kind: string, group: string, user: string): string {
  return JSON.stringify([kind, group, user]);
}

/** How a finding about an assignment is written down here. */
export function assignmentText(kind: string, holder: string, set: string, account: string): string {
  return JSON.stringify([kind, holder, set, account]);
}

/** Draws without ever touching one place twice, so that every change shows. */
class Drawn {
  readonly #touched = new Set<string>();
  readonly #live: Set<string>;
  /** Whose hands they are: the first of the organization's people by name, whoever that is. */
  readonly #actor: string;

  constructor(
    private readonly ground: Ground,
    private readonly random: () => number,
  ) {
    const [actor] = [...ground.users].sort();
    if (actor === undefined) throw new Error('the organization has no people');
    this.#actor = actor;
    this.#live = new Set([
      ...ground.okta.map(({ group, user }) => membershipText('', group, user)),
      ...ground.assignments.map((a) => assignmentText('', a.principal, a.permissionSet, a.account)),
    ]);
  }

  addMember(where: 'okta' | 'aws'): Tampering[] {
    const groups = where === 'aws' ? [...this.ground.pushed] : this.ground.okta.map(({ group }) => group);
    const [group, user] = this.#fresh(() => {
      const drawn: [string, string] = [this.#pick(groups), this.#pick(this.ground.users)];
      return [membershipText('', ...drawn), drawn];
    });
    const expected = [membershipText(`foreign ${where}`, group, user)];
    return [{ action: { action: `${where}.add-member`, group, user, actor: this.#actor }, expected }];
  }

  removeMember(): Tampering[] {
    const { group, user } = this.#present(this.ground.okta, (row) => membershipText('', row.group, row.user));
    return [
      {
        action: { action: 'okta.remove-member', group, user, actor: this.#actor },
        expected: [membershipText('missing okta', group, user)],
      },
    ];
  }

  assign(): Tampering[] {
    return [this.#assign(this.#pick(this.ground.assignments))];
  }

  unassign(): Tampering[] {
    return [this.#unassign(this.#present(this.ground.assignments, keyOf))];
  }

  /** The grant of one holder on one account, from one permission set to another: one console change, two API calls. */
  change(): Tampering[] {
    const before = this.#present(this.ground.assignments, keyOf);
    return [this.#unassign(before), this.#assign(before)];
  }

  #assign(near: Ground['assignments'][0]): Tampering {
    const set = this.#fresh(() => {
      const drawn = this.#pick(SETS);
      return [assignmentText('', near.principal, drawn, near.account), drawn];
    });
    return {
      action: this.#actionOf('aws.assign', near, set),
      expected: [assignmentText('foreign', near.principal, set, near.account)],
    };
  }

  #unassign(row: Ground['assignments'][0]): Tampering {
    const { principal, permissionSet, account } = row;
    return {
      action: this.#actionOf('aws.unassign', row, permissionSet),
      expected: [assignmentText('missing', principal, permissionSet, account)],
    };
  }

  #fresh<T>(draw: () => [string, T]): T {
    for (let draws = 0; draws < MOST_DRAWS; draws += 1) {
      const [key, value] = draw();
      if (this.#live.has(key) || this.#touched.has(key)) continue;
      this.#touched.add(key);
      return value;
    }
    throw new Error('the organization is too small for a hundred changes: nothing is left to add');
  }

  #present<T>(rows: readonly T[], key: (row: T) => string): T {
    for (let draws = 0; draws < MOST_DRAWS; draws += 1) {
      const row = this.#pick(rows);
      if (this.#touched.has(key(row))) continue;
      this.#touched.add(key(row));
      return row;
    }
    throw new Error('the organization is too small for a hundred changes: nothing is left to take');
  }

  #actionOf(action: string, row: Ground['assignments'][0], permissionSet: string): Tampering['action'] {
    const { account, type, principal: name } = row;
    return { action, permissionSet, account, principal: { type, name }, actor: this.#actor };
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
}

function keyOf(row: Ground['assignments'][0]): string {
  return assignmentText('', row.principal, row.permissionSet, row.account);
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
