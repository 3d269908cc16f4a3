import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, WritError } from '../../kernel/index.js';

/** Writes `bytes` to a new file of a random name in `folder` and syncs it; gives its path. */
export async function writeUnpublished(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${process.pid}-${randomBytes(9).toString('hex')}`);
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await discard(path);
    throw error;
  }
  await file.close();
  return path;
}

/** Gives the file at `from` the name `to` unless there is one; link(2) never replaces. */
export async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Syncs a folder, so that the names in it are durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes a folder and those above it, down from `root`, each durable. */
export async function makeFolder(root: string, path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made === undefined) return;
  for (let folder = path; folder.length >= root.length; folder = dirname(folder)) await syncFolder(folder);
  await syncFolder(dirname(root));
}

/** Removes an unpublished file; what cannot be removed stays and is reported by a verification. */
export async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/** The code of an operating system error, such as ENOENT. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** A failed write in our words. */
export function writeFailed(place: string, cause: unknown): WritError {
  return new WritError('WRITE_FAILED', `nothing could be written to \`${place}\`: ${messageOf(cause)}`, {
    cause,
    place: { file: place },
    remedy: 'free space or permit writing there; what was recorded before is untouched',
  });
}
