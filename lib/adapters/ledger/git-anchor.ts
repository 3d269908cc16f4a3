import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseCheckpoint, type Anchored, type CheckpointAnchor } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { gitIn, type Git } from './git.js';

/** A branch that holds the checkpoint in one file. */
export interface GitAnchorProps {
  /** A clone, or the repository itself; its working tree is left alone. */
  readonly repository: string;
  readonly branch: string;
  /** @default - `ledger.checkpoint` */
  readonly file?: string;
  /** Where the branch is protected; pushed to without force. @default - the repository itself */
  readonly remote?: string;
}

/**
 * An anchor in git: each checkpoint is a commit on a branch. Protect the branch against force pushes and deletion, and let nobody
 * but the pipeline's anchor job push: then history there cannot be taken back by whoever writes the ledger.
 */
export function gitAnchor({
  repository,
  branch,
  remote,
  file = 'ledger.checkpoint',
}: GitAnchorProps): CheckpointAnchor {
  const git = gitIn(resolve(repository));
  const place = `${remote ?? repository}#${branch}:${file}`;
  return {
    place,
    lay: async (note) => {
      await refuseBadNames(git, branch, file);
      const tip = await tipOf(git, branch, remote);
      if (tip !== undefined && (await shown(git, tip, file)) === note) return tip;
      const commit = await committed(git, { tip, file, note });
      if (remote === undefined)
        await git(['update-ref', `refs/heads/${branch}`, commit, tip ?? '0'.repeat(commit.length)]);
      else await git(['push', '--quiet', '--no-verify', remote, `${commit}:refs/heads/${branch}`]);
      return commit;
    },
    history: () => historyOf(git, { branch, remote, file }),
  };
}

async function* historyOf(
  git: Git,
  { branch, remote, file }: { branch: string; remote: string | undefined; file: string },
): AsyncGenerator<Anchored> {
  await refuseBadNames(git, branch, file);
  const tip = await tipOf(git, branch, remote);
  if (tip === undefined) return;
  const commits = await git(['rev-list', '--reverse', tip, '--', file]);
  for (const receipt of commits.split('\n').filter(Boolean)) {
    const note = await shown(git, receipt, file);
    if (note !== undefined) yield { note, receipt };
  }
}

/** The commit that the branch is at; undefined while there is no such branch. */
async function tipOf(git: Git, branch: string, remote: string | undefined): Promise<string | undefined> {
  if (remote === undefined) {
    const refs = await git(['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`]);
    return refs.trim() || undefined;
  }
  const there = await git(['ls-remote', remote, `refs/heads/${branch}`]);
  const [tip] = there.split('\t');
  if (!tip) return undefined;
  await git(['fetch', '--quiet', '--no-tags', remote, `refs/heads/${branch}`]);
  return tip;
}

/** A commit whose tree is that of the tip with the file in it, made in an index of its own. */
async function committed(
  git: Git,
  { tip, file, note }: { tip: string | undefined; file: string; note: string },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-anchor-'));
  const index = { GIT_INDEX_FILE: join(folder, 'index') };
  try {
    const blob = (await git(['hash-object', '-w', '--stdin'], note)).trim();
    if (tip !== undefined) await git(['read-tree', tip], undefined, index);
    await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${file}`], undefined, index);
    const tree = (await git(['write-tree'], undefined, index)).trim();
    const message = `Ledger checkpoint over ${parseCheckpoint(note).size} entries`;
    return (
      await git(['commit-tree', tree, ...(tip === undefined ? [] : ['-p', tip]), '-m', message])
    ).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file in a commit; undefined where it has none. */
async function shown(git: Git, commit: string, file: string): Promise<string | undefined> {
  const listed = await git(['ls-tree', '--name-only', commit, '--', file]);
  return listed.trim() === '' ? undefined : git(['cat-file', 'blob', `${commit}:${file}`]);
}

async function refuseBadNames(git: Git, branch: string, file: string): Promise<void> {
  const plain = /^[\w][\w./-]*$/;
  if (!plain.test(file) || file.includes('..') || !plain.test(branch))
    throw new WritError('CONFIG_INVALID', `\`${branch}:${file}\` does not name a file on a branch`, {
      remedy: 'use letters, digits, `-`, `_`, `.` and `/` only',
    });
  await git(['check-ref-format', `refs/heads/${branch}`]);
}
