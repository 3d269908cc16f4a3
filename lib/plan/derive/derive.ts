import { canonicalJson } from '../../kernel/index.js';
import { refKey, type ObjectRef, type SourceId } from '../../model/index.js';
import type { PlannedChange, PlanReading } from '../plan/reading.js';
import { refusal, type Refusal } from '../refusals.js';
import { conform } from './conform.js';
import { isContent, setOf, type PlannedSetContent } from './contents.js';
import type { Effect } from './effect.js';
import type { Natives } from './natives.js';
import { madeBy } from './objects.js';
import { Resolver } from './resolve.js';
import { afterOf } from './side.js';
import type { ShardState } from './state.js';
import { tell } from './tell.js';

/** What a plan is derived with. */
export interface DeriveInput {
  readonly plan: PlanReading;
  /** The bytes of the stack's Terraform JSON, read whole by `refuseConfiguration` before. */
  readonly configuration: Uint8Array;
  readonly stack: string;
  /** The source that the stack is in. */
  readonly source: SourceId;
  /** Ids of the accounts that the manifest's catalogue declares. */
  readonly accounts: Iterable<string>;
  /** Of a sweep that ended before planning began. */
  readonly natives: Natives;
}

/** What a plan does, by its own attributes. */
export interface Derivation {
  readonly stack: string;
  readonly source: SourceId;
  readonly before: ShardState;
  readonly after: ShardState;
  /** What would be done, in total order. */
  readonly effects: readonly Effect[];
  /** What was found done since the last apply, in total order. */
  readonly found: readonly Effect[];
}

/** A derivation, or every reason why what the plan does cannot be told for sure. */
export type Derived = { readonly derivation: Derivation } | { readonly refusals: readonly Refusal[] };

/** Derives from the attributes of a plan, and from nothing that its addresses or names suggest, what it does. Pure; throws nothing. */
export function derive(input: DeriveInput): Derived {
  const { plan, stack, source } = input;
  const resolve = resolverOf(input);
  const told = tell(plan.changes, source, resolve);
  const found = tell(plan.drift, source, resolve);
  const refusals = distinct([
    ...conform(input),
    ...resolve.refusals,
    ...strayParts(plan.changes, told.after.contents, source, resolve),
  ]);
  if (refusals.length > 0) return { refusals };
  return {
    derivation: {
      stack,
      source,
      before: told.before,
      after: told.after,
      effects: told.effects,
      found: found.effects,
    },
  };
}

function resolverOf({ plan, source, accounts, natives }: DeriveInput): Resolver {
  const made = new Map<string, ObjectRef>();
  const resolve = new Resolver({ source, natives, accounts: new Set(accounts), made });
  for (const change of plan.changes) {
    const object = madeBy(change, afterOf(change), source, resolve);
    if (object) made.set(change.address, object);
  }
  return resolve;
}

/** A policy that would be attached to a set which this plan does not have. */
function strayParts(
  changes: readonly PlannedChange[],
  contents: ReadonlyMap<string, PlannedSetContent>,
  source: SourceId,
  resolve: Resolver,
): readonly Refusal[] {
  return changes.flatMap((change) => {
    const after = isContent(change.type) ? afterOf(change) : undefined;
    const of = after && setOf(after, source, resolve);
    if (!of || contents.get(refKey(of))?.content) return [];
    return [
      refusal(
        'PLAN_CONTENT',
        `it is of permission set \`${of.name}\`, which this stack does not have`,
        change.address,
      ),
    ];
  });
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((each) => [canonicalJson(each), each])).values()];
}
