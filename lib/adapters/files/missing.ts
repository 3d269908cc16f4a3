import { lstat } from 'node:fs/promises';
import { codeOf } from './durable.js';

/** Whether nothing lies at a path. What cannot be looked at is not taken for nothing: reading it says why. */
export async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}
