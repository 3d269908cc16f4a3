import { hex, type Bytes } from './bytes.js';

/** SHA-256 by the platform. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** A digest as the ledger writes it: `sha256:` and 64 hex digits. */
export async function digestText(bytes: Bytes): Promise<string> {
  return `sha256:${hex(await sha256(bytes))}`;
}
