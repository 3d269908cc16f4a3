import {
  queuesOf,
  type BreakerEntry,
  type RevertAsk,
  type RevertLine,
  type RevertPlan,
} from '../drift/index.js';
import type { Operator } from '../evidence/index.js';
import type { OperatorBook } from '../record/index.js';
import { recordEntry, type RemovalContext } from './carry-out.js';

/** Who acts, and what they say of it. */
export interface ActedBy {
  readonly by: string;
  readonly operator?: Operator;
  readonly book?: OperatorBook;
  readonly release?: RevertAsk['release'];
}

/** What the breaker queues is remembered with who ran into it, and that an operator stands behind a release with the reason. */
export async function recordHolds(context: RemovalContext, plan: RevertPlan, acted: ActedBy): Promise<void> {
  const { by, release } = acted;
  const { fresh, waiting } = queuesOf(plan);
  for (const [rail, lines] of fresh)
    await signed(context, acted, { kind: 'queued', by, rail, ...common(context, lines) });
  if (release && waiting.length > 0)
    await signed(context, acted, {
      kind: 'released',
      by,
      reason: release.reason,
      ...common(context, waiting),
    });
}

function common(
  { ports, run }: RemovalContext,
  lines: readonly RevertLine[],
): Pick<BreakerEntry, 'at' | 'run' | 'edges'> {
  return { at: ports.clock.now(), run, edges: lines.map((line) => line.finding.subject.id) };
}

async function signed(
  context: RemovalContext,
  { operator, book }: ActedBy,
  entry: BreakerEntry,
): Promise<void> {
  const proof = operator && book ? await book.sign(entry, operator) : undefined;
  await recordEntry(context, proof ? { ...entry, proof } : entry);
}
