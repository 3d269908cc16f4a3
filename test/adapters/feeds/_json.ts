import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';

/** A JSON value as a feed with its manifest: of as many rows as its list has, unless told otherwise. */
export function jsonFeed(
  value: unknown,
  generatedAt: string,
  more: object = {},
): { data: string; manifest: string } {
  const rows = Array.isArray(value) ? value.length : 0;
  const folder = tempFolder();
  const [data, manifest] = [join(folder, 'rows.json'), join(folder, 'manifest.json')];
  const text = JSON.stringify(value);
  writeFileSync(data, text);
  writeFileSync(manifest, JSON.stringify({ generatedAt, rows, digest: digest(text), ...more }));
  return { data, manifest };
}
