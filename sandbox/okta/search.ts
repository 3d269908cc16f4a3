import type { Table } from '../core/table.js';
import type { OktaAnswer, OktaCall } from './call.js';
import { invalid } from './errors.js';
import { valuesAt, type Filter } from './filter.js';
import { arrayPage, tablePage, type PageSizes } from './page.js';

/** A `search`: filtered, and sorted where `sortBy` is given. */
export function sortedPage<V>(
  call: OktaCall,
  table: Table<V>,
  sizes: PageSizes,
  holds: Filter,
  facts: (value: V) => Record<string, unknown>,
  view: (value: V) => unknown,
): OktaAnswer {
  const sortBy = call.query.get('sortBy');
  if (sortBy === null) return tablePage(call, table, sizes, view, (value) => holds(facts(value)));
  const descending = descends(call.query.get('sortOrder'));
  const path = sortBy.split('.');
  const keyed = [...table.values()]
    .map((value) => ({ value, shown: facts(value) }))
    .filter(({ shown }) => holds(shown))
    .map(({ value, shown }) => ({ value, key: sortKey(valuesAt(shown, path)[0]), id: sortKey(shown['id']) }))
    .sort((a, b) => (descending ? -1 : 1) * compare(a.key, b.key) || compare(a.id, b.id));
  return arrayPage(call, keyed, sizes, ({ value }) => view(value));
}

function descends(order: string | null): boolean {
  if (order === null || order.toLowerCase() === 'asc') return false;
  if (order.toLowerCase() === 'desc') return true;
  throw invalid('sortOrder', 'sortOrder: allowed are `asc` and `desc`');
}

function sortKey(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
