import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { messageOf, WritError } from '../../kernel/index.js';
import { codeOf } from '../files/durable.js';

/**
 * The bytes of a regular file, at most `maxBytes` and one more, so that the reader can see that it is too large; undefined
 * where there is none. A link is as good as the file it leads to: what counts are the bytes. A pipe is no file and holds nobody up. Synchronous, because a verification opens a hundred thousand small files and
 * the thread pool costs more than the reading. Throws INPUT_UNREADABLE.
 */
export function readSmallFile(path: string, maxBytes: number): Uint8Array | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw unreadable(path, 'it is not a regular file');
    const buffer = Buffer.allocUnsafe(Math.min(status.size, maxBytes) + 1);
    let filled = 0;
    for (let read = 1; read > 0 && filled < buffer.length; filled += read)
      read = readSync(file, buffer, filled, buffer.length - filled, filled);
    return buffer.subarray(0, filled);
  } catch (error) {
    throw error instanceof WritError ? error : unreadable(path, error);
  } finally {
    closeSync(file);
  }
}

/** A file of the ledger that is there and cannot be read. */
export function unreadable(path: string, cause: unknown): WritError {
  return new WritError('INPUT_UNREADABLE', `\`${path}\` cannot be read: ${messageOf(cause)}`, {
    cause,
    place: { file: path },
    remedy: 'check its permissions, and that it is a plain file',
  });
}
