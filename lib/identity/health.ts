import { epochOf, isWritError, type Instant, type Milliseconds, type WritError } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { principalText, type Grant } from '../model/index.js';
import { correlate, type CorrelateOptions } from './correlate.js';
import { checkFeed, type RawFeed, type RawRecords } from './feed.js';
import { findingsInOrder, type IdentityFinding } from './finding.js';
import { standingFaults, type FeedStandard } from './limits.js';
import { remembering } from './remember.js';
import { declaredFindings } from './run-checks.js';
import type { FeedProvenance, IdentitySnapshot } from './snapshot.js';

/** A feed as read, or why it cannot be. */
export type FeedRead<T> = { readonly feed: T } | { readonly fault: WritError };

/** Every feed that is configured. */
export interface FeedReads {
  readonly hr: FeedRead<RawFeed>;
  readonly directory: FeedRead<RawFeed>;
  readonly delegations?: FeedRead<RawRecords>;
  readonly events?: FeedRead<RawRecords>;
}

/** How fit one feed is to decide on. */
export interface FeedHealth {
  readonly source: FeedProvenance['source'];
  readonly state: 'fit' | 'refused' | 'unavailable';
  readonly generatedAt?: Instant;
  readonly observedAt?: Instant;
  readonly rows?: number;
  /** From when it was generated. */
  readonly age?: Milliseconds;
  readonly faults: readonly WritError[];
}

/** A finding with what those whom it is about hold by the last synthesis. */
export interface TouchingFinding extends IdentityFinding {
  readonly grants: readonly Pick<Grant, 'principal' | 'package' | 'asset'>[];
}

/** What `writ identity check` says. */
export interface IdentityReport {
  readonly schema: 'writ.identity-check/1';
  readonly at: Instant;
  /** `unavailable`, `refused`: a feed is, and nothing is granted; `findings`: something blocks somebody; `clean`: at most warnings. */
  readonly verdict: 'clean' | 'findings' | 'refused' | 'unavailable';
  readonly feeds: readonly FeedHealth[];
  /** Absent where the feeds cannot be held against each other. */
  readonly findings?: readonly TouchingFinding[];
  /** When the grants were synthesized that findings touch; absent where nothing was synthesized yet. */
  readonly grantsOf?: Instant;
}

/** What the feeds are held to, and against what. */
export interface HealthProps {
  readonly asOf: Instant;
  readonly standard: FeedStandard;
  readonly heads?: CorrelateOptions['heads'];
  /** The last synthesis: its declarations, and what is granted. */
  readonly manifest?: Pick<Manifest, 'asOf' | 'catalogue' | 'grants'>;
}

/** Holds every feed to its manifest, to the clocks, to the last accepted and to each other; never throws for what it finds. */
export function identityReport(reads: FeedReads, props: HealthProps): IdentityReport {
  const { asOf, manifest } = props;
  const sources = (['hr', 'directory', 'delegations', 'events'] as const).filter((source) => reads[source]);
  const own = sources.map((source) => healthOf(source, reads[source], asOf));
  const { snapshot, faults } = own.every(({ state }) => state === 'fit')
    ? together(reads, props)
    : { snapshot: undefined, faults: [] };
  const feeds = own.map((each) => withFaults(each, faults));
  const findings = snapshot && touching(allFindings(snapshot, props), manifest?.grants ?? []);
  return {
    schema: 'writ.identity-check/1',
    at: asOf,
    verdict: verdictOf(feeds, findings ?? []),
    feeds,
    ...(findings ? { findings } : {}),
    ...(manifest ? { grantsOf: manifest.asOf } : {}),
  };
}

function healthOf(
  source: FeedHealth['source'],
  read: FeedRead<RawFeed | RawRecords> | undefined,
  asOf: Instant,
): FeedHealth {
  try {
    if (!read || 'fault' in read) {
      const faults = read ? [read.fault] : [];
      const state = faults.some(({ code }) => code === 'SOURCE_UNAVAILABLE') ? 'unavailable' : 'refused';
      return { source, state, faults };
    }
    const { generatedAt, observedAt, rows } = checkFeed(read.feed, asOf);
    const age = epochOf(asOf) - epochOf(generatedAt);
    return {
      source,
      state: 'fit',
      generatedAt,
      ...(observedAt ? { observedAt } : {}),
      rows,
      age,
      faults: [],
    };
  } catch (error) {
    if (!isWritError(error)) throw error;
    return { source, state: 'refused', faults: [error] };
  }
}

function together(
  reads: FeedReads,
  { asOf, standard, heads }: HealthProps,
): { readonly snapshot: IdentitySnapshot | undefined; readonly faults: readonly WritError[] } {
  const { hr, directory, delegations, events } = reads;
  if (!('feed' in hr) || !('feed' in directory)) return { snapshot: undefined, faults: [] };
  try {
    const snapshot = correlate(hr.feed, directory.feed, asOf, {
      ...(heads ? { heads } : {}),
      ...(delegations && 'feed' in delegations ? { delegations: delegations.feed } : {}),
      ...(events && 'feed' in events ? { events: events.feed } : {}),
    });
    return {
      snapshot: remembering(snapshot, standard.last?.snapshot),
      faults: standingFaults(standard, snapshot),
    };
  } catch (error) {
    if (!isWritError(error)) throw error;
    return { snapshot: undefined, faults: [error] };
  }
}

/** A feed with those of the common faults that are its own; what is nobody's own is told at HR. */
function withFaults(feed: FeedHealth, faults: readonly WritError[]): FeedHealth {
  const own = faults.filter(({ place }) => {
    const source = /^feeds\.(.+)$/.exec(place?.path ?? '')?.[1] ?? 'hr';
    return source === feed.source;
  });
  return own.length === 0 ? feed : { ...feed, state: 'refused', faults: [...feed.faults, ...own] };
}

function allFindings(identity: IdentitySnapshot, { manifest }: HealthProps): readonly IdentityFinding[] {
  const declared = manifest ? declaredFindings({ identity, catalogue: manifest.catalogue }) : [];
  return findingsInOrder([...(identity.findings ?? []), ...declared]);
}

function touching(findings: readonly IdentityFinding[], grants: readonly Grant[]): TouchingFinding[] {
  const held = new Map<string, Map<string, TouchingFinding['grants'][number]>>();
  for (const { principal, package: pack, asset } of grants) {
    const who = principalText(principal);
    const of = held.get(who) ?? new Map<string, TouchingFinding['grants'][number]>();
    held.set(who, of.set(JSON.stringify([pack, asset]), { principal, package: pack, asset }));
  }
  return findings.map((finding) => ({
    ...finding,
    grants: finding.about.flatMap((who) => [...(held.get(who)?.values() ?? [])]),
  }));
}

function verdictOf(
  feeds: readonly FeedHealth[],
  findings: readonly IdentityFinding[],
): IdentityReport['verdict'] {
  if (feeds.some(({ state }) => state === 'unavailable')) return 'unavailable';
  if (feeds.some(({ state }) => state === 'refused')) return 'refused';
  return findings.some(({ severity }) => severity !== 'warn') ? 'findings' : 'clean';
}
