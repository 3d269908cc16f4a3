import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readJsonFile } from '../adapters/files/json.js';
import { readTextFile } from '../adapters/files/text.js';
import { parseSnapshot, type IdentitySnapshot } from '../identity/index.js';
import { digestOf, WritError, type Digest } from '../kernel/index.js';
import { parseManifest, type Manifest } from '../manifest/index.js';
import { loadConfig, pathIn } from './load-config.js';
import type { ManifestCall } from './options.js';

const MAX_BYTES = 512 * 1024 * 1024;

/** A manifest and the identity snapshot that it was made from. */
export interface ReadSynthesis {
  readonly file: string;
  readonly manifest: Manifest;
  readonly manifestDigest: Digest;
  readonly identity: IdentitySnapshot;
}

/** Reads a manifest alone. */
export async function readManifest(
  file: string,
): Promise<{ readonly manifest: Manifest; readonly digest: Digest }> {
  const manifest = parseManifest(await readTextFile(file, MAX_BYTES), file);
  return { manifest, digest: digestOf(manifest) };
}

/** Reads a manifest and identity.json beside it, held to the digest that the manifest records. */
export async function readSynthesis(file: string): Promise<ReadSynthesis> {
  const { manifest } = await readManifest(file);
  const identity = await identityBeside(file, manifest.inputs.identity);
  return { file, manifest, manifestDigest: digestOf(manifest), identity };
}

/** Reads it again, and only when the file is another one: a run asks before each of its effects. */
export function rereading(read: ReadSynthesis): () => Promise<ReadSynthesis> {
  let last: { readonly mark: string; readonly read: ReadSynthesis } | undefined;
  return async () => {
    const { ino, size, mtimeMs } = await stat(read.file);
    const mark = `${ino} ${size} ${mtimeMs}`;
    if (last?.mark !== mark) last = { mark, read: await readSynthesis(read.file) };
    return last.read;
  };
}

/** The manifest of this call: --manifest, else below `out` of the configuration. */
export async function manifestPath(call: ManifestCall): Promise<string> {
  const given = call.options.manifest;
  if (given) return resolve(call.io.cwd, given);
  const loaded = await loadConfig(call);
  return join(pathIn(loaded, loaded.config.out ?? 'cdktf.out'), 'manifest.json');
}

async function identityBeside(manifest: string, wanted: Digest): Promise<IdentitySnapshot> {
  const file = join(dirname(manifest), 'identity.json');
  const snapshot = await readJsonFile(file, MAX_BYTES);
  if (digestOf(snapshot) !== wanted) {
    throw new WritError(
      'DIGEST_MISMATCH',
      `\`${file}\` is not the snapshot that the manifest was made from`,
      { place: { file }, remedy: 'run `writ synth` again, so that both files are of one synthesis' },
    );
  }
  return parseSnapshot(snapshot, file);
}
