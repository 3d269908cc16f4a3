import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText, messageOf, toWritError, WritError } from '../../kernel/index.js';
import { parseTicket, type Ticket } from '../../manifest/index.js';
import { readTextFile } from './text.js';
import { parseYaml } from './yaml.js';

const MAX_TICKET_BYTES = 64 * 1024;

/** Tickets read from a folder, and the faults of those that could not be; one bad file never hides the others. */
export interface TicketFolder {
  readonly tickets: readonly Ticket[];
  readonly faults: readonly { readonly file: string; readonly error: WritError }[];
}

/** Reads every `.yaml` below `folder`, sorted by path. Throws INPUT_UNREADABLE when the folder cannot be listed. */
export async function readTickets(folder: string): Promise<TicketFolder> {
  const tickets: Ticket[] = [];
  const faults: { file: string; error: WritError }[] = [];
  for (const file of await ticketFiles(folder)) {
    try {
      const text = await readTextFile(join(folder, file), MAX_TICKET_BYTES);
      tickets.push(parseTicket(parseYaml(text, file), file));
    } catch (error) {
      faults.push({ file, error: toWritError(error) });
    }
  }
  return { tickets, faults };
}

async function ticketFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.replace(/\/+$/, '').length + 1)
          .replaceAll('\\', '/'),
      )
      .sort(compareText);
  } catch (cause) {
    throw new WritError('INPUT_UNREADABLE', `\`${folder}\` cannot be listed: ${messageOf(cause)}`, {
      cause,
      place: { file: folder },
      remedy: 'make the folder, or name the right one as `requests` in writ.config',
    });
  }
}
