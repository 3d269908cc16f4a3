import { directoryStore } from '../../adapters/ledger/directory.js';
import { openEntry, PREDICATE_KINDS, type LedgerStore, type StoredEntry } from '../../evidence/index.js';
import { parseInstant, WritError, type Instant } from '../../kernel/index.js';
import { ledgerShowText, type LedgerShown, type ShownEntry } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { wholeNumber } from '../numbers.js';
import { LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const ARGUMENTS = [
  { name: '[seq]', about: 'sequence number of one entry' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--kind <kind>', about: 'only entries of this kind, such as `decision`' },
  { flags: '--since <instant>', about: 'only entries recorded at this instant or later' },
  { flags: '--last <count>', about: 'how many at most, the newest', default: '20' },
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerShowCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ ledger show`. */
export const spec = command({
  about:
    'Decodes entries: without a number the newest ones, a line each; with a number the whole of that entry. Reads, and proves nothing: ' +
    '`writ ledger verify` proves.',
  examples: [
    'writ ledger show',
    'writ ledger show 12',
    'writ ledger show --kind decision --since 2026-11-20T00:00:00Z --json',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'ledger-show',
  run,
});

/** Shows entries of the ledger. */
async function run(call: LedgerShowCall): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const store = directoryStore(folder);
  const size = await store.size();
  if (size === 0)
    throw new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
      remedy: 'name it with --ledger, or run `writ ledger init`',
    });
  const asked = call.args[0] ?? '';
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
async function newest(
  call: LedgerShowCall,
  store: LedgerStore,
  size: number,
): Promise<readonly ShownEntry[]> {
  const last = wholeNumber(call.options, 'last', 1);
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

function kindAsked(call: LedgerShowCall): string | undefined {
  const kind = call.options.kind;
  if (kind === undefined || PREDICATE_KINDS.some((known) => known === kind)) return kind;
  throw new WritError('LEDGER_UNKNOWN_KIND', `\`${kind}\` is no kind of entry`, {
    remedy: `name one of ${PREDICATE_KINDS.join(', ')}`,
  });
}

function sinceAsked(call: LedgerShowCall): Instant | undefined {
  const since = call.options.since;
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
