import type { WritError } from '../kernel/index.js';

/** A ticket file and why it could not be read. */
export interface UnreadableTicket {
  readonly file: string;
  readonly error: WritError;
}
