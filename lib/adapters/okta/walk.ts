import { digest, epochOf, type Clock, type Milliseconds } from '../../kernel/index.js';
import type { PageLinks } from './link.js';
import type { Operation } from './operation.js';
import { malformed } from './refusal.js';

/** An empty page may be followed by itself: Okta is asked again so often, then it is called malformed. */
const EMPTY_REPEATS = 3;

/** How far one listing may go. */
export interface WalkLimits {
  readonly mostPages: number;
  readonly longestListing: Milliseconds;
}

/** One page, as it was answered. */
export interface WalkedPage {
  readonly address: URL;
  readonly items: readonly unknown[];
  readonly links: PageLinks;
}

/**
 * Goes from page to page of one list and sees that it comes to an end: no page twice, under the same address or a new
 * one, no more pages and no more time than the limits allow, and no end that only a stripped header makes.
 */
export class Walk {
  private pages = 0;
  private readonly visits = new Map<string, number>();
  private readonly contents = new Set<string>();
  private readonly startedAt: number;

  constructor(
    private readonly operation: Operation,
    /** How many items a page was asked to hold; undefined where that is Okta's to say. */
    private readonly pageSize: number | undefined,
    private readonly clock: Clock,
    private readonly limits: WalkLimits,
  ) {
    this.startedAt = epochOf(clock.now());
  }

  /** Where to go on after this page, undefined at the end of the list. Throws PROVIDER_MALFORMED. */
  after({ address, items, links }: WalkedPage): URL | undefined {
    this.pages += 1;
    this.visits.set(address.href, (this.visits.get(address.href) ?? 0) + 1);
    const { next } = links;
    if (!next) {
      if (this.isCutOff(items, links))
        throw this.fault('is a full page without any link: its end is not proved');
      return undefined;
    }
    this.refuseRepetition(next, items);
    const { mostPages, longestListing } = this.limits;
    if (this.pages >= mostPages) throw this.fault(`has more than ${mostPages} pages`);
    if (epochOf(this.clock.now()) - this.startedAt >= longestListing)
      throw this.fault(`goes on after ${Math.round(longestListing / 1000)} s`);
    return next;
  }

  /** Okta links the last page of a list to itself; where a full page has no link, something may have taken the next. */
  private isCutOff(items: readonly unknown[], { linked }: PageLinks): boolean {
    return !linked && this.pageSize !== undefined && items.length >= this.pageSize;
  }

  private refuseRepetition(next: URL, items: readonly unknown[]): void {
    const seen = this.visits.get(next.href) ?? 0;
    if (seen > 0 && (items.length > 0 || seen > EMPTY_REPEATS))
      throw this.fault('has a next link that comes back to a page already read');
    if (items.length === 0) return;
    const content = digest(JSON.stringify(items));
    if (this.contents.has(content)) throw this.fault('has the same page again under a new link');
    this.contents.add(content);
  }

  private fault(what: string): Error {
    return malformed(this.operation, what).error;
  }
}
