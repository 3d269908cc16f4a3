import { isWritError, type WritError } from '../../kernel/index.js';
import { malformed } from './faults.js';

/** One page as the API gave it; `items` undefined when the answer had no list. */
export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly next: string | undefined;
}

/** A list read to its end, or as far as it went and why it stopped. Presence may be believed from it, absence never. */
export interface ReadList<T> {
  readonly items: readonly T[];
  readonly failure?: WritError;
}

/** How one list is read. */
export interface ListProps<Raw, T> {
  /** IAM action, for errors. */
  readonly action: string;
  /** Reads the page at a token. A page that is tried again is tried at the same token. */
  readonly page: (token: string | undefined) => Promise<Page<Raw>>;
  /** An item as we know it; undefined when it lacks what its model requires. */
  readonly item: (raw: Raw) => T | undefined;
  readonly mostPages: number;
  /** Ends the list early, once this says so. */
  readonly until?: (item: T) => boolean;
}

/**
 * Reads all pages. An empty page with a next token continues; a token seen before, an answer without its list, an item
 * without its id, or more pages than is sane ends the list as a failure. Only an abort rejects.
 */
export async function listAll<Raw, T>(props: ListProps<Raw, T>): Promise<ReadList<T>> {
  const items: T[] = [];
  try {
    const broken = await walk(props, items);
    return broken === 0
      ? { items }
      : { items, failure: malformed(props.action, `has ${broken} items that are not as published`) };
  } catch (error) {
    if (isWritError(error)) return { items, failure: error };
    throw error;
  }
}

/** A list that changes between two pages may show an item on both. */
function isNew(taken: Set<string>, item: unknown): boolean {
  const before = taken.size;
  return taken.add(JSON.stringify(item)).size > before;
}

/** Fills `items` and returns how many raw items were not fit to be one. */
async function walk<Raw, T>(props: ListProps<Raw, T>, items: T[]): Promise<number> {
  const { action, mostPages } = props;
  const seen = new Set<string>();
  const taken = new Set<string>();
  let broken = 0;
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await props.page(token);
    if (!Array.isArray(page.items)) throw malformed(action, 'has no list');
    for (const raw of page.items as readonly Raw[]) {
      const item = props.item(raw);
      if (item === undefined) broken += 1;
      else if (isNew(taken, item)) items.push(item);
      if (item !== undefined && props.until?.(item)) return broken;
    }
    token = page.next;
    if (token === undefined) return broken;
    if (token === '' || seen.has(token)) throw malformed(action, 'leads to a page that was read before');
    seen.add(token);
  }
  throw malformed(action, `has more than ${mostPages} pages`);
}
