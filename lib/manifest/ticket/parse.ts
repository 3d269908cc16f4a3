import type { WritError } from '../../kernel/index.js';
import { isWritError, parseDuration, parseInstant } from '../../kernel/index.js';
import { ticketFault, valueAt, type FaultGround, type WherePath } from './fault-ground.js';
import { faultsOf, gathered } from './faults.js';
import { claimFaults } from './claims.js';
import { TICKET_FIELDS, ticketV1Fields, type TicketShape, type Written } from './shape.js';
import { TICKET_KINDS, TICKET_SCHEMA, type Ticket, type TicketKind, type TicketWindow } from './ticket.js';

/** Whatever a package allows can be added to a start before this without leaving the years of four digits. */
const LAST_START = '9000';
/** Longer than this is no end. */
const MAX_SPAN = 5 * 366 * 86_400_000;

/**
 * Reads a ticket of either version out of parsed YAML. Throws SCHEMA_NEWER, TICKET_INVALID, JUSTIFICATION_MISSING,
 * WINDOW_INVALID or ID_LOOKALIKE, or WritErrors TICKET_INVALID with every fault at once.
 * @param value - what the YAML reader gave
 * @param file - where it came from, for messages
 * @param where - the line and column of what a path leads to
 */
export function parseTicket(value: unknown, file: string, where: WherePath = () => ({})): Ticket {
  const ground = { file, where, value, shape: shapeFor(value, file, where) };
  const faults: WritError[] = [];
  const written = shaped(ground, faults);
  const window = windowOf(written?.window ?? readable(ground, faults), ground, faults);
  if (written) faults.push(...claimFaults(written, ground));
  if (!written || !window || faults.length > 0) throw gathered(file, faults);
  return { ...written, window, file };
}

/**
 * What a ticket of version 1 lacks to be decided anew: all that version 2 asks of its kind. What was decided of it before
 * stands. Empty for a ticket of version 2, which has it.
 */
export function shortcomingsOf(ticket: Ticket): readonly WritError[] {
  if (ticket.schema !== undefined) return [];
  const { file, window, ...rest } = ticket;
  // The times were read when the file was; any that is well-formed stands for them.
  const start = window.start === 'on-approval' ? window.start : String(window.start);
  const value = { schema: TICKET_SCHEMA, ...rest, window: { start, for: '1m' } };
  const ground = { file, where: () => ({}), value, shape: TICKET_FIELDS[ticket.kind] };
  const faults: WritError[] = [];
  const written = shaped(ground, faults);
  return written ? claimFaults(written, ground) : faults;
}

/** The shape by what the file says of itself: its version, then its kind. Throws where the version is none of ours. */
function shapeFor(value: unknown, file: string, where: WherePath): TicketShape {
  const { schema, kind } = fieldsOf(value);
  if (schema === undefined) return ticketV1Fields;
  if (schema === TICKET_SCHEMA) return TICKET_FIELDS[isKind(kind) ? kind : 'standard'];
  const newer = typeof schema === 'string' && /^writ\.ticket\/([3-9]|[1-9]\d{1,5})$/.test(schema);
  throw ticketFault({ file, where }, ['schema'], `\`schema\` is not \`${TICKET_SCHEMA}\``, {
    code: newer ? 'SCHEMA_NEWER' : 'TICKET_INVALID',
    remedy: newer ? 'upgrade Writ to the version that knows it' : `write \`schema: ${TICKET_SCHEMA}\``,
  });
}

function shaped(ground: FaultGround, faults: WritError[]): Written<Ticket> | undefined {
  const parsed = ground.shape.safeParse(ground.value);
  if (parsed.success) return parsed.data;
  // Which fields a kind may have says nothing where the kind is none.
  const unkind = parsed.error.issues.some(({ path }) => path.length === 1 && path[0] === 'kind');
  const issues = parsed.error.issues.filter((issue) => !unkind || issue.code !== 'unrecognized_keys');
  faults.push(...faultsOf(ground, issues));
  return undefined;
}

/** The times of a ticket that has other faults, so that theirs are told with those: each that no fault is about yet. */
function readable(ground: FaultGround, faults: readonly WritError[]): Partial<Written<Ticket>['window']> {
  const told = new Set(faults.map(({ place }) => place?.path));
  const texts = (['start', 'for'] as const).flatMap((field) => {
    const value = valueAt(ground.value, ['window', field]);
    return typeof value === 'string' && !told.has(`window.${field}`) ? [[field, value] as const] : [];
  });
  return Object.fromEntries(texts);
}

function windowOf(
  { start: begins, for: lasts }: Partial<Written<Ticket>['window']>,
  ground: FaultGround,
  faults: WritError[],
): TicketWindow | undefined {
  const before = faults.length;
  const start =
    begins === undefined || begins === 'on-approval'
      ? begins
      : read(() => parseInstant(begins), 'start', ground, faults);
  const span = lasts === undefined ? undefined : read(() => parseDuration(lasts), 'for', ground, faults);
  if (start !== undefined && start !== 'on-approval' && start >= LAST_START)
    faults.push(windowFault(ground, 'start', 'is too far off'));
  if (span !== undefined && span > MAX_SPAN)
    faults.push(windowFault(ground, 'for', 'is longer than 5 years, which is no end'));
  return start === undefined || span === undefined || faults.length > before
    ? undefined
    : { start, for: span };
}

function read<T>(
  parse: () => T,
  field: 'start' | 'for',
  ground: FaultGround,
  faults: WritError[],
): T | undefined {
  try {
    return parse();
  } catch (error) {
    faults.push(windowFault(ground, field, isWritError(error) ? error.message : 'is not readable'));
    return undefined;
  }
}

function windowFault(ground: FaultGround, field: 'start' | 'for', why: string): WritError {
  return ticketFault(ground, ['window', field], `\`window.${field}\` ${why}`, { code: 'WINDOW_INVALID' });
}

function fieldsOf(value: unknown): { readonly schema?: unknown; readonly kind?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function isKind(kind: unknown): kind is TicketKind {
  return (TICKET_KINDS as readonly unknown[]).includes(kind);
}
