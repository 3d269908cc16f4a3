import type { LedgerRecord } from '../evidence/index.js';
import type { Digest, Instant } from '../kernel/index.js';
import { basisText } from '../model/index.js';

/** One entry in words, with what it takes to find and check it. */
export interface Moment {
  readonly seq: number;
  readonly digest: Digest;
  readonly recordedAt: Instant;
  readonly kind: LedgerRecord['kind'];
  readonly says: string;
}

/** Entries in words, in the order of the ledger. */
export function timelineOf(records: readonly LedgerRecord[]): Moment[] {
  return records.map((record) => ({
    seq: record.seq,
    digest: record.digest,
    recordedAt: record.recordedAt,
    kind: record.kind,
    says: words(record),
  }));
}

function words(record: LedgerRecord): string {
  switch (record.kind) {
    case 'intake':
      return `${record.body.requester === 'unknown' ? 'somebody' : record.body.requester} asked for ${record.body.package} on ${record.body.asset ?? 'its assets'} for ${record.body.principal}`;
    case 'classification':
      return `${record.body.risk} risk, route ${record.body.route}`;
    case 'decision':
      return `${record.body.outcome}, by ${record.body.rules.join(', ') || 'no rule'}`;
    case 'governance':
      return `${record.body.outcome}: ${record.body.change} at ${record.body.head}`;
    case 'consumption':
      return `used by ${record.body.by}: what was decided at ${record.body.decidedAt}`;
    case 'approval':
      return `${record.body.approver} ${record.body.verdict} it as ${record.body.condition}`;
    case 'change':
      return `granted in run ${record.body.run}, until ${record.body.ttl.end}`;
    case 'verification':
      return `read back at ${record.body.observation.at}: ${record.body.state}`;
    case 'end':
      return `${basisText(record.body.basis)} ended at ${record.body.at}: ${record.body.cause}`;
    case 'end-verification':
      return `read at ${record.body.observation.at}: ${record.body.state}`;
    case 'revocation':
      return `${record.body.state} in run ${record.body.run}, confirmed by ${record.body.by}: ${record.body.reasonCode}`;
    case 'exception-review':
      return `${record.body.reviewer} reviewed it afterwards: ${record.body.outcome}`;
    case 'tombstone':
      return `ended for good: ${record.body.reason}`;
    case 'first-seen':
      return `first seen: ${record.body.finding}`;
    case 'gone':
      return 'no longer there';
    case 'intent':
      return `run ${record.body.run} meant to act on it, until ${record.body.deadline}`;
    case 'attempt':
      return `run ${record.body.run} asked for its removal`;
    case 'outcome':
      return `${record.body.state}: ${record.body.detail}`;
    case 'queued':
      return `held by the ${record.body.rail} rail`;
    case 'released':
      return `released by ${record.body.by}: ${record.body.reason}`;
    default:
      return record.kind;
  }
}
