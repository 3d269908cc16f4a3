import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { branded, counted, messageOf, WritError, type Digest } from '../../kernel/index.js';
import type { LedgerFile } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { LEDGER_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  { flags: '--out <file>', about: 'file to write', default: 'ledger.bundle' },
  ...LEDGER_OPTIONS,
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type LedgerBundleCall = Call<typeof OPTIONS>;

/** `writ ledger bundle`. */
export const spec = command({
  about:
    'Every file below the ledger folder as it lies, in base64, one to a line (writ.ledger-bundle/1). Proves nothing by itself: the receiver ' +
    'verifies it with the page of `writ ledger page` and the public key. Useful where a browser cannot choose a folder, as on some phones.',
  examples: ['writ ledger bundle --out ledger.bundle'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-file',
  run,
});

/** Writes all files of the ledger into one. */
async function run(call: LedgerBundleCall): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const file = resolve(call.io.cwd, call.options.out);
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
