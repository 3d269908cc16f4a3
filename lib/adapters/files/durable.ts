import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isWritError, messageOf, WritError } from '../../kernel/index.js';

/**
 * Writes each of `contents` to a new file of a random name in `folder` and syncs it; gives their paths, in order. All or none.
 * One file is written on this thread, where it is quickest; several at once, so that the disk can sync them together.
 */
export async function writeAllUnpublished(
  folder: string,
  contents: readonly Uint8Array[],
  mode = 0o644,
): Promise<readonly string[]> {
  const paths = contents.map(() => join(folder, `${process.pid}-${randomBytes(9).toString('hex')}`));
  const [only] = contents;
  const written = await Promise.allSettled(
    paths.map(async (path, index) =>
      contents.length === 1 && only
        ? writeNow(path, only, mode)
        : writeSoon(path, contents[index] ?? Buffer.alloc(0), mode),
    ),
  );
  const failed = written.find((result) => result.status === 'rejected');
  if (!failed) return paths;
  await Promise.all(paths.map(discard));
  throw failed.reason;
}

function writeNow(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, bytes);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function writeSoon(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Writes `bytes` to a new file of a random name in `folder` and syncs it; gives its path. */
async function writeUnpublished(folder: string, bytes: Uint8Array, mode = 0o644): Promise<string> {
  const [path = folder] = await writeAllUnpublished(folder, [bytes], mode);
  return path;
}

/** Gives the file at `from` the name `to` unless there is one; link(2) never replaces. */
export function linkNew(from: string, to: string): Promise<boolean> {
  return now(() => {
    try {
      linkSync(from, to);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Syncs a folder, so that the names in it are durable. */
export function syncFolder(path: string): Promise<void> {
  return now(() => {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  });
}

/** Makes a folder and those above it, down from `root`, each durable. */
export async function makeFolder(root: string, path: string): Promise<void> {
  if (mkdirSync(path, { recursive: true }) === undefined) return;
  for (let folder = path; folder.length >= root.length; folder = dirname(folder)) await syncFolder(folder);
  await syncFolder(dirname(root));
}

/**
 * Publishes `bytes` as a new file at `path`, in a folder that is there, durable when it resolves; false when there is one
 * already, which stays. A crash leaves the whole file or none.
 */
export async function publishNew(path: string, bytes: Uint8Array, mode?: number): Promise<boolean> {
  const folder = dirname(path);
  const part = await writeUnpublished(folder, bytes, mode);
  try {
    return await linkNew(part, path);
  } finally {
    await discard(part);
    await syncFolder(folder);
  }
}

/** Puts `text` at `path` in place of what was there, whole and durable or not at all. Throws WRITE_FAILED. */
export async function writeWhole(path: string, text: string, mode?: number): Promise<void> {
  const folder = dirname(path);
  try {
    await makeFolder(folder, folder);
    const part = await writeUnpublished(folder, Buffer.from(text, 'utf8'), mode);
    try {
      renameSync(part, path);
    } catch (error) {
      await discard(part);
      throw error;
    }
    await syncFolder(folder);
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** Removes an unpublished file; one that cannot be removed stays, and a verification names it. */
export function discard(path: string): Promise<void> {
  return now(() => rmSync(path, { force: true })).catch(() => undefined);
}

/** Work of microseconds, done on this thread: the thread pool would take longer to wake than it to do. */
function now<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}

/** The code of an operating system error, such as ENOENT. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether a process of this machine is still there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** A failed write in our words; what is in our words already stays. */
export function writeFailed(place: string, cause: unknown): WritError {
  if (isWritError(cause)) return cause;
  return new WritError('WRITE_FAILED', `\`${place}\` cannot be written: ${messageOf(cause)}`, {
    cause,
    place: { file: place },
    remedy: 'make room or permit writing there, then run it again; what was there before is untouched',
  });
}
