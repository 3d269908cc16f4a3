import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in package.json. */
export const VERSION: string = versionOf(__dirname);

function versionOf(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name === 'writ' && version) return version;
  } catch {
    // Not here: look further up.
  }
  const parent = dirname(folder);
  return parent === folder ? '0.0.0' : versionOf(parent);
}
