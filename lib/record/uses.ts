import type { Body, LedgerRecord, RecordOf } from '../evidence/index.js';
import { canonicalJson, groupBy, isList, type Instant, type List } from '../kernel/index.js';
import { ofKind, ticketOf } from './basis.js';
import { isReviewed, type ReviewedKind } from './exception.js';

/** An exception or emergency, which somebody has to look at after its use, as a verified ledger has it. */
export interface RecordedUse {
  readonly ticket: string;
  readonly kind: ReviewedKind;
  /** Who it was for, as `hr:…` or `workload:…`. */
  readonly principal: string;
  readonly package: string;
  /** The first end that was recorded; absent while none is. */
  readonly endedAt?: Instant;
  /** When it was reviewed, each time, sorted; absent while nobody has. */
  readonly reviewed?: List<Instant>;
}

/** Every exception and emergency that a ledger has, approved or not, in its order; two where one id was asked for by two. */
export function usesIn(records: readonly LedgerRecord[]): readonly RecordedUse[] {
  const ends = firstsOf([...ofKind(records, 'end'), ...ofKind(records, 'tombstone')], ({ body }) =>
    'at' in body ? body.at : body.endedAt,
  );
  const reviews = groupBy(ofKind(records, 'exception-review'), ({ body }) => body.ticket);
  const asked = groupBy(ofKind(records, 'intake'), ({ body: { ticket, principal, kind } }) =>
    canonicalJson([ticket, principal, kind]),
  );
  return [...asked.values()].flatMap(([first]) => (first ? useOf(first.body, ends, reviews) : []));
}

type ByTicket = ReadonlyMap<string, Instant>;

function useOf(
  { ticket, kind, principal, package: pack }: Body<'intake'>,
  ends: ByTicket,
  reviews: ReadonlyMap<string, readonly RecordOf<'exception-review'>[]>,
): RecordedUse[] {
  if (!isReviewed(kind)) return [];
  const endedAt = ends.get(ticket);
  const reviewed = (reviews.get(ticket) ?? []).map(({ body }) => body.at).sort();
  return [
    {
      ...{ ticket, kind, principal, package: pack },
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(isList(reviewed) ? { reviewed } : {}),
    },
  ];
}

/** The earliest instant of each ticket. */
function firstsOf<R extends LedgerRecord>(records: readonly R[], when: (record: R) => Instant): ByTicket {
  const first = new Map<string, Instant>();
  for (const record of records) {
    const [ticket, at] = [ticketOf(record), when(record)];
    const before = ticket === undefined ? undefined : first.get(ticket);
    if (ticket !== undefined && (before === undefined || at < before)) first.set(ticket, at);
  }
  return first;
}
