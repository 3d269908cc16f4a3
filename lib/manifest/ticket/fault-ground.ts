import { WritError, type Code, type WritErrorProps } from '../../kernel/index.js';
import type { TicketShape } from './shape.js';

/** The line and column of what a path leads to in the text that was read, where they can be told. */
export type WherePath = (
  path: readonly PropertyKey[],
  of?: 'key',
) => { readonly line?: number; readonly column?: number };

/** What the faults of one file need to be told: where it is, of which shape it should be, and what it has. */
export interface FaultGround {
  readonly file: string;
  readonly where: WherePath;
  readonly shape: TicketShape;
  readonly value: unknown;
}

/** Where nothing more can be told. */
export const AS_DOCS = 'write the ticket as docs/tickets.md shows';

/** One fault of a ticket at a path, with the place that can be told. */
export function ticketFault(
  { file, where }: Pick<FaultGround, 'file' | 'where'>,
  path: readonly PropertyKey[],
  message: string,
  { code = 'TICKET_INVALID', ...props }: Partial<WritErrorProps> & { readonly code?: Code } = {},
): WritError {
  const at = path.map(String).join('.').slice(0, 200);
  return new WritError(code, message, {
    remedy: AS_DOCS,
    place: { file, ...(at ? { path: at } : {}), ...where(path) },
    ...props,
  });
}

/** What a path leads to in the value of a file. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}
