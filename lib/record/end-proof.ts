import { by, sorted, type Instant } from '../kernel/index.js';
import type { EdgeId } from '../model/index.js';
import type { TicketRecord } from './ticket-record.js';

/** When the access of a ticket was to end: as its end says, else by its last window; undefined while it is standing. */
export function triggerOf({ end, change }: Pick<TicketRecord, 'end' | 'change'>): Instant | undefined {
  const ended = end.at(-1)?.body.at;
  if (ended !== undefined) return ended;
  const bound = change.at(-1)?.body.ttl.end;
  return bound === 'standing' ? undefined : bound;
}

/**
 * REQ-106: whether live readings dated after `trigger` show every edge of the end gone. One reading need not have seen
 * them all; each edge needs one.
 */
export function provesAbsence(record: TicketRecord, trigger: Instant): boolean {
  return provenAt(record, trigger) !== undefined;
}

/** When the last edge of the end was first shown gone; undefined while one is not. */
export function provenAt(record: TicketRecord, trigger: Instant): Instant | undefined {
  const proofs = record['end-verification'].filter(
    ({ body }) => body.state === 'absent' && body.observation.at > trigger,
  );
  const open = new Set(edgesToEnd(record));
  for (const { body } of sorted(
    proofs,
    by(({ body: { observation } }) => observation.at),
  )) {
    for (const edge of body.edges) open.delete(edge);
    if (open.size === 0) return body.observation.at;
  }
  return undefined;
}

function edgesToEnd({ end, change }: TicketRecord): readonly EdgeId[] {
  const last = end.at(-1);
  if (last) return last.body.edges;
  return change.at(-1)?.body.scope ?? [];
}
