import { WritError } from '../kernel/index.js';
import { rootOf, type Frontier, type Hash } from './merkle.js';
import { isNoteBy, parseNote, type NoteKey, type SignedNote } from './note.js';

/** The tree head at a size (C2SP tlog-checkpoint), signed as a note. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly note: SignedNote;
}

/** The text of a checkpoint: origin, size, root, each on a line. */
export function checkpointText(origin: string, frontier: Frontier): string {
  return `${origin}\n${frontier.size}\n${rootOf(frontier).toString('base64')}\n`;
}

/** Reads a checkpoint; checks form, not signatures. Extension lines are not used by Writ and refused. Throws INPUT_MALFORMED. */
export function parseCheckpoint(text: string): Checkpoint {
  const note = parseNote(text);
  const match = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(note.text);
  const root = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match?.[1] || root.toString('base64') !== match[3])
    throw new WritError('INPUT_MALFORMED', 'a checkpoint is origin, size and root, each on a line', {
      remedy: 'take the file as the ledger wrote it',
    });
  return { origin: match[1], size: Number(match[2]), root, note };
}

/** Whether a checkpoint carries a valid signature by any of `keys`; gives the first. */
export function checkpointSigner({ note }: Checkpoint, keys: Iterable<NoteKey>): NoteKey | undefined {
  for (const key of keys) if (isNoteBy(note, key)) return key;
  return undefined;
}
