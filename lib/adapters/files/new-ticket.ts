import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder, publishNew, writeFailed } from './durable.js';

/**
 * The text of a ticket file: its schema for editors, then its fields in order, with those of fields on one line.
 * @param schema - where the schema lies, from the file
 */
export function ticketText(fields: Readonly<Record<string, unknown>>, schema: string): string {
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${valueText(value)}\n`);
  return `# yaml-language-server: $schema=${schema}\n${lines.join('')}`;
}

const ON_ONE_LINE = {
  lineWidth: 0,
  singleQuote: true,
  collectionStyle: 'flow',
  flowCollectionPadding: true,
} as const;

function valueText(value: unknown): string {
  return stringify(value, ON_ONE_LINE).trimEnd();
}

/** Writes a new ticket below the folder of tickets; false where there is a file of that name. Throws WRITE_FAILED. */
export async function writeNewTicket(folder: string, file: string, text: string): Promise<boolean> {
  const path = join(folder, file);
  try {
    await makeFolder(folder, dirname(path));
    return await publishNew(path, Buffer.from(text, 'utf8'));
  } catch (error) {
    throw writeFailed(path, error);
  }
}
