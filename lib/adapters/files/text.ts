import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { messageOf, WritError } from '../../kernel/index.js';

/** How a text file is read. */
export interface TextFileOptions {
  /** What the file is called in faults. @default - its path */
  readonly shown?: string;
  /** Keeps a byte order mark, so that a digest of the text is that of the file. @default false */
  readonly keepMark?: boolean;
}

/** Reads a UTF-8 file of at most `maxBytes`. Throws INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_MALFORMED. */
export async function readTextFile(
  path: string,
  maxBytes: number,
  { shown = path, keepMark = false }: TextFileOptions = {},
): Promise<string> {
  const bytes = await readBytes(path, maxBytes, shown);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepMark }).decode(bytes);
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${shown}\` is not UTF-8`, {
      cause,
      place: { file: shown },
      remedy: 'save it as UTF-8',
    });
  }
}

async function readBytes(path: string, maxBytes: number, shown: string): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK a pipe that nobody writes to would hold this up for ever.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await handle.stat();
      if (!status.isFile()) throw noFile(shown, status.isDirectory());
      const buffer = Buffer.alloc(Math.min(maxBytes + 1, status.size + 1));
      let filled = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled);
        filled += bytesRead;
        if (filled > maxBytes) throw tooLarge(shown, maxBytes);
        if (bytesRead === 0 || filled === buffer.length) break;
      }
      return buffer.subarray(0, filled);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof WritError) throw cause;
    throw new WritError('INPUT_UNREADABLE', `\`${shown}\` cannot be read: ${why(cause)}`, {
      cause,
      place: { file: shown },
      remedy: 'check the path and its permissions',
    });
  }
}

/** The platform's own word for it: its message repeats the path as this machine has it. */
function why(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return code ?? messageOf(cause);
}

function noFile(path: string, isFolder: boolean): WritError {
  return new WritError(
    'INPUT_UNREADABLE',
    `\`${path}\` is ${isFolder ? 'a folder' : 'a pipe or device'}, no file`,
    {
      place: { file: path },
      remedy: 'give a plain file; save what a pipe brings into one first',
    },
  );
}

function tooLarge(path: string, maxBytes: number): WritError {
  return new WritError('INPUT_TOO_LARGE', `\`${path}\` is larger than ${maxBytes} bytes`, {
    place: { file: path },
    remedy: 'split it, or raise the limit in writ.config where it has one',
  });
}
