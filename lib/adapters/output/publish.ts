import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, writeFailed } from '../files/durable.js';

/** Which files of the folder belong to the publisher, so that those of an earlier result can go. */
export interface OwnedNames {
  /** Put in place after all others: whoever sees it sees them. */
  readonly last: string;
  /** Own files lie at `<folder>/<any>/<name>`. */
  readonly folder: string;
  readonly name: string;
}

/**
 * Puts `files` (text by path relative to `out`) in place of an earlier result: all are written aside first, then
 * moved; when one cannot be moved, those moved before are moved back. What other programs keep in the folder stays
 * (Terraform's state and plugins). Not synced to disk: the digests of a result tell a torn one.
 * Throws WRITE_FAILED, or what `signal` was aborted with; the earlier result is whole then.
 * @param signal - stops it before anything is moved
 */
export async function publish(
  out: string,
  files: ReadonlyMap<string, string>,
  owned: OwnedNames,
  signal?: AbortSignal,
): Promise<void> {
  const aside = join(out, `${ASIDE}${process.pid}`);
  try {
    await removeLeftovers(out);
    await writeAside(aside, files);
    signal?.throwIfAborted();
    await moveAll(out, aside, lastLast([...files.keys()], owned.last));
    await removeStale(out, files, owned);
  } catch (cause) {
    throw writeFailed(out, cause);
  } finally {
    // What failed is told by then; a leftover is removed by the next run, as is that of a run that was killed.
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
  }
}

const ASIDE = '.writing-';

async function removeLeftovers(out: string): Promise<void> {
  const names = await readdir(out).catch(() => []);
  for (const name of names) {
    const pid = name.startsWith(ASIDE) ? Number(name.slice(ASIDE.length)) : 0;
    if (Number.isSafeInteger(pid) && pid > 0 && !isAlive(pid))
      await rm(join(out, name), { recursive: true, force: true });
  }
}

async function writeAside(aside: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(aside, 'new', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
}

async function moveAll(out: string, aside: string, paths: readonly string[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const path of paths) await moveOne(out, aside, path, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function moveOne(
  out: string,
  aside: string,
  path: string,
  undo: (() => Promise<void>)[],
): Promise<void> {
  const target = join(out, path);
  const kept = join(aside, 'old', path);
  await mkdir(dirname(target), { recursive: true });
  if (existsSync(target)) {
    await mkdir(dirname(kept), { recursive: true });
    await rename(target, kept);
    undo.push(() => rename(kept, target));
  }
  await rename(join(aside, 'new', path), target);
  undo.push(() => rm(target));
}

async function removeStale(
  out: string,
  files: ReadonlyMap<string, string>,
  { folder, name }: OwnedNames,
): Promise<void> {
  for (const entry of await readdir(join(out, folder), { withFileTypes: true }).catch(() => [])) {
    const path = `${folder}/${entry.name}/${name}`;
    if (!entry.isDirectory() || files.has(path)) continue;
    await rm(join(out, path), { force: true });
    await rmdir(join(out, folder, entry.name)).catch(() => undefined);
  }
}

function lastLast(paths: readonly string[], last: string): readonly string[] {
  return [...paths.filter((path) => path !== last), ...paths.filter((path) => path === last)];
}
