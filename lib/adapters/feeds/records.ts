import { delegationsFile, eventsFile, type RawRecords } from '../../identity/index.js';
import { WritError } from '../../kernel/index.js';
import type { FeedFiles } from '../files/feeds.js';
import { readJsonFeed } from './json-text.js';

/** A feed of delegations or events: a JSON file of its schema, with its manifest. Throws INPUT_*, SCHEMA_INVALID. */
export async function readRecordsFeed(source: RawRecords['source'], files: FeedFiles): Promise<RawRecords> {
  const { text, value, manifest } = await readJsonFeed(files);
  return { source, file: files.data, text, records: recordsIn(source, value, files.data), manifest };
}

function recordsIn(source: RawRecords['source'], value: unknown, file: string): readonly unknown[] {
  const parsed =
    source === 'delegations'
      ? delegationsFile.transform(({ delegations }) => delegations).safeParse(value)
      : eventsFile.transform(({ events }) => events).safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  throw new WritError(
    'SCHEMA_INVALID',
    `\`${path}\`: ${(issue?.message ?? 'is not allowed').toLowerCase()}`,
    {
      place: { file, path },
      remedy: `write it as \`schemas/${source}.schema.json\` has it`,
    },
  );
}
