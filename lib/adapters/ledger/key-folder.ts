import { chmod, mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  localSigner,
  newPrivateKey,
  ZONES,
  type Signer,
  type Zone,
  type ZoneSigner,
} from '../../evidence/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import { readTextFile } from '../files/text.js';
import { codeOf, syncFolder, writeFailed } from '../files/durable.js';

const MAX_KEY_BYTES = 16 * 1024;
const OTHERS = 0o077;

/** The private keys in a folder, `<zone>.pem` or `<zone>-<number>.pem` each, by file name. Throws INPUT_UNREADABLE. */
export async function heldKeys(folder: string): Promise<readonly ZoneSigner[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new WritError('INPUT_UNREADABLE', `\`${folder}\` cannot be read: ${messageOf(cause)}`, {
      cause,
      remedy: 'run this as the user of the zone that the keys belong to',
    });
  });
  const files = names.sort().flatMap((name) => {
    const zone = zoneOf(name);
    return zone ? [{ zone, path: join(folder, name) }] : [];
  });
  return Promise.all(files.map(async ({ zone, path }) => ({ zone, signer: await keyFile(path) })));
}

/** The key in a PEM file that nobody else may read. Throws INPUT_UNREADABLE, KEY_EXPOSED, INPUT_MALFORMED. */
export async function keyFile(path: string): Promise<Signer> {
  const text = await readTextFile(path, MAX_KEY_BYTES);
  await refuseExposed(path);
  try {
    return localSigner(text);
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${path}\` is not a private key of Ed25519 or P-256`, {
      cause,
      place: { file: path },
      remedy: 'give a PKCS#8 PEM file, such as `openssl genpkey -algorithm ed25519` writes',
    });
  }
}

/** Makes a new Ed25519 key in `<folder>/<name>.pem`, for its owner's eyes only. Throws WRITE_FAILED, also when it is there. */
export async function makeKey(folder: string, name: string): Promise<Signer> {
  const path = join(folder, `${name}.pem`);
  const pem = newPrivateKey();
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await hideFromGit(folder);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(pem);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(folder);
  } catch (error) {
    throw writeFailed(path, error);
  }
  return localSigner(pem);
}

/** A folder of keys that lies in a repository must not be committed with everything else. */
async function hideFromGit(folder: string): Promise<void> {
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

function zoneOf(name: string): Zone | undefined {
  const match = /^([a-z]+)(?:-\d+)?\.pem$/.exec(basename(name));
  return ZONES.find((zone) => zone === match?.[1]);
}

/** As ssh does: a key that others can read is nobody's signature. Windows keeps no such bits. */
async function refuseExposed(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
  throw new WritError(
    'KEY_EXPOSED',
    `\`${path}\` can be read by others (mode ${(mode & 0o777).toString(8)})`,
    {
      place: { file: path },
      remedy: 'make a new key, rotate this one out of the ledger, and keep key files at mode 600',
    },
  );
}
