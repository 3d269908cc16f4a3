import { z } from 'zod';
import {
  isWritError,
  parseDuration,
  parseInstant,
  quoted,
  shapeOf,
  WritError,
  WritErrors,
} from '../kernel/index.js';
import type { Ticket } from './ticket.js';

const TICKET_ID = /^[A-Z][A-Z0-9]{1,9}-\d{1,9}$/;
const oneLine = (max: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'has a control or invisible character');

/** What shows nothing or shows in another order than it is written, line ends and tabs aside. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/u;

/** Whatever a package allows can be added to a start before this without leaving the years of four digits. */
const LAST_START = '9000';
/** Longer than this is no end. */
const MAX_SPAN = 5 * 366 * 86_400_000;

const windowSchema = z.strictObject({
  start: z.union([z.literal('on-approval'), oneLine(40)]),
  for: oneLine(20),
});

const ticketFields = z.strictObject({
  ticket: z.string().regex(TICKET_ID, 'is not a ticket id like `ACC-0042`'),
  kind: z.enum(['standard', 'renewal', 'exception', 'emergency', 'account-recovery', 'removal']),
  principal: oneLine(200),
  package: oneLine(200),
  asset: oneLine(200),
  justification: z
    .string()
    .trim()
    .min(10, 'must say why in 10 characters or more')
    .max(4000)
    .refine((text) => !HIDDEN.test(text), 'has a control or invisible character')
    .refine((text) => text.isWellFormed(), 'has half a character'),
  window: windowSchema,
  trigger: oneLine(200)
    .regex(/^[a-z][a-z-]*:[A-Za-z0-9._-]+$/, 'is not of the form `incident:INC-3391`')
    .exactOptional(),
  of: z.string().regex(TICKET_ID, 'is not a ticket id').exactOptional(),
});

/** A ticket as its file has it: times are text until they are read. */
type TicketFile = Omit<Ticket, 'file' | 'window'> & {
  readonly window: { readonly start: string; readonly for: string };
};

/** The shape of a ticket file; nothing in it is trusted as fact. */
export const ticketSchema = shapeOf<TicketFile>()(ticketFields);

/**
 * Reads a ticket out of parsed YAML. Throws TICKET_INVALID, or WritErrors TICKET_INVALID with every fault at once.
 * @param value - what the YAML reader gave
 * @param file - where it came from, for messages
 * @param where - the line and column of a key
 */
export function parseTicket(value: unknown, file: string, where: WhereKey = () => ({})): Ticket {
  const parsed = ticketSchema.safeParse(value);
  if (!parsed.success)
    throw gathered(
      file,
      parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => unknownField(file, [...issue.path, key], where(key)))
          : [fault(file, issue.path, issue.message)],
      ),
    );
  const { window, trigger, of, ...rest } = parsed.data;
  const faults: WritError[] = [];
  const start =
    window.start === 'on-approval'
      ? window.start
      : read(() => parseInstant(window.start), file, 'window.start', faults);
  const span = read(() => parseDuration(window.for), file, 'window.for', faults);
  if ((rest.kind === 'renewal' || rest.kind === 'removal') && of === undefined) {
    faults.push(fault(file, ['of'], `is needed on a ${rest.kind}: the ticket it refers to`));
  } else if (of !== undefined && rest.kind !== 'renewal' && rest.kind !== 'removal') {
    faults.push(fault(file, ['of'], `is not for a ticket of kind ${rest.kind}: it changes no other ticket`));
  }
  if (start !== undefined && start !== 'on-approval' && start >= LAST_START)
    faults.push(fault(file, ['window', 'start'], 'is too far off'));
  if (span !== undefined && span > MAX_SPAN)
    faults.push(fault(file, ['window', 'for'], 'is longer than 5 years, which is no end'));
  if (start === undefined || span === undefined || faults.length > 0) throw gathered(file, faults);
  return {
    ...rest,
    window: { start, for: span },
    ...(trigger ? { trigger } : {}),
    ...(of ? { of } : {}),
    file,
  };
}

function read<T>(parse: () => T, file: string, path: string, faults: WritError[]): T | undefined {
  try {
    return parse();
  } catch (error) {
    faults.push(fault(file, path.split('.'), isWritError(error) ? error.message : 'is not readable'));
    return undefined;
  }
}

/** The line and column of a key in the text that was read, where they can be told. */
export type WhereKey = (key: string) => { readonly line?: number; readonly column?: number };

const FIELDS = [...Object.keys(ticketFields.shape), ...Object.keys(windowSchema.shape)];

function unknownField(file: string, path: readonly PropertyKey[], at: ReturnType<WhereKey>): WritError {
  const key = String(path.at(-1));
  const meant = FIELDS.find((field) => isNear(field, key));
  return new WritError('TICKET_INVALID', `${quoted(key)} is no field of a ticket`, {
    place: { file, path: path.map(String).join('.').slice(0, 200), ...at },
    remedy: meant ? `write \`${meant}\`` : 'write the ticket as docs/tickets.md shows',
  });
}

/** Whether one letter too many, too few, other or swapped makes one of the other. */
function isNear(field: string, key: string): boolean {
  if (Math.abs(field.length - key.length) > 1 || field === key) return false;
  let start = 0;
  while (start < field.length && field[start] === key[start]) start += 1;
  const [a, b] = [field.slice(start), key.slice(start)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}

function fault(file: string, path: readonly PropertyKey[], message: string): WritError {
  const at = path.map(String).join('.');
  return new WritError('TICKET_INVALID', `${at ? `\`${at}\` ` : ''}${message}`, {
    place: { file, path: at },
    remedy: 'write the ticket as docs/tickets.md shows',
  });
}

function gathered(file: string, faults: readonly WritError[]): WritError {
  const [only] = faults;
  if (only && faults.length === 1) return only;
  return new WritErrors('TICKET_INVALID', `\`${file}\` has ${faults.length} faults`, faults);
}
