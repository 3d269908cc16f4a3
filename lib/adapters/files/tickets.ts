import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { by, messageOf, sorted, toWritError, WritError } from '../../kernel/index.js';
import { parseTicket, type Ticket } from '../../manifest/index.js';
import { readTextFile } from './text.js';
import { readYaml } from './yaml.js';

const MAX_TICKET_BYTES = 16 * 1024;

/** Tickets read from a folder, and the faults of those that could not be; one bad file never hides the others. */
export interface TicketFolder {
  readonly tickets: readonly Ticket[];
  readonly faults: readonly { readonly file: string; readonly error: WritError }[];
}

/**
 * Reads every `.yaml` below `folder`, sorted by path; what looks like a ticket and is no plain file is a fault, never
 * passed over. Throws INPUT_UNREADABLE when the folder cannot be listed.
 * @param more - further files by their paths from `folder`; those below it are there already
 */
export async function readTickets(folder: string, more: readonly string[] = []): Promise<TicketFolder> {
  const tickets: Ticket[] = [];
  const faults: { file: string; error: WritError }[] = [];
  const listed = await ticketFiles(folder);
  const known = new Set(listed.map(({ file }) => file));
  const added = more.filter((file) => !known.has(file)).map((file) => ({ file, plain: true }));
  for (const { file, plain } of [...listed, ...added]) {
    try {
      if (!plain) throw notPlain(file);
      tickets.push(await readTicket(folder, file));
    } catch (error) {
      faults.push({ file, error: toWritError(error) });
    }
  }
  return { tickets, faults };
}

/**
 * The ticket of one file below `folder`. Faults stand in the manifest: they name the file as every machine has it.
 * Throws INPUT_*, and what {@link ticketIn} throws.
 */
export async function readTicket(folder: string, file: string): Promise<Ticket> {
  return ticketIn(await readTextFile(join(folder, file), MAX_TICKET_BYTES, { shown: file }), file);
}

/** The ticket that a text has. Throws INPUT_MALFORMED, and what {@link parseTicket} throws. */
export function ticketIn(text: string, file: string): Ticket {
  const { value, where } = readYaml(text, file);
  return parseTicket(value, file, where);
}

/** The line and column of a field in a ticket file; nothing where the file cannot be read. */
export async function placeInTicket(
  path: string,
  field: string,
): Promise<{ readonly line?: number; readonly column?: number }> {
  try {
    return readYaml(await readTextFile(path, MAX_TICKET_BYTES), path).where(field.split('.'));
  } catch {
    return {};
  }
}

/** The path of every ticket file below `folder`. Throws INPUT_UNREADABLE. */
export async function ticketPaths(folder: string): Promise<readonly string[]> {
  return (await ticketFiles(folder)).map(({ file }) => file);
}

interface Found {
  readonly file: string;
  readonly plain: boolean;
}

async function ticketFiles(folder: string): Promise<Found[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const found = entries.filter(isTicketLike).map((entry) => ({
      file: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
      plain: entry.isFile(),
    }));
    return sorted(
      found,
      by(({ file }) => file),
    );
  } catch (cause) {
    throw new WritError('INPUT_UNREADABLE', `\`${folder}\` cannot be listed: ${messageOf(cause)}`, {
      cause,
      place: { file: folder },
      remedy: 'make the folder, or name the right one as `requests` in writ.config',
    });
  }
}

/** Named like a ticket in any case; and every link, since tickets may lie behind it. */
function isTicketLike(entry: Dirent): boolean {
  return entry.isSymbolicLink() || (!entry.isDirectory() && /\.ya?ml$/i.test(entry.name));
}

function notPlain(file: string): WritError {
  return new WritError('INPUT_UNREADABLE', `\`${file}\` is a link or a device and no plain file`, {
    place: { file },
    remedy: 'put the ticket itself there',
  });
}
