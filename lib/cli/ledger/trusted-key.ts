import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { noteKeyText, parseNoteKey, type NoteKey } from '../../evidence/index.js';
import { isWritError, WritError } from '../../kernel/index.js';
import type { EvidenceCall } from '../options.js';
import type { LedgerPlace } from './place.js';

const MAX_BYTES = 16 * 1024;

/** The key that a verification trusts, and where it came from. */
export interface TrustedKey {
  readonly key: NoteKey;
  readonly text: string;
  /** `given`: by the person who verifies. `beside`: found next to the ledger, which proves less. */
  readonly from: 'given' | 'beside';
}

/** The public key of this call: --key as text or file, else the one that `init` left beside the ledger. */
export async function trustedKey(call: EvidenceCall, place: LedgerPlace): Promise<TrustedKey> {
  const { copy, key: given } = call.options;
  if (given !== undefined) return trusted(await textOf(given, call.io.cwd), 'given');
  if (copy !== undefined) throw missing('a copy is verified by a key that you have from elsewhere');
  try {
    return trusted(await readTextFile(place.publicKey, MAX_BYTES), 'beside');
  } catch (error) {
    if (isWritError(error) && error.code === 'INPUT_UNREADABLE')
      throw missing(`\`${place.publicKey}\` is not there`);
    throw error;
  }
}

function textOf(given: string, cwd: string): Promise<string> {
  const isText = /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/.test(given.trim());
  return isText ? Promise.resolve(given) : readTextFile(resolve(cwd, given), MAX_BYTES);
}

function trusted(text: string, from: TrustedKey['from']): TrustedKey {
  const key = parseNoteKey(text);
  return { key, text: noteKeyText(key), from };
}

function missing(why: string): WritError {
  return new WritError('USAGE', `no public key to verify by: ${why}`, {
    remedy: 'give the public key that `writ ledger init` printed with --key, as text or as a file',
  });
}
