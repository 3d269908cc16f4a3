import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BESIDE = join(__dirname, 'data');
// Compiled code stands in `dist`; the data stays with the sources, which are shipped too.
const IN_SOURCES = join(__dirname, '..', '..', '..', 'lib', 'meaning', 'data');

/** A file of data that is shipped with Writ. */
export function dataFile(name: string): Buffer {
  return readFileSync(join(existsSync(BESIDE) ? BESIDE : IN_SOURCES, name));
}
