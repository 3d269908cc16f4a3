import { z } from 'zod';
import { quoted, type WritError } from '../../kernel/index.js';
import { AS_DOCS, ticketFault, valueAt, type FaultGround } from './fault-ground.js';
import { TICKET_FIELDS, type TicketShape } from './shape.js';
import { TICKET_KINDS, TICKET_SCHEMA } from './ticket.js';

/**
 * A field that stands where it may not, with the one that was meant where it can be told.
 * @param lacked - the field that is missing beside it, where it was written for that
 */
export function unknownField(
  ground: FaultGround,
  path: readonly PropertyKey[],
  lacked?: PropertyKey,
): WritError {
  const key = String(path.at(-1));
  const about = foreignField(ground, path);
  const [message, remedy] = about ?? [
    `${quoted(key)} is no field of a ticket${lacked === undefined ? '' : `: did you mean \`${String(lacked)}\`?`}`,
    undefined,
  ];
  const known = Object.keys(shapeAt(ground.shape, path.slice(0, -1)) ?? {});
  const meant = lacked === undefined ? known.find((field) => isNear(field, key)) : String(lacked);
  return ticketFault({ file: ground.file, where: (at) => ground.where(at, 'key') }, path, message, {
    remedy: remedy ?? (meant === undefined ? AS_DOCS : `write \`${meant}\``),
  });
}

/** A field that some other kind or version has, in words with its remedy. */
export function foreignField(
  { value, shape }: FaultGround,
  path: readonly PropertyKey[],
): [string, string] | undefined {
  if (path.length !== 1) return undefined;
  const key = String(path[0]);
  const of = TICKET_KINDS.filter((each) => key in TICKET_FIELDS[each].shape);
  const within = NESTED.find((field) => key in (shapeAt(shape, [field]) ?? {}));
  if (within !== undefined) return [`${quoted(key)} does not stand here`, `write it below \`${within}\``];
  if (of.length === 0) return undefined;
  if (valueAt(value, ['schema']) === undefined)
    return [`${quoted(key)} is a field of version 2`, `write \`schema: ${TICKET_SCHEMA}\` in this file too`];
  const kinds = of.map((each) => `\`${each}\``).join(' or ');
  return [
    `${quoted(key)} is not for a ticket of kind ${quoted(String(valueAt(value, ['kind'])))}`,
    `leave it out, or write a ticket of kind ${kinds}`,
  ];
}

const NESTED = ['window', 'exception', 'recovery', 'review'] as const;

/** The fields that stand at a path of a shape. */
function shapeAt(shape: TicketShape, path: readonly PropertyKey[]): Record<string, z.ZodType> | undefined {
  let fields = shape.shape as Record<string, z.ZodType> | undefined;
  for (const step of path) {
    const field = fields?.[String(step)];
    const inner = field instanceof z.ZodExactOptional ? (field.unwrap() as z.ZodType) : field;
    fields = inner instanceof z.ZodObject ? inner.shape : undefined;
  }
  return fields;
}

/** Whether one letter too many, too few, other or swapped makes one of the other. */
export function isNear(field: string, key: string): boolean {
  if (Math.abs(field.length - key.length) > 1 || field === key) return false;
  let start = 0;
  while (start < field.length && field[start] === key[start]) start += 1;
  const [a, b] = [field.slice(start), key.slice(start)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}
