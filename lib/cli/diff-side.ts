import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { placesIn, type SourcePlaces } from '../adapters/files/declared-places.js';
import { WritError, quoted } from '../kernel/index.js';
import type { DiffSide } from '../wanted/index.js';
import { readSynthesis } from './manifest-file.js';

/** One end of a comparison, as it lies on the disk. */
export interface ReadSide extends DiffSide {
  /** Where things stand in the checkout; of a manifest alone nothing is known. */
  readonly places?: SourcePlaces;
}

/** Where a checkout keeps what it synthesizes, where its tickets lie; of the configuration that judges, since that of the end is not run. */
export interface CheckoutPlaces {
  readonly out: string;
  readonly requests?: string;
}

/**
 * Reads an end: a manifest file, a folder with one, or a checkout that was synthesized. Nothing of it is run. Throws NOT_FOUND, and what reading a
 * manifest throws.
 */
export async function readSide(path: string, said: string, places: CheckoutPlaces): Promise<ReadSide> {
  const { manifest: file, checkout } = manifestOf(path, said, places);
  const { manifest, identity } = await readSynthesis(file);
  const found = checkout === undefined ? undefined : await placesIn(checkout, places.requests);
  return { said, manifest, identity, ...(found ? { places: found } : {}) };
}

/** The manifest of a path, and the checkout that it lies in where it is one. */
function manifestOf(
  path: string,
  said: string,
  { out }: CheckoutPlaces,
): { readonly manifest: string; readonly checkout?: string } {
  const given = resolve(path);
  if (!existsSync(given))
    throw new WritError('NOT_FOUND', `${quoted(said)} is neither a file nor a folder`, {
      remedy: 'give a manifest, a folder that has one, or a checkout in which `writ synth` was run',
    });
  if (!statSync(given).isDirectory()) return { manifest: given };
  const direct = join(given, 'manifest.json');
  if (existsSync(direct)) return { manifest: direct };
  const made = resolve(given, out, 'manifest.json');
  if (existsSync(made)) return { manifest: made, checkout: given };
  throw new WritError(
    'NOT_FOUND',
    `${quoted(said)} has no \`manifest.json\` and no ${quoted(join(out, 'manifest.json'))}`,
    {
      remedy: 'run `writ synth` in it, without credentials, and compare again',
    },
  );
}

/** A path of the configuration as it is from the root of a checkout; undefined where it lies outside. */
export function withinRoot(root: string, path: string): string | undefined {
  const within = relative(root, path).split(sep).join('/');
  return within === '' || within.startsWith('..') ? undefined : within;
}
