import type { FindingId } from '../drift/index.js';
import type { Body, LedgerRecord } from '../evidence/index.js';
import { by, sorted, type Instant } from '../kernel/index.js';
import { windowState, type Basis, type EdgeId, type Window } from '../model/index.js';
import { basisKey } from './basis.js';

/** A basis that an edge stood on. */
export interface RecordedStanding {
  readonly edge: EdgeId;
  readonly basis: Basis;
  readonly window: Window;
  readonly approvers: readonly string[];
  /** The entry that says so. */
  readonly entry: number;
}

/** What was so at an instant, as evidence alone tells it. */
export interface RecordedState {
  readonly at: Instant;
  /** How many entries had been recorded by then. */
  readonly entries: number;
  /** Bases whose windows were open; by edge, then basis. */
  readonly standings: readonly RecordedStanding[];
  /** Edges that recorded changes had put there and nothing had taken away; sorted. */
  readonly live: readonly FindingId[];
  /** Findings that had been seen and were not gone, by what they were called. */
  readonly findings: ReadonlyMap<FindingId, string>;
  /** The last judgement of the whole world before the instant: digests of what was wanted and what was live. */
  readonly judged: Body<'drift'> | undefined;
}

/** Rebuilds the state at `at` from the entries recorded up to then, in the order of the ledger. */
export function stateAt(records: readonly LedgerRecord[], at: Instant): RecordedState {
  const rebuilt = new Rebuilt();
  let entries = 0;
  for (const record of records) {
    if (record.recordedAt > at) continue;
    rebuilt.follow(record);
    entries = record.seq + 1;
  }
  return {
    at,
    entries,
    standings: rebuilt.openAt(at),
    live: [...rebuilt.live].sort(),
    findings: rebuilt.findings,
    judged: rebuilt.judged,
  };
}

class Rebuilt {
  readonly live = new Set<FindingId>();
  readonly findings = new Map<FindingId, string>();
  judged: Body<'drift'> | undefined;
  /** By edge, then by basis. */
  private readonly standings = new Map<EdgeId, Map<string, RecordedStanding>>();

  follow(record: LedgerRecord): void {
    switch (record.kind) {
      case 'change':
        this.change(record.body, record.seq);
        return;
      case 'revocation':
        this.differ(record.body.diff);
        return;
      case 'end':
        this.end(record.body.basis, record.body.edges);
        return;
      case 'outcome':
        if (record.body.state === 'revoked') this.live.delete(record.body.edge);
        return;
      case 'first-seen':
        this.findings.set(record.body.edge, record.body.finding);
        return;
      case 'gone':
        this.findings.delete(record.body.edge);
        return;
      case 'drift':
        this.judged = record.body;
        return;
      default:
        return;
    }
  }

  openAt(at: Instant): RecordedStanding[] {
    const all = [...this.standings.values()].flatMap((bases) => [...bases.values()]);
    return sorted(
      all.filter(({ window }) => windowState(window, at) === 'open'),
      by(
        ({ edge }) => edge,
        ({ basis }) => basisKey(basis),
      ),
    );
  }

  private change({ basis, scope, diff, ttl, approvers }: Body<'change'>, entry: number): void {
    const removed = new Set(diff.filter(({ op }) => op === 'remove').map(({ edge }) => edge));
    for (const edge of scope) {
      if (removed.has(edge)) this.drop(edge, basis);
      else this.stand({ edge, basis, window: ttl, approvers, entry });
    }
    this.differ(diff);
  }

  /** An end takes its basis from the edges it names; other bases of these edges go on. */
  private end(basis: Basis, edges: readonly EdgeId[]): void {
    for (const edge of edges) this.drop(edge, basis);
  }

  private differ(diff: Body<'change' | 'revocation'>['diff']): void {
    for (const { op, edge } of diff) {
      if (op === 'add') this.live.add(edge);
      if (op === 'remove') this.live.delete(edge);
    }
  }

  private stand(standing: RecordedStanding): void {
    const bases = this.standings.get(standing.edge) ?? new Map<string, RecordedStanding>();
    this.standings.set(standing.edge, bases.set(basisKey(standing.basis), standing));
  }

  private drop(edge: EdgeId, basis: Basis): void {
    this.standings.get(edge)?.delete(basisKey(basis));
  }
}
