import { resolve } from 'node:path';
import { heldKeys, keyFile } from '../../adapters/ledger/key-folder.js';
import type { Operator, Signer } from '../../evidence/index.js';
import { isWritError, WritError } from '../../kernel/index.js';
import { principalText, tryParsePrincipal, type Principal } from '../../model/index.js';
import { operatorsIn, type OperatorBook, type Recorder } from '../../record/index.js';
import type { CallOf } from '../command.js';
import type { LedgerCall } from '../options.js';
import { ledgerPlace } from './place.js';

type OperatorCall = CallOf<
  LedgerCall['options'] & { readonly as?: string; readonly operatorKey?: string; readonly release?: string }
>;

/** A person by id. Throws USAGE. */
export function operatorId(text: string): string {
  if (tryParsePrincipal(text)?.kind === 'person') return text;
  throw new WritError('USAGE', `\`${text}\` is not a person by id`, {
    remedy: 'give an id such as hr:10510',
  });
}

/**
 * Who runs this call, with the key that proves it: --as or WRIT_OPERATOR, and --operator-key, WRIT_OPERATOR_KEY or the
 * key folder. Undefined when nobody says so, and where the ledger does not verify. Throws USAGE, LEDGER_MISSING,
 * OPERATOR_UNKNOWN.
 */
export async function operatorOf(
  call: OperatorCall,
  recorder: Recorder | undefined,
  acting: Principal | undefined,
): Promise<Operator | undefined> {
  const named = call.options.as ?? (call.io.env['WRIT_OPERATOR'] || undefined);
  if (named === undefined) {
    refuseUnproved(call);
    return undefined;
  }
  const id = operatorId(named);
  if (!recorder) throw withoutLedger();
  const book = await bookIn(recorder);
  if (!book) return undefined;
  const operator = { id, signer: await signerOf(call, id, book) };
  book.refuseUnknown(operator);
  refuseAnother(id, acting);
  return operator;
}

function refuseUnproved(call: OperatorCall): void {
  if (call.options.release === undefined) return;
  throw new WritError('USAGE', 'who releases is proved by a key, and nobody is named', {
    remedy: 'name yourself by id with --as, and your key with --operator-key; --by is a note only',
  });
}

/** A session of one person with the key of another proves neither. */
function refuseAnother(id: string, acting: Principal | undefined): void {
  if (acting?.kind !== 'person' || principalText(acting) === id) return;
  throw new WritError(
    'OPERATOR_UNKNOWN',
    `the AWS session is the one of \`${principalText(acting)}\`, and the key the one of \`${id}\``,
    { remedy: 'act by your own session and your own key' },
  );
}

async function bookIn(recorder: Recorder): Promise<OperatorBook | undefined> {
  try {
    return operatorsIn(await recorder.read());
  } catch (error) {
    if (isWritError(error) && error.code === 'JOURNAL_CORRUPT') return undefined;
    throw error;
  }
}

async function signerOf(call: OperatorCall, id: string, book: OperatorBook): Promise<Signer> {
  const { cwd, env } = call.io;
  const file = call.options.operatorKey ?? (env['WRIT_OPERATOR_KEY'] || undefined);
  if (file !== undefined) return keyFile(resolve(cwd, file));
  const { keys: folder } = await ledgerPlace(call);
  const known = book.keysOf(id);
  const held = (await heldKeys(folder)).find(({ signer }) => known.includes(signer.key.id));
  if (held) return held.signer;
  throw new WritError('OPERATOR_UNKNOWN', `no key of operator \`${id}\` lies in \`${folder}\``, {
    remedy: 'give it with --operator-key; `writ ledger operator` makes one known to the ledger',
  });
}

function withoutLedger(): WritError {
  return new WritError('LEDGER_MISSING', 'without a ledger no key is known, so nobody is proved', {
    remedy: 'found one with `writ ledger init`; until then nothing that the breaker holds can be released',
  });
}
