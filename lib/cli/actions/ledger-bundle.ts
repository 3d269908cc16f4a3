import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { branded, counted, messageOf, WritError, type Digest } from '../../kernel/index.js';
import type { LedgerFile } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { print } from '../output.js';

/** Writes all files of the ledger into one. */
export async function run(call: Call): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const file = resolve(call.io.cwd, textOption(call, 'out') ?? 'ledger.bundle');
  const names = await namesIn(folder);
  if (names.length === 0)
    throw new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
      remedy: 'name the folder that holds `entries` and `checkpoints` with --ledger',
    });
  const document: LedgerFile = {
    schema: 'writ.ledger-file/1',
    file,
    digest: await written(file, folder, names, call.signal),
  };
  await print(call, {
    document,
    lines: (paint) => [
      paint.good(`wrote ${file}: ${counted(names.length, 'file')}`),
      `  ${document.digest}`,
      'next: hand it over with the page of `writ ledger page`; the public key goes another way',
    ],
  });
  return 'done';
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
    throw new WritError('WRITE_FAILED', `\`${file}\` cannot be written: ${messageOf(cause)}`, {
      cause,
      place: { file },
      remedy: 'make room or correct the permissions, then run the command again',
    });
  }
}
