import { counted } from '../kernel/index.js';
import type { Paint } from './paint.js';
import { padded, shortened, wrapped } from './columns.js';
import type { LedgerShown, ShownEntry } from './ledger-shapes.js';
import { clean } from './text.js';

/** Entries in words: a line each, or the whole of one. */
export function ledgerShowText(
  { entries, size }: LedgerShown,
  paint: Paint,
  { width, whole }: { readonly width: number; readonly whole: boolean },
): string[] {
  const told = entries.flatMap((entry) => (whole ? wholeLines(entry, paint) : [line(entry, paint, width)]));
  return [
    ...told,
    paint.faint(`${entries.length} of ${counted(size, 'entry', 'entries')}; read, not verified`),
  ];
}

function line(entry: ShownEntry, paint: Paint, width: number): string {
  const head = `${String(entry.seq).padStart(6)}  ${entry.recordedAt}  ${padded(kindOf(entry), 17)}`;
  const rest = clean(gist(entry.body));
  const room = Math.max(10, width - head.length - 1);
  return `${paint.strong(head)} ${shortened(rest, room)}`;
}

function wholeLines(entry: ShownEntry, paint: Paint): string[] {
  return [
    paint.strong(`entry ${entry.seq}: ${kindOf(entry)}`),
    `  recorded ${entry.recordedAt} by zone ${clean(entry.zone)}, ${clean(entry.writer)}`,
    `  digest   ${entry.digest}`,
    ...entry.signers.map((signer) => `  signed   ${signer}`),
    ...entry.subject.map(({ name, digest }) => `  subject  ${clean(name)} ${digest}`),
    ...JSON.stringify(entry.body, null, 2)
      .split('\n')
      .flatMap((text) =>
        wrapped(
          clean(text).replace(/^ */, (spaces) => `  ${spaces}`),
          2000,
        ),
      ),
  ];
}

function kindOf({ kind, predicateType }: ShownEntry): string {
  return kind ?? clean(predicateType);
}

/** The scalar fields of a body, as far as they go. */
function gist(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  return Object.entries(body)
    .flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [`${name}=${String(value)}`] : [],
    )
    .join(' ');
}
