import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** What a team may do with a repository, by GitHub's names; its API says `pull` and `push` for two of them. */
const permission = z.preprocess(
  (name) => (name === 'pull' ? 'read' : name === 'push' ? 'write' : name),
  z.enum(['admin', 'maintain', 'write', 'triage', 'read']),
);

const snapshotSchema = z.object({
  commit_date: z.string(),
  memberships: z.array(
    z.object({ org: z.string(), team: z.string().nullable(), user: z.string(), role: z.string() }),
  ),
  teams: z.array(z.object({ org: z.string(), team: z.string(), scope: z.string(), description: z.string() })),
  team_repo_permissions: z.array(
    z.object({ org: z.string(), team: z.string(), repo: z.string(), permission }),
  ),
  owners: z.array(z.object({ scope: z.string(), approvers: z.array(z.string()) })),
  owners_aliases: z.record(z.string(), z.array(z.string())),
  root_approvers: z.array(z.string()),
});

/** The published membership of a real organization at one commit. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Reads `snapshot.json.gz` out of the data folder. */
export function readSnapshot(folder: string): Snapshot {
  return snapshotSchema.parse(
    JSON.parse(gunzipSync(readFileSync(join(folder, 'snapshot.json.gz'))).toString('utf8')),
  );
}

/** The group that stands for a team, or for the organization's own members when there is no team. */
export function groupName(org: string, team: string | null): string {
  return team === null ? `organization ${org}` : `${org}: ${team}`;
}

/** What stands before the @ of a login, the worker id; a login without one is its own. */
export function workerOf(user: string): string {
  return user.split('@', 1)[0] ?? user;
}
