import { subject, type Fact, type LedgerRecord } from '../evidence/index.js';
import type { Clock, Digest } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { isOfDecision, requestDigest, type Consumption } from '../policy/index.js';
import { ofKind } from '../record/index.js';
import type { DecidedInput } from './record-decisions.js';

/** The decisions that were used, as a verified ledger has them, in its order. */
export function consumptionsIn(records: readonly LedgerRecord[]): readonly Consumption[] {
  return ofKind(records, 'consumption').map(({ body }) => {
    const { ticket, content, request, decidedAt, policy } = body;
    return { ticket, content, request, decidedAt, policy };
  });
}

/** That a synthesis uses decisions for the first time: those by which something of the manifest is given. Said once of each. */
export function usedFacts(
  records: readonly LedgerRecord[],
  clock: Clock,
  made: DecidedInput & { readonly manifest: Manifest; readonly manifestDigest: Digest },
): readonly Fact[] {
  const { manifest, manifestDigest, seats, asked } = made;
  const giving = new Set(
    manifest.grants.flatMap(({ bases }) =>
      bases.flatMap(({ basis }) => ('ticket' in basis ? [basis.ticket] : [])),
    ),
  );
  const before = consumptionsIn(records);
  return [...(seats?.keys() ?? [])].flatMap((decision): Fact[] => {
    const ticket = asked?.get(decision.digest);
    if (!ticket || !giving.has(decision.ticket)) return [];
    if (before.some((used) => isOfDecision(used, decision))) return [];
    const used: Consumption = {
      ticket: decision.ticket,
      content: decision.digest,
      request: requestDigest(ticket),
      decidedAt: decision.at,
      policy: decision.policy,
    };
    return [
      {
        kind: 'consumption',
        subject: [subject('content', decision.digest)],
        body: { ...used, by: 'synthesis', manifest: manifestDigest, at: clock.now() },
      },
    ];
  });
}
