import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isWritError, messageOf, WritError } from '../kernel/index.js';
import type { WritConfig } from './config.js';
import { checkedConfig } from './config-schema.js';
import type { ConfigCall } from './options.js';

/** A checked configuration and the folder that its paths are relative to. */
export interface LoadedConfig {
  readonly config: WritConfig;
  readonly file: string;
  readonly root: string;
}

/** The configuration of this call. Throws CONFIG_INVALID when there is none. */
export async function loadConfig(call: ConfigCall): Promise<LoadedConfig> {
  const loaded = await tryLoadConfig(call);
  if (loaded) return loaded;
  throw new WritError('CONFIG_INVALID', 'no writ.config.js is here', {
    remedy:
      'run from the project folder after `npm run build`, or name the file with --config or WRIT_CONFIG',
  });
}

/** The configuration of this call, undefined when none is named and none lies in the usual places. */
export async function tryLoadConfig(call: ConfigCall): Promise<LoadedConfig | undefined> {
  const named = call.options.config ?? call.io.env['WRIT_CONFIG'];
  const file = named
    ? resolve(call.io.cwd, named)
    : usualPlaces(call.io.cwd).find((place) => existsSync(place));
  if (!file) return undefined;
  const config = checkedConfig(await exported(file), file);
  return { config, file, root: rootOf(file) };
}

/** A path of the configuration as an absolute one. */
export function pathIn(loaded: LoadedConfig, path: string): string {
  return isAbsolute(path) ? path : join(loaded.root, path);
}

function usualPlaces(cwd: string): string[] {
  return [join(cwd, 'writ.config.js'), join(cwd, 'dist', 'writ.config.js')];
}

/** A compiled configuration lies in dist/, the project around it. */
function rootOf(file: string): string {
  const folder = dirname(file);
  return basename(folder) === 'dist' ? dirname(folder) : folder;
}

/** The default export, also of a CommonJS module whose default sits one deeper. */
async function exported(file: string): Promise<unknown> {
  const module = (await imported(file)) as { default?: unknown };
  const value = module.default ?? module;
  return typeof value === 'object' && 'default' in value ? value.default : value;
}

async function imported(file: string): Promise<unknown> {
  try {
    // A drive letter would be taken for a scheme.
    return (await import(process.platform === 'win32' ? pathToFileURL(file).href : file)) as unknown;
  } catch (cause) {
    if (isWritError(cause)) throw cause;
    throw new WritError('CONFIG_INVALID', `\`${file}\` cannot be loaded: ${messageOf(cause)}`, {
      cause,
      place: { file },
      remedy: existsSync(file)
        ? 'mend the file, then run `npm run build`'
        : 'check the path, or run `npm run build` first',
    });
  }
}
