import { openEntry, PREDICATE_KINDS, type LedgerStore, type StoredEntry } from '../../evidence/index.js';
import { WritError, type Instant } from '../../kernel/index.js';
import type { LedgerShown, ShownEntry } from '../../report/index.js';

/** Which entries are asked for: one by its number, or the newest that fit. */
export type EntriesAsked =
  { readonly seq: string } | { readonly last: number; readonly kind?: string; readonly since?: Instant };

/** Decodes entries. Throws LEDGER_MISSING, NOT_FOUND, LEDGER_UNKNOWN_KIND. */
export async function showEntries(
  store: LedgerStore,
  asked: EntriesAsked,
  signal: AbortSignal,
): Promise<LedgerShown> {
  const folder = store.place;
  const size = await store.size();
  if (size === 0)
    throw new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
      remedy: 'name it with --ledger, or run `writ ledger init`',
    });
  const entries =
    'seq' in asked ? [await one(store, asked.seq, size)] : await newest(store, size, asked, signal);
  return { schema: 'writ.ledger-show/1', folder, size, entries };
}

async function one(store: LedgerStore, asked: string, size: number): Promise<ShownEntry> {
  const seq = /^\d{1,9}$/.test(asked) ? Number(asked) : Number.NaN;
  for await (const stored of store.read(seq < size ? seq : size, seq + 1)) return shown(stored);
  throw new WritError('NOT_FOUND', `the ledger has no entry \`${asked}\``, {
    remedy: `name one from 0 to ${size - 1}`,
  });
}

/** The newest entries that fit, oldest first. */
async function newest(
  store: LedgerStore,
  size: number,
  { last, kind, since }: Exclude<EntriesAsked, { readonly seq: string }>,
  signal: AbortSignal,
): Promise<readonly ShownEntry[]> {
  refuseUnknown(kind);
  const found: ShownEntry[] = [];
  for await (const stored of store.read(kind === undefined && !since ? Math.max(0, size - last) : 0)) {
    signal.throwIfAborted();
    const entry = shown(stored);
    if ((kind === undefined || entry.kind === kind) && (!since || entry.recordedAt >= since))
      found.push(entry);
    if (found.length > last) found.shift();
  }
  return found;
}

function refuseUnknown(kind: string | undefined): void {
  if (kind === undefined || PREDICATE_KINDS.some((known) => known === kind)) return;
  throw new WritError('LEDGER_UNKNOWN_KIND', `\`${kind}\` is no kind of entry`, {
    remedy: `name one of ${PREDICATE_KINDS.join(', ')}`,
  });
}

function shown({ seq, bytes }: StoredEntry): ShownEntry {
  const { entry, digest, statement, kind } = openEntry(seq, bytes);
  const { recordedAt, zone, writer, body } = statement.predicate;
  return {
    seq,
    digest,
    recordedAt,
    zone,
    ...(kind ? { kind } : {}),
    predicateType: statement.predicateType,
    writer,
    signers: entry.envelope.signatures.map(({ keyid }) => keyid),
    subject: statement.subject.map(({ name, digest: { sha256 } }) => ({ name, digest: `sha256:${sha256}` })),
    body,
  };
}
