import {
  declaredObjects,
  rememberedIn,
  timedBy,
  type Journal,
  type JournalEntry,
  type Known,
  type TimedJournal,
} from '../drift/index.js';
import {
  anchorsOf,
  assemble,
  LOG_AHEAD,
  NO_OBSERVATIONS,
  type AuditReads,
  type Inventory,
  type InventorySource,
  type SourceSweep,
} from '../inventory/index.js';
import { linksOf, type IdentitySnapshot } from '../identity/index.js';
import {
  epochOf,
  instantOf,
  isWritError,
  plus,
  toWritError,
  WritError,
  type Clock,
  type Digest,
  type Instant,
  type Milliseconds,
} from '../kernel/index.js';
import { managedArns } from '../meaning/index.js';
import type { Manifest } from '../manifest/index.js';
import type { SourceId } from '../model/index.js';
import type { DriftPorts } from './ports.js';
import { recordedBy } from './recorded.js';

/** How a survey is taken. */
export interface SurveyOptions {
  /** What is declared, and so known by the native id under which it was seen before. */
  readonly manifest: Manifest;
  /** The digest of the manifest's canonical form. */
  readonly manifestDigest: Digest;
  readonly identity: IdentitySnapshot;
  /** The instant to judge at. @default - when the survey ends, by the clock */
  readonly at?: Instant;
  /** How far back the audit logs are read. */
  readonly auditFor: Milliseconds;
  /** How far an entry may lie ahead of the clock. @default - CLOCK_SKEW */
  readonly skew?: Milliseconds;
  readonly signal?: AbortSignal;
  /** Called as parts of a source are answered. */
  readonly onProgress?: (source: SourceId, answered: number, listed: number) => void;
}

/** All that a judgement needs from the world, read side by side. */
export interface Survey extends TimedJournal {
  readonly at: Instant;
  readonly inventory: Inventory;
  readonly audit: AuditReads;
  /** What the record knows of what is wanted. */
  readonly known: Known;
  /** The number after the last entry of the ledger that was read; 0 without one. */
  readonly upTo: number;
  /** Why the journal does not verify, when it does not; only what lies aside of it counts then. */
  readonly journalFault?: WritError;
}

/** Sweeps every source and reads journal and logs at once. What fails is a value in the result; only an abort throws. */
export async function survey(ports: DriftPorts, options: SurveyOptions): Promise<Survey> {
  const { clock } = ports;
  const startedAt = clock.now();
  const [sweeps, audit, { entries, fault }] = await Promise.all([
    Promise.all(ports.sources.map((source) => sweepOf(source, clock, options))),
    readAudits(ports, options, earlier(options.at ?? startedAt, startedAt)),
    readJournal(ports),
  ]);
  refuseAbort(options.signal);
  const at = options.at ?? clock.now();
  const anchors = anchorsOf(declaredObjects(options.manifest.catalogue), rememberedIn(entries));
  const inventory = assemble(sweeps, linksOf(options.identity), anchors);
  return {
    at,
    inventory,
    audit,
    ...timedBy(entries, clock.now(), options.skew),
    ...(await recordedBy(ports, options, at, fault !== undefined)),
    ...(fault ? { journalFault: fault } : {}),
  };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** Throws INTERRUPTED once the signal is given. */
export function refuseAbort(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new WritError('INTERRUPTED', 'stopped by a signal', { remedy: 'run the command again to go on' });
}

async function sweepOf(
  source: InventorySource,
  clock: Clock,
  { manifest, signal, onProgress }: SurveyOptions,
): Promise<SourceSweep> {
  const startedAt = clock.now();
  try {
    return await source.sweep({
      policies: manifest.catalogue.permissionSets.flatMap(({ content }) => managedArns(content)),
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress: (answered, listed) => onProgress(source.id, answered, listed) } : {}),
    });
  } catch (error) {
    refuseAbort(signal);
    return unswept(source, toWritError(error), startedAt, clock.now());
  }
}

const EVERY_LISTING = ['instances', 'groups', 'permission-sets', 'users'] as const;
const OF_FEEDERS = ['push-mappings', 'group-rules'] as const;

function unswept(
  { id: source, feedsGroups }: InventorySource,
  error: WritError,
  startedAt: Instant,
  endedAt: Instant,
): SourceSweep {
  const failures = [...EVERY_LISTING, ...(feedsGroups ? OF_FEEDERS : [])].map((of) => ({
    part: { part: 'listing', of } as const,
    error,
  }));
  return {
    completeness: {
      source,
      complete: false,
      listed: failures.length,
      answered: 0,
      failures,
      startedAt,
      endedAt,
      calls: 0,
    },
    seen: NO_OBSERVATIONS,
    uncovered: [],
  };
}

async function readAudits(
  { audits }: DriftPorts,
  { auditFor, signal }: SurveyOptions,
  now: Instant,
): Promise<AuditReads> {
  const from = instantOf(Math.max(0, epochOf(now) - auditFor));
  // A log whose clock is ahead of ours has events of after the run.
  const to = plus(now, LOG_AHEAD);
  const reads = await Promise.all(
    audits.map(async (audit) => {
      try {
        return [audit.id, await audit.read({ from, to }, signal)] as const;
      } catch (error) {
        refuseAbort(signal);
        return [audit.id, { complete: false, events: [], failures: [toWritError(error)] }] as const;
      }
    }),
  );
  return new Map(reads);
}

/** A journal that does not verify leaves only what runs did since and wrote aside; why, is a value. */
export async function readJournal({
  journal,
}: Pick<DriftPorts, 'journal'>): Promise<{ entries: readonly JournalEntry[]; fault?: WritError }> {
  try {
    return { entries: await journal.read() };
  } catch (fault) {
    if (!isCorrupt(fault)) throw fault;
    return { entries: await asideOf(journal), fault };
  }
}

async function asideOf(journal: Journal): Promise<readonly JournalEntry[]> {
  try {
    return (await journal.aside?.()) ?? [];
  } catch (error) {
    if (isCorrupt(error)) return [];
    throw error;
  }
}

function isCorrupt(error: unknown): error is WritError {
  return isWritError(error) && error.code === 'JOURNAL_CORRUPT';
}
