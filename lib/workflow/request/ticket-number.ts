import { digestOf, type Instant } from '../../kernel/index.js';

/** What makes one request another one. */
export interface RequestKey {
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
  readonly at: Instant;
}

const FIRST = 100_000_000;
const COUNT = 900_000_000;

/**
 * An id of nine digits that two branches do not both come to: not the next number, which each branch would take, but one out of
 * the digest of what is asked for and when. `taken` says which ids there are; the next attempt has another.
 */
export function ticketNumber(prefix: string, key: RequestKey, taken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const hex = digestOf({ ...key, attempt }).slice('sha256:'.length, 'sha256:'.length + 12);
    const id = `${prefix}-${FIRST + (Number.parseInt(hex, 16) % COUNT)}`;
    if (!taken(id)) return id;
  }
}

/** The letters that most ids of the tickets begin with; of several the first by letter. */
export function usualPrefix(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const prefix = id.slice(0, id.lastIndexOf('-'));
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return most?.[0] ?? 'ACC';
}
