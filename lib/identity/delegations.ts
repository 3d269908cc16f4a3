import { z } from 'zod';
import { epochOf, type Instant, type List } from '../kernel/index.js';
import { shapes, type WorkerId } from '../model/index.js';
import { workerText, zonedInstant } from './forms.js';

/** Version of the file of delegations. */
export const DELEGATIONS_SCHEMA = 'writ.delegations/1';

/** That somebody approves for somebody else for a time, by a record that says so. */
export interface Delegation {
  /** The id of the record at its source. */
  readonly record: string;
  readonly from: WorkerId;
  readonly to: WorkerId;
  /** The packages that it is for. */
  readonly scope: 'all' | List<string>;
  readonly start: Instant;
  /** The first instant at which it is over. */
  readonly end: Instant;
}

/** One record of the feed: whom it is from and to as `hr:…`, times as RFC 3339 with a zone. */
export const delegationRecord = z
  .strictObject({
    record: z.string().min(1).max(200),
    from: workerText,
    to: workerText,
    scope: z.union([z.literal('all'), shapes.list(z.string().min(1).max(200))]),
    start: zonedInstant,
    end: zonedInstant,
  })
  .refine(({ start, end }) => epochOf(start) < epochOf(end), 'ends before it starts')
  .refine(({ from, to }) => from !== to, 'is from a person to the same person');

/** The file of delegations, as people and their tools write it. */
export const delegationsFile = z.strictObject({
  schema: z.literal(DELEGATIONS_SCHEMA),
  delegations: z.array(z.unknown()),
});

/** The file as its published schema has it: reading takes it record by record. */
export const delegationsDocument = delegationsFile.extend({ delegations: z.array(delegationRecord) });

/** What a delegation is asked for. */
export interface DelegationAsked {
  readonly from: WorkerId;
  readonly to: WorkerId;
  readonly package: string;
  readonly at: Instant;
}

/**
 * The recorded delegation by which somebody may act for somebody else at an instant; undefined when there is none: one
 * that is over, still to come or for other packages is none, and nobody passes on what was delegated to them.
 */
export function delegationFor(
  delegations: readonly Delegation[],
  { from, to, package: wanted, at }: DelegationAsked,
): Delegation | undefined {
  return delegations.find(
    (each) =>
      each.from === from &&
      each.to === to &&
      each.start <= at &&
      at < each.end &&
      (each.scope === 'all' || each.scope.includes(wanted)),
  );
}
