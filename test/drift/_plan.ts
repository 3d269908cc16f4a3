import {
  DEFAULT_RAILS,
  planRevert,
  type BreakerEntry,
  type JournalEntry,
  type JudgeInput,
  type Operators,
  type RailId,
  type Rails,
  type RevertAsk,
  type RevertPlan,
} from '../../lib/drift/index.js';
import type { KeyId } from '../../lib/evidence/index.js';
import type { Instant } from '../../lib/kernel/index.js';
import { edgeIdOf, edgeKey, person, type Edge, type EdgeId } from '../../lib/model/index.js';
import {
  edge,
  ended,
  identity,
  inventory,
  judgement,
  live,
  manifest,
  READERS,
  record,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';

/** What a plan is made from: a world, rails without grace unless said, and who asks. */
export interface PlanProps {
  readonly world?: Partial<JudgeInput>;
  readonly rails?: Partial<Rails>;
  readonly ask?: Partial<RevertAsk>;
}

export const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };

/** Judges a world and plans its revert. */
export function planOf({ world = {}, rails = {}, ask = {} }: PlanProps): RevertPlan {
  return planRevert(
    judgement(world),
    { ...PROMPT, ...rails },
    { confirmed: true, recordVerifies: true, operators: BELIEVED, ...ask },
  );
}

/** The rail that holds each line, in the order of the plan. */
export function verdicts(plan: RevertPlan): (RailId | 'go')[] {
  return plan.lines.map(({ verdict }) => (verdict.state === 'go' ? 'go' : verdict.rail));
}

/** The rails that hold any line. */
export function kinds(plan: RevertPlan): ReadonlySet<RailId | 'go'> {
  return new Set(verdicts(plan));
}

/** Edges of as many people to one group. */
export function people(count: number, from = 10, target: Edge['target'] = READERS): Edge[] {
  return Array.from({ length: count }, (_, index) => edge(person(`p${index + from}`), target));
}

/** Alice and Bob, and everybody of {@link people}. */
export const everyone = identity(
  record('1'),
  record('2'),
  record('alice'),
  record('bob'),
  record('carol'),
  record('left', { status: 'terminated' }),
  ...people(400).map(({ holder }) => record('id' in holder ? holder.id : '')),
);

/** A world in which `over` ended and `kept` are still wanted, all live. */
export function endings(over: readonly Edge[], kept: readonly Edge[] = [], of?: string): Partial<JudgeInput> {
  const props = of === undefined ? {} : { package: of };
  return {
    manifest: manifest({
      edges: kept.map((one) => wanted(one)),
      ended: over.map((one) => ended(one, props)),
    }),
    inventory: inventory({ edges: [...over, ...kept].map((one) => live(one)) }),
    identity: everyone,
  };
}

/** Believes every proof: whether its signature holds is for the ledger to say, and tested there. */
export const BELIEVED: Operators = { provedBy: ({ proof }: BreakerEntry) => proof?.operator };

const proofOf = (operator: string) => ({ operator, key: 'sha256:00' as KeyId, sig: 'AA==' });

/** What the breaker queued for these edges; without an operator nobody is proved to have run it. */
export function queuedBy(
  operator: string | undefined,
  edges: readonly Edge[],
  at: Instant = YESTERDAY,
): JournalEntry {
  return {
    kind: 'queued',
    at,
    run: 'run-0',
    by: 'somebody',
    rail: 'ceiling',
    edges: edges.map(idOf),
    ...(operator === undefined ? {} : { proof: proofOf(operator) }),
  };
}

/** That somebody released these edges. */
export function releasedBy(
  operator: string | undefined,
  edges: readonly Edge[],
  at: Instant = YESTERDAY,
): JournalEntry {
  return {
    kind: 'released',
    at,
    run: 'run-1',
    by: 'somebody else',
    reason: 'the project ended',
    edges: edges.map(idOf),
    ...(operator === undefined ? {} : { proof: proofOf(operator) }),
  };
}

/** That a run took an edge away. */
export function tookAway(
  of: Edge,
  at: Instant,
  run = 'run-0',
  counts?: { basis: 'had' | 'none'; package?: string; leaver?: true },
): JournalEntry[] {
  return [
    {
      kind: 'attempt',
      at,
      run,
      edge: idOf(of),
      revocation: { what: 'edge', live: live(of) },
      ...(counts ? { counts } : {}),
    },
    { kind: 'outcome', at, run, edge: idOf(of), state: 'revoked', detail: 'read back: gone' },
  ];
}

function idOf(of: Edge): EdgeId {
  return edgeIdOf(edgeKey(of));
}
