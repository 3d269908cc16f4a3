import type { Table } from '../core/table.js';
import type { OktaAnswer, OktaCall } from './call.js';
import { invalid } from './errors.js';

/** Sizes of a page. */
export interface PageSizes {
  readonly standard: number;
  /** What is asked beyond this is cut down to it, as Okta does. */
  readonly largest: number;
}

/** The page size that was asked for. */
export function limitOf(call: OktaCall, sizes: PageSizes): number {
  const asked = call.query.get('limit');
  if (asked === null || asked === '') return sizes.standard;
  const limit = Number(asked);
  if (!Number.isInteger(limit) || limit < 1)
    throw invalid('limit', `limit: \`${asked}\` is not a positive whole number`);
  return Math.min(limit, sizes.largest);
}

/** The position after which the page starts; 0 for the first page. */
export function positionOf(call: OktaCall): number {
  const after = call.query.get('after');
  if (after === null || after === '') return 0;
  const position = Number.parseInt(Buffer.from(after, 'base64url').toString('latin1').replace(/^p/, ''), 10);
  if (!Number.isSafeInteger(position) || position < 0)
    throw invalid('after', 'after: the cursor is not one that was handed out');
  return position;
}

/** A position as the opaque cursor of a next link. */
export function cursor(position: number): string {
  return Buffer.from(`p${position}`, 'latin1').toString('base64url');
}

/** One page of a table, optionally filtered, in the table's own order: O(page) without a filter. */
export function tablePage<V>(
  call: OktaCall,
  table: Table<V>,
  sizes: PageSizes,
  view: (value: V) => unknown,
  keep?: (value: V) => boolean,
): OktaAnswer {
  const limit = limitOf(call, sizes);
  const start = positionOf(call);
  const { items, last, more } =
    keep === undefined ? table.page(start, limit) : filtered(table, start, limit, keep);
  return list(items.map(view), more ? last : undefined);
}

/** One page of a bucket of a table's index. Rows that `view` gives nothing for are left out, and a page may be short for it. */
export function bucketPage<V>(
  call: OktaCall,
  { table, index, bucket }: { readonly table: Table<V>; readonly index: number; readonly bucket: string },
  sizes: PageSizes,
  view: (value: V) => unknown,
): OktaAnswer {
  const { items, last, more } = table.pageIn(index, bucket, positionOf(call), limitOf(call, sizes));
  const shown = items.map(view).filter((each) => each !== undefined);
  return list(shown, more ? last : undefined);
}

/** One page of a small or sorted list that is at hand as a whole. */
export function arrayPage<V>(
  call: OktaCall,
  all: readonly V[],
  sizes: PageSizes,
  view: (value: V) => unknown,
): OktaAnswer {
  const limit = limitOf(call, sizes);
  const start = positionOf(call);
  const end = start + limit;
  return list(all.slice(start, end).map(view), end < all.length ? end : undefined);
}

function list(items: unknown[], next: number | undefined): OktaAnswer {
  return { kind: 'list', items, ...(next === undefined ? {} : { next: { after: cursor(next) } }) };
}

/** How many rows are looked at once to see whether another match follows a full page. */
const AHEAD = 1000;

function filtered<V>(
  table: Table<V>,
  start: number,
  limit: number,
  keep: (value: V) => boolean,
): { items: V[]; last: number; more: boolean } {
  const items: V[] = [];
  let last = start;
  for (let position = start; ;) {
    const room = limit - items.length;
    // Never more rows than there is room for: whatever was looked at up to `last` is on a page.
    const slice = table.page(position, room > 0 ? room : AHEAD);
    const matches = slice.items.filter(keep);
    if (room === 0 && matches.length > 0) return { items, last, more: true };
    position = slice.last;
    if (room > 0) {
      items.push(...matches);
      last = position;
    }
    if (!slice.more) return { items, last, more: false };
  }
}
