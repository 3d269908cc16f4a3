import type { DriftReport, Judgement } from '../drift/index.js';
import { subject, type Fact, type LedgerRecord } from '../evidence/index.js';
import type { AbsenceProof } from '../inventory/index.js';
import { canonicalJson, type Digest, type Instant } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { sourceOf, windowState, type Edge, type EdgeId } from '../model/index.js';
import {
  endedIn,
  ofKind,
  snapshotOf,
  standingsIn,
  tombstoneFact,
  tombstoneKnownIn,
  type Recorder,
  type WantedStanding,
} from '../record/index.js';
import type { DriftPorts } from './ports.js';
import type { Survey } from './survey.js';

/**
 * Records what a survey saw and what was judged of it: the reading of each source, wanted against live, tickets seen to
 * be as granted, and ends that the reading proves. A cycle that saw what the last one saw records nothing.
 */
export async function recordSurvey(
  { recorder }: DriftPorts,
  seen: Survey,
  { report, ground }: Judgement,
): Promise<void> {
  if (!recorder || seen.journalFault) return;
  const records = await recorder.read();
  const snapshot = snapshotOf(seen.inventory);
  const live = await recorder.keep(snapshot);
  const sight: SeenSurvey = {
    seen,
    records,
    manifest: ground.manifest,
    absent: ground.absent,
    live,
    ids: new Set(snapshot.edges.map(({ id }) => id)),
  };
  const facts = [
    ...(await judgement(sight, report, ground.manifestDigest, recorder)),
    ...matchedTickets(sight),
    ...endings(sight),
  ];
  await recorder.append(facts);
}

interface SeenSurvey {
  readonly seen: Survey;
  readonly records: readonly LedgerRecord[];
  readonly manifest: Manifest;
  readonly absent: AbsenceProof;
  /** The digest of the snapshot. */
  readonly live: Digest;
  readonly ids: ReadonlySet<EdgeId>;
}

async function judgement(
  { seen, records, manifest, live }: SeenSurvey,
  report: DriftReport,
  manifestDigest: Digest,
  recorder: Recorder,
): Promise<Fact[]> {
  const last = ofKind(records, 'drift').at(-1)?.body;
  const complete = report.verdict !== 'incomplete';
  const counts = Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0));
  const same =
    last?.wanted === manifestDigest &&
    last.live === live &&
    last.complete === complete &&
    sameCounts(last.counts, counts);
  if (same) return [];
  await recorder.keep(manifest);
  const body = await recorder.keep(plain(report));
  const { inventory, at } = seen;
  return [
    ...inventory.sources.map(({ source, complete: whole, startedAt, endedAt, failures }): Fact => ({
      kind: 'observation',
      subject: [subject('snapshot', live)],
      body: {
        source,
        digest: live,
        complete: whole,
        startedAt,
        endedAt,
        edges: inventory.edges.filter(({ edge }) => sourceOf(edge) === source).length,
        failures: failures.length,
      },
    })),
    {
      kind: 'drift',
      subject: [subject('manifest', manifestDigest), subject('snapshot', live), subject('report', body)],
      body: { at, report: body, wanted: manifestDigest, live, complete, counts, asOf: manifest.asOf },
    },
  ];
}

function sameCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

/** Tickets whose every edge is live, each recorded once. */
function matchedTickets({ seen, records, manifest, live, ids }: SeenSurvey): Fact[] {
  const { at, inventory } = seen;
  const known = new Set(
    ofKind(records, 'verification')
      .filter(({ body }) => body.state === 'matched')
      .map(({ body }) => endKey(body)),
  );
  return standingsIn(manifest)
    .filter(({ ticket, why, window }) => ticket !== undefined && !why && windowState(window, at) === 'open')
    .filter((standing) => !known.has(endKey(standing)) && standing.edges.every((id) => ids.has(id)))
    .map(({ basis, edges }): Fact => ({
      kind: 'verification',
      subject: [subject('snapshot', live)],
      body: {
        basis,
        run: `drift of ${at}`,
        state: 'matched',
        observation: { digest: live, at: inventory.startedAt },
        edges: [...edges],
      },
    }));
}

const CAUSE = {
  window: 'window',
  trigger: 'trigger',
  removal: 'removal',
  left: 'leaver',
  tombstone: 'removal',
} as const;

/** Bases that are over: their end, and the proof that nothing of them is live; each recorded once. */
function endings({ seen, records, manifest, absent, live, ids }: SeenSurvey): Fact[] {
  const ended = latestByEdge(ofKind(records, 'end').map(({ body }) => body));
  const proven = latestByEdge(
    ofKind(records, 'end-verification')
      .filter(({ body }) => body.state === 'absent')
      .map(({ body }) => ({ ...body, at: body.observation.at })),
  );
  const hasTombstone = tombstoneKnownIn(records);
  const edges = edgesById(manifest);
  const isGone = (id: EdgeId): boolean => {
    const edge = edges.get(id);
    return edge !== undefined && !ids.has(id) && absent(edge) === true;
  };
  return endedIn(manifest, seen.at).flatMap((line): Fact[] => {
    const at = endOf(line);
    if (at === undefined) return [];
    const facts: Fact[] = [];
    if (!line.edges.every((id) => ended(line.basis, id) >= at)) facts.push(endFact(line, at));
    if (!hasTombstone(line, at)) facts.push(...tombstoneFact(line, at));
    const readAt = seen.inventory.startedAt;
    const known = line.edges.every((id) => proven(line.basis, id) > at);
    if (!known && readAt > at && line.edges.every(isGone))
      facts.push(absenceFact(line, at, { digest: live, at: readAt }));
    return facts;
  });
}

/** The latest instant that entries give an edge of a basis; empty, which is before all, when they give none. */
function latestByEdge(
  bodies: readonly {
    readonly basis: WantedStanding['basis'];
    readonly edges: readonly EdgeId[];
    readonly at: Instant;
  }[],
): (basis: WantedStanding['basis'], edge: EdgeId) => string {
  const latest = new Map<string, Instant>();
  for (const { basis, edges, at } of bodies)
    for (const edge of edges) {
      const key = canonicalJson([basis, edge]);
      const known = latest.get(key);
      if (known === undefined || at > known) latest.set(key, at);
    }
  return (basis, edge) => latest.get(canonicalJson([basis, edge])) ?? '';
}

function endFact({ basis, edges, why = 'window' }: WantedStanding, at: Instant): Fact {
  const cause = basis.kind === 'legacy' ? 'legacy-uncertified' : CAUSE[why];
  return { kind: 'end', body: { basis, cause, by: 'keeper', at, edges: [...edges] } };
}

function absenceFact(
  { basis, edges }: WantedStanding,
  endedAt: Instant,
  observation: { readonly digest: Digest; readonly at: Instant },
): Fact {
  return {
    kind: 'end-verification',
    subject: [subject('snapshot', observation.digest)],
    body: { basis, endedAt, state: 'absent', observation, edges: [...edges] },
  };
}

function endOf({ window }: WantedStanding): Instant | undefined {
  return window.end === 'standing' ? undefined : window.end;
}

function endKey({
  basis,
  edges,
}: {
  readonly basis: WantedStanding['basis'];
  readonly edges: readonly EdgeId[];
}): string {
  return canonicalJson([basis, [...edges].sort()]);
}

function edgesById({ edges, ended }: Manifest): ReadonlyMap<EdgeId, Edge> {
  return new Map([...edges, ...ended.flatMap(({ via }) => via)].map(({ id, edge }) => [id, edge]));
}

/** A report as plain data; what failed says so in the words of its `toJSON`. */
function plain(report: DriftReport): object {
  return JSON.parse(JSON.stringify(report)) as object;
}
