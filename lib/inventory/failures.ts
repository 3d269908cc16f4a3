import { WritError } from '../kernel/index.js';
import type { AccountId, SourceId } from '../model/index.js';
import type { Listing } from './listing.js';
import type { Completeness, Part, PartFailure } from './source.js';

/** The failures of all sources, found by part. A source that was not swept at all fails in every part. */
export class FailureIndex {
  private readonly sources: ReadonlySet<SourceId>;
  private readonly byPart = new Map<string, PartFailure>();
  private readonly partial = new Map<SourceId, PartFailure>();

  constructor(sources: readonly Completeness[]) {
    this.sources = new Set(sources.map((source) => source.source));
    for (const { source, complete, failures } of sources) {
      for (const failure of failures) for (const key of keysOf(source, failure.part)) this.add(key, failure);
      if (!complete && failures.length === 0) this.partial.set(source, incomplete(source, 'did not say why'));
    }
  }

  ofListing(source: SourceId, of: Listing): PartFailure | undefined {
    if (!this.sources.has(source)) return incomplete(source, 'was not swept');
    return this.byPart.get(key(source, 'listing', of));
  }

  ofGroup(source: SourceId, native: string): PartFailure | undefined {
    return this.byPart.get(key(source, 'group', native));
  }

  ofGroupNamed(source: SourceId, name: string): PartFailure | undefined {
    return this.byPart.get(key(source, 'group-name', name));
  }

  ofApp(source: SourceId, native: string, of: 'users' | 'groups'): PartFailure | undefined {
    return this.byPart.get(key(source, 'app', native, of));
  }

  /** The failure to list the accounts where a set is. */
  ofSet(source: SourceId, native: string): PartFailure | undefined {
    return this.byPart.get(key(source, 'set', native));
  }

  ofPair(source: SourceId, set: string, account: AccountId): PartFailure | undefined {
    return this.byPart.get(key(source, 'pair', set, account));
  }

  /** A source that calls itself incomplete without naming a part proves nothing. */
  unexplained(source: SourceId): PartFailure | undefined {
    return this.partial.get(source);
  }

  private add(at: string, failure: PartFailure): void {
    if (!this.byPart.has(at)) this.byPart.set(at, failure);
  }
}

function keysOf(source: SourceId, part: Part): string[] {
  switch (part.part) {
    case 'listing':
      return [key(source, 'listing', part.of)];
    case 'group':
      return [key(source, 'group', part.group), key(source, 'group-name', part.name)];
    case 'app':
      return [key(source, 'app', part.app, part.of)];
    case 'set':
      return [key(source, 'set', part.set)];
    case 'content':
      return [key(source, 'content', part.set)];
    case 'pair':
      return [key(source, 'pair', part.set, part.account)];
  }
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function incomplete(source: SourceId, why: string): PartFailure {
  return {
    part: { part: 'listing', of: 'instances' },
    error: new WritError('INVENTORY_INCOMPLETE', `source \`${source}\` ${why}`, {
      remedy: 'sweep again with every source configured and readable',
    }),
  };
}
