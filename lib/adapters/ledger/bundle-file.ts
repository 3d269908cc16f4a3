import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { branded, WritError, type Digest } from '../../kernel/index.js';
import { writeFailed } from '../files/durable.js';

/** A ledger as one file. */
export interface BundleFile {
  readonly files: number;
  readonly digest: Digest;
}

/** Writes every file below a ledger's folder into one (writ.ledger-bundle/1). Throws LEDGER_MISSING, WRITE_FAILED. */
export async function writeBundle(folder: string, file: string, signal: AbortSignal): Promise<BundleFile> {
  const names = await namesIn(folder);
  if (names.length === 0)
    throw new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
      remedy: 'name the folder that holds `entries` and `checkpoints` with --ledger',
    });
  return { files: names.length, digest: await written(file, folder, names, signal) };
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Writes line by line beside the file and renames: a ledger of any size, whole or not at all. */
async function written(
  file: string,
  folder: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Digest> {
  const part = `${file}.${process.pid}.part`;
  const hash = createHash('sha256');
  try {
    const out = await open(part, 'w');
    try {
      const line = async (value: object): Promise<void> => {
        const text = `${JSON.stringify(value)}\n`;
        hash.update(text);
        await out.write(text);
      };
      await line({ schema: 'writ.ledger-bundle/1' });
      for (const name of names) {
        signal.throwIfAborted();
        await line({ name, base64: (await readFile(join(folder, name))).toString('base64') });
      }
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(part, file);
    return branded<'digest'>(`sha256:${hash.digest('hex')}`);
  } catch (cause) {
    await rm(part, { force: true });
    signal.throwIfAborted();
    throw writeFailed(file, cause);
  }
}
