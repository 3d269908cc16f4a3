import {
  LOG_AHEAD,
  LOG_SKEW,
  type AuditEvent,
  type AuditRead,
  type AuditSource,
} from '../inventory/index.js';
import { isWritError, messageOf, plus, WritError, type Instant, type Milliseconds } from '../kernel/index.js';
import type { ScanAudit } from '../scan/index.js';

/** Reads every audit log once over the last `span` up to `to`; a log that fails makes the answer less certain, not empty. */
export async function readAudit(
  sources: readonly AuditSource[],
  to: Instant,
  span: Milliseconds,
  signal: AbortSignal,
): Promise<ScanAudit> {
  const from = plus(to, -span);
  const reads = await Promise.all(
    sources.map((source) => readOne(source, { from, to: plus(to, LOG_AHEAD) }, signal)),
  );
  return {
    log: {
      read: true,
      from,
      to,
      complete: reads.every((read) => read.complete),
      events: reads.reduce((sum, read) => sum + read.events.length, 0),
      failures: [...reads.flatMap(faultsOf), ...reads.flatMap((read) => aheadOf(read.events, to))].sort(),
    },
    events: reads.flatMap((read) => read.events),
  };
}

/** What kept a log from being read, and of those that were not understood the first and how many more. */
function faultsOf({ complete, failures }: AuditRead): string[] {
  const texts = failures.map((failure) => `${failure.code}: ${failure.message}`);
  const [first] = texts;
  return complete && first !== undefined && texts.length > 1
    ? [`${first}, and ${texts.length - 1} more events could not be understood`]
    : texts;
}

/** That a log has events of after the run: its clock or ours is wrong. */
function aheadOf(events: readonly AuditEvent[], now: Instant): string[] {
  const limit = plus(now, LOG_SKEW);
  const ahead = events.filter((event) => event.at > limit);
  const [first] = ahead;
  if (!first) return [];
  const others = ahead.length === 1 ? '' : ` and ${ahead.length - 1} more`;
  return [
    `event ${first.id}${others} of ${first.source} is dated after this scan (${first.at}): the log's clock or this machine's is wrong`,
  ];
}

async function readOne(
  source: AuditSource,
  window: { readonly from: Instant; readonly to: Instant },
  signal: AbortSignal,
): Promise<AuditRead> {
  try {
    return await source.read(window, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return { complete: false, events: [], failures: [failureOf(error)] };
  }
}

function failureOf(error: unknown): AuditRead['failures'][number] {
  return isWritError(error)
    ? error
    : new WritError('PROVIDER_UNAVAILABLE', messageOf(error), { remedy: 'run the scan again' });
}
