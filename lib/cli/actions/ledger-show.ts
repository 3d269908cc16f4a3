import { directoryStore } from '../../adapters/ledger/directory.js';
import { openEntry, PREDICATE_KINDS, type LedgerStore, type StoredEntry } from '../../evidence/index.js';
import { parseInstant, WritError, type Instant } from '../../kernel/index.js';
import { ledgerShowText, type LedgerShown, type ShownEntry } from '../../report/index.js';
import { argument, textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { wholeNumber } from '../numbers.js';
import { print } from '../output.js';

/** Shows entries of the ledger. */
export async function run(call: Call): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const store = directoryStore(folder);
  const size = await store.size();
  if (size === 0)
    throw new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
      remedy: 'name it with --ledger, or run `writ ledger init`',
    });
  const asked = argument(call, 0);
  const entries = asked === '' ? await newest(call, store, size) : [await one(store, asked, size)];
  const document: LedgerShown = { schema: 'writ.ledger-show/1', folder, size, entries };
  await print(call, {
    document,
    lines: (paint, width) => ledgerShowText(document, paint, { width, whole: asked !== '' }),
  });
  return 'done';
}

async function one(store: LedgerStore, asked: string, size: number): Promise<ShownEntry> {
  const seq = /^\d{1,9}$/.test(asked) ? Number(asked) : Number.NaN;
  for await (const stored of store.read(seq < size ? seq : size, seq + 1)) return shown(stored);
  throw new WritError('NOT_FOUND', `the ledger has no entry \`${asked}\``, {
    remedy: `name one from 0 to ${size - 1}`,
  });
}

/** The newest entries that fit, oldest first. */
async function newest(call: Call, store: LedgerStore, size: number): Promise<readonly ShownEntry[]> {
  const last = wholeNumber(call, 'last', 1);
  const kind = kindAsked(call);
  const since = sinceAsked(call);
  const found: ShownEntry[] = [];
  for await (const stored of store.read(kind === undefined && !since ? Math.max(0, size - last) : 0)) {
    call.signal.throwIfAborted();
    const entry = shown(stored);
    if ((kind === undefined || entry.kind === kind) && (!since || entry.recordedAt >= since))
      found.push(entry);
    if (found.length > last) found.shift();
  }
  return found;
}

function kindAsked(call: Call): string | undefined {
  const kind = textOption(call, 'kind');
  if (kind === undefined || PREDICATE_KINDS.some((known) => known === kind)) return kind;
  throw new WritError('LEDGER_UNKNOWN_KIND', `\`${kind}\` is no kind of entry`, {
    remedy: `name one of ${PREDICATE_KINDS.join(', ')}`,
  });
}

function sinceAsked(call: Call): Instant | undefined {
  const since = textOption(call, 'since');
  return since === undefined ? undefined : parseInstant(since);
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
