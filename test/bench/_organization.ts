import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mulberry32 } from '../../bench/support/random.js';
import { tempFolder } from '../_helpers/temp.js';

/** How large an organization is made. */
export interface Size {
  readonly organizations: number;
  readonly teams: number;
  readonly nested: number;
  readonly people: number;
  readonly memberships: number;
  readonly grants: number;
}

/** As large as a second real organization that was tried: two GitHub organizations of one project. */
export const SMALL: Size = {
  organizations: 2,
  teams: 93,
  nested: 27,
  people: 81,
  memberships: 311,
  grants: 200,
};

const PERMISSIONS = ['admin', 'maintain', 'push', 'triage', 'pull'];

/** A folder with an organization of the published shape, made up from `seed`: no name in it is of any data set. */
export function organizationFolder(size: Size, seed: number): string {
  const folder = tempFolder();
  const text = JSON.stringify(organization(size, mulberry32(seed)));
  writeFileSync(join(folder, 'snapshot.json.gz'), gzipSync(text));
  return folder;
}

function organization(size: Size, random: () => number): object {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const orgs = times(size.organizations, (n) => `guild-${n}`);
  // A login may be a number.
  const users = times(size.people, (n) => (n === 0 ? '4711' : `member-${n}`)).map(
    (l) => `${l}@guild.example`,
  );
  const teams = teamsOf(size, orgs);
  const owners = users.slice(1, 4);
  const first = users.map((user, n) => ({
    org: pick(orgs),
    team: null,
    user,
    role: n < 4 ? 'admin' : 'member',
  }));
  const joined = distinct(size.memberships - first.length, () => {
    const { org, team } = pick(teams);
    return { org, team, user: pick(users), role: 'member' };
  });
  const team_repo_permissions = distinct(size.grants, () => {
    const { org, team } = pick(teams);
    return { org, team, repo: `repo-${Math.floor(random() * 40)}` };
  }).map((row) => ({ ...row, permission: pick(PERMISSIONS) }));
  return {
    commit_date: '2026-05-04T08:00:00Z',
    memberships: [...first, ...joined],
    teams,
    team_repo_permissions,
    owners: orgs.map((scope) => ({ scope, approvers: ['leads', 'left@guild.example'] })),
    owners_aliases: { leads: owners },
    root_approvers: owners.slice(0, 1),
  };
}

function teamsOf(size: Size, orgs: readonly string[]): { org: string; team: string }[] {
  return times(size.teams, (n) => {
    const org = orgs[n % orgs.length] ?? '';
    const parent = n >= size.teams - size.nested ? `team-${n % 10}` : null;
    return { org, team: `team-${n}`, parent, scope: org, description: `Team ${n}` };
  });
}

/** Rows that differ, as many as asked for. */
function distinct<T>(count: number, make: () => T): T[] {
  const rows = new Map<string, T>();
  while (rows.size < count) {
    const row = make();
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.values()];
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
