import {
  queuesOf,
  type BreakerEntry,
  type RevertAsk,
  type RevertLine,
  type RevertPlan,
} from '../drift/index.js';
import type { Operator } from '../evidence/index.js';
import type { OperatorBook } from '../record/index.js';
import { recordEntry, type Conduct } from './carry-out.js';

/** Who acts, and what they say of it. */
export interface ActedBy {
  readonly by: string;
  readonly operator?: Operator;
  readonly book?: OperatorBook;
  readonly release?: RevertAsk['release'];
}

/** What the breaker queues is remembered with who ran into it, and that an operator stands behind a release with the reason. */
export async function recordHolds(conduct: Conduct, plan: RevertPlan, acted: ActedBy): Promise<void> {
  const { by, release } = acted;
  const { fresh, waiting } = queuesOf(plan);
  for (const [rail, lines] of fresh)
    await signed(conduct, acted, { kind: 'queued', by, rail, ...common(conduct, lines) });
  if (release && waiting.length > 0)
    await signed(conduct, acted, {
      kind: 'released',
      by,
      reason: release.reason,
      ...common(conduct, waiting),
    });
}

function common(
  { ports, run }: Conduct,
  lines: readonly RevertLine[],
): Pick<BreakerEntry, 'at' | 'run' | 'edges'> {
  return { at: ports.clock.now(), run, edges: lines.map((line) => line.finding.subject.id) };
}

async function signed(conduct: Conduct, { operator, book }: ActedBy, entry: BreakerEntry): Promise<void> {
  const proof = operator && book ? await book.sign(entry, operator) : undefined;
  await recordEntry(conduct, proof ? { ...entry, proof } : entry);
}
