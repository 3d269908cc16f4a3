import { open } from 'node:fs/promises';
import { messageOf, WritError } from '../../kernel/index.js';

/** Reads a UTF-8 file of at most `maxBytes`. Throws INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_MALFORMED. */
export async function readTextFile(path: string, maxBytes: number): Promise<string> {
  const bytes = await readBytes(path, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${path}\` is not UTF-8`, {
      cause,
      place: { file: path },
      remedy: 'save it as UTF-8',
    });
  }
}

async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(maxBytes + 1, (await handle.stat()).size + 1));
      let filled = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled);
        filled += bytesRead;
        if (filled > maxBytes) throw tooLarge(path, maxBytes);
        if (bytesRead === 0 || filled === buffer.length) break;
      }
      return buffer.subarray(0, filled);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof WritError) throw cause;
    throw new WritError('INPUT_UNREADABLE', `\`${path}\` cannot be read: ${messageOf(cause)}`, {
      cause,
      place: { file: path },
      remedy: 'check the path and its permissions',
    });
  }
}

function tooLarge(path: string, maxBytes: number): WritError {
  return new WritError('INPUT_TOO_LARGE', `\`${path}\` is larger than ${maxBytes} bytes`, {
    place: { file: path },
    remedy: 'split it, or raise the limit in writ.config where it has one',
  });
}
