import { createHash } from 'node:crypto';
import type { Slice } from '../core/table.js';
import type { Call } from './service.js';

/** What a list operation is asked to page by. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** Reads up to `limit` items after a position; positions are the reader's own, 0 is the start. */
export type Reader<T> = (position: number, limit: number) => Slice<T>;

/**
 * Reads one page. A token is bound to the operation and to every parameter but `MaxResults`: used elsewhere
 * it is refused as the service refuses it.
 */
export function page<T>(
  call: Call,
  input: PageInput,
  most: number,
  reader: Reader<T>,
): { items: T[]; next: { NextToken?: string } } {
  const position = input.NextToken === undefined ? 0 : positionOf(input.NextToken, call);
  const { items, last, more } = reader(position, input.MaxResults ?? most);
  return { items, next: more ? { NextToken: tokenFor(call, last) } : {} };
}

/** Reads pages of a list that is at hand as a whole. */
export function fromArray<T>(values: readonly T[]): Reader<T> {
  return (position, limit) => {
    const items = values.slice(position, position + limit);
    const last = position + items.length;
    return { items, last, more: last < values.length };
  };
}

/** The token that continues this call's list after `position`. */
export function tokenFor(call: Call, position: number): string {
  return Buffer.from(JSON.stringify([position, seal(call, position)])).toString('base64');
}

function positionOf(token: string, call: Call): number {
  const position = unsealed(token);
  if (position === undefined || tokenFor(call, position) !== token) {
    throw call.service.invalidToken();
  }
  return position;
}

function unsealed(token: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    const position: unknown = Array.isArray(parsed) ? parsed[0] : undefined;
    return typeof position === 'number' ? position : undefined;
  } catch {
    return undefined;
  }
}

function seal(call: Call, position: number): string {
  const parameters = Object.entries(call.raw)
    .filter(([name]) => name !== 'MaxResults' && name !== 'NextToken')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = JSON.stringify([call.service.name, call.operation, parameters, position]);
  return createHash('sha256').update(bound).digest('base64').slice(0, 24);
}
