import { playOrganization } from '../../bench/k8s/play.js';
import { readSnapshot } from '../../bench/k8s/snapshot.js';
import { organizationFolder, SMALL, type Size } from './_organization.js';

const play = (size: Size, seed = 7): Promise<number> =>
  playOrganization(readSnapshot(organizationFolder(size, seed)), 20_261_121, () => undefined);

describe('the bench on a real organization', () => {
  it('H5 plays another, smaller organization of the same shape, whoever is in it', async () => {
    const snapshot = readSnapshot(organizationFolder(SMALL, 7));
    expect([
      snapshot.teams.length,
      snapshot.memberships.length,
      snapshot.team_repo_permissions.length,
    ]).toEqual([93, 311, 200]);
    expect(new Set(snapshot.memberships.map(({ user }) => user)).size).toBe(81);
    // A hundred changes, of which twenty touch two edges each.
    expect(await play(SMALL)).toBe(120);
  }, 60_000);

  it('H5 refuses one that has no room for a hundred changes', async () => {
    const tiny = { organizations: 1, teams: 4, nested: 1, people: 6, memberships: 12, grants: 4 };
    await expect(play(tiny)).rejects.toThrow(/too small for a hundred changes/);
  }, 60_000);

  it('reads the permissions of the API by their names on the page', () => {
    const { team_repo_permissions: grants } = readSnapshot(organizationFolder(SMALL, 7));
    expect([...new Set(grants.map(({ permission }) => permission))].sort()).toEqual([
      'admin',
      'maintain',
      'read',
      'triage',
      'write',
    ]);
  });
});
